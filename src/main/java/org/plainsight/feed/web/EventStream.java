package org.plainsight.feed.web;

import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.feed.FeedEntry;

/**
 * Claims as they come, as server-sent events. An event's id is its log index, so that a browser that comes back goes on
 * behind the last one it saw. All listeners share one look at the log per tick.
 */
@ApplicationScoped
@Path("/feed/v1/events")
public class EventStream {

    private final FeedReleases releases;
    private final Broadcast<FeedEntry> claims;

    EventStream(FeedReleases releases) {
        this.releases = releases;
        this.claims = new Broadcast<>(
                new Broadcast.Source<>() {
                    @Override
                    public long last() {
                        return releases.covered() - 1;
                    }

                    @Override
                    public List<FeedEntry> after(long cursor, long last, int limit) {
                        return releases.after(cursor, last + 1, limit);
                    }
                },
                FeedEntry::index);
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Claims as they come (server-sent events)",
            description = "Begins behind Last-Event-ID or ?after=; without either, with what comes next")
    public Multi<OutboundSseEvent> events(
            @HeaderParam("Last-Event-ID") @Nullable String lastEvent,
            @QueryParam("after") @Nullable String after,
            @Context Sse sse) {
        long cursor = Optional.ofNullable(lastEvent)
                .or(() -> Optional.ofNullable(after))
                .map(EventStream::index)
                .orElseGet(() -> releases.logSize() - 1);
        return claims.behind(cursor)
                .map(entry -> sse.newEventBuilder()
                        .id(Long.toString(entry.index()))
                        .name("claim")
                        .data(String.class, CanonicalJson.text(entry.json()))
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .build());
    }

    static long index(String text) {
        try {
            long index = Long.parseLong(text);
            if (index >= -1) {
                return index;
            }
        } catch (NumberFormatException e) {
            // told below, like a negative one
        }
        throw new BadRequestException("after: '" + text + "' is no log index; begin with -1.");
    }
}
