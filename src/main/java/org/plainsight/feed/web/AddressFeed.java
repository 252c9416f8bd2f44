package org.plainsight.feed.web;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;
import org.plainsight.feed.FeedChanges;
import org.plainsight.feed.FeedFormat;

/** What explorers and wallets pull. Equal for every client; the cursor is the log index and never expires. */
@Path("/feed/v1")
@Tag(name = "Address feed", description = "Claims about addresses, as the newest checkpoint of the log has them")
public class AddressFeed {

    private final FeedReleases releases;
    private final FeedAnswers answers;

    AddressFeed(FeedReleases releases, FeedAnswers answers) {
        this.releases = releases;
        this.answers = answers;
    }

    @GET
    @Path("addresses")
    @Operation(summary = "All standing claims", description = "Format by ?format= or Accept; JSON where neither says")
    @APIResponse(responseCode = "200", description = "The whole feed; count and log size are in the body or headers")
    @APIResponse(responseCode = "304", description = "Nothing changed since the validator in If-None-Match")
    public Response addresses(
            @Parameter(description = "json, ndjson or csv") @QueryParam("format") @Nullable String format,
            @HeaderParam("Accept") @DefaultValue("*/*") String accept,
            @HeaderParam("Accept-Encoding") @DefaultValue("") String encodings,
            @HeaderParam("If-None-Match") @Nullable String validator) {
        FeedFormat chosen = format == null ? FeedAnswers.byAccept(accept) : byName(format);
        return answers.send(releases.addresses(chosen), encodings, Optional.ofNullable(validator));
    }

    @GET
    @Path("addresses.{extension}")
    @Operation(summary = "All standing claims in the format of the extension")
    public Response addressesAs(
            @RestPath String extension,
            @Parameter(description = "what stood when the log had so many entries") @QueryParam("as-of") @Nullable
                    String asOf,
            @Parameter(description = "a chain and a height of it, like eip155:1@21000000") @QueryParam("at") @Nullable
                    String at,
            @HeaderParam("Accept-Encoding") @DefaultValue("") String encodings,
            @HeaderParam("If-None-Match") @Nullable String validator) {
        FeedFormat format = FeedFormat.byExtension(extension)
                .orElseThrow(() -> new NotFoundException(
                        "There is no feed in the format '" + extension + "'; take json, ndjson or csv."));
        Optional<FeedBody> body = asOf == null && at == null
                ? releases.addresses(format)
                : releases.asOf(
                        format,
                        Optional.ofNullable(asOf).map(text -> number("as-of", text, 0, Long.MAX_VALUE - 1)),
                        Optional.ofNullable(at).map(AtHeight::parse));
        return answers.send(body, encodings, Optional.ofNullable(validator));
    }

    @GET
    @Path("changes")
    @Operation(
            summary = "Claims after a log index, oldest first",
            description = "'after' is exclusive; go on with 'next' of the answer until 'more' is false")
    public Response changes(
            @Parameter(description = "log index, -1 for the beginning") @QueryParam("after") @DefaultValue("-1")
                    String after,
            @Parameter(description = "1 to 10000") @QueryParam("limit") @DefaultValue("1000") String limit,
            @HeaderParam("Accept-Encoding") @DefaultValue("") String encodings,
            @HeaderParam("If-None-Match") @Nullable String validator) {
        long cursor = number("after", after, -1, Long.MAX_VALUE - 1);
        int most = (int) number("limit", limit, 1, FeedChanges.LIMIT_MAX);
        return answers.send(releases.changes(cursor, most), encodings, Optional.ofNullable(validator));
    }

    @GET
    @Path("datapackage.json")
    @Operation(summary = "The feed's files with size, hash, schema and licence (Frictionless Data Package)")
    public Response dataPackage(
            @HeaderParam("Accept-Encoding") @DefaultValue("") String encodings,
            @HeaderParam("If-None-Match") @Nullable String validator) {
        return answers.send(releases.dataPackage(), encodings, Optional.ofNullable(validator));
    }

    @OPTIONS
    @Path("{any:.*}")
    @Operation(hidden = true)
    public Response preflight() {
        return answers.preflight();
    }

    private static FeedFormat byName(String name) {
        return FeedFormat.byExtension(name)
                .orElseThrow(() -> new BadRequestException(
                        "format: '" + name + "' is none of json, ndjson, csv; take one of them."));
    }

    private static long number(String name, String text, long min, long max) {
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        throw new BadRequestException(name + ": '" + text + "' is no whole number from " + min + " to " + max + ".");
    }
}
