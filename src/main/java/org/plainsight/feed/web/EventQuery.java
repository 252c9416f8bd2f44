package org.plainsight.feed.web;

import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.plainsight.event.EventFilter;

/** The filters of events, as an address carries them. */
public class EventQuery {

    @QueryParam("kind")
    @Parameter(
            description = "claim, retraction, disclaimer, movement, stale-proof, coverage, disagreement, incident;"
                    + " several with commas")
    @Nullable
    String kind;

    @QueryParam("address")
    @Parameter(description = "a whole address in CAIP-10")
    @Nullable
    String address;

    @QueryParam("asset")
    @Parameter(description = "an asset in CAIP-19")
    @Nullable
    String asset;

    @QueryParam("entity")
    @Parameter(description = "whom it is about, letter by letter")
    @Nullable
    String entity;

    @QueryParam("min")
    @Parameter(description = "at least so many smallest units, for events that have an amount")
    @Nullable
    String min;

    EventFilter filter() {
        return EventFilter.parse(
                Optional.ofNullable(kind),
                Optional.ofNullable(address),
                Optional.ofNullable(asset),
                Optional.ofNullable(entity),
                Optional.ofNullable(min));
    }

    /** As it stands in an address, with its question mark; empty where nothing is filtered. */
    String query() {
        StringJoiner parts = new StringJoiner("&", "?", "").setEmptyValue("");
        add(parts, "kind", kind);
        add(parts, "address", address);
        add(parts, "asset", asset);
        add(parts, "entity", entity);
        add(parts, "min", min);
        return parts.toString();
    }

    public String getKind() {
        return text(kind);
    }

    public String getAddress() {
        return text(address);
    }

    public String getAsset() {
        return text(asset);
    }

    public String getEntity() {
        return text(entity);
    }

    public String getMin() {
        return text(min);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static void add(StringJoiner parts, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
