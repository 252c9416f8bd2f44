package org.plainsight.feed.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.event.EventFilter;
import org.plainsight.event.EventKind;
import org.plainsight.event.NumberedEvent;
import org.plainsight.event.PortalAddress;
import org.plainsight.event.PublicEvents;
import org.plainsight.feed.EventAtom;

/** Events for people and programs: a page, JSON, Atom and a stream, all under the same filters. */
@ApplicationScoped
@Path("/events")
@Tag(name = "Events", description = "What happened, each with a permanent link and a line to quote it by")
@Blocking
public class EventPages {

    private static final int SHOWN = 50;
    private static final int LIMIT_MAX = 1_000;

    private final PublicEvents events;
    private final Broadcast<NumberedEvent> stream;
    private final String base;

    EventPages(
            PublicEvents events,
            @ConfigProperty(name = "plainsight.domain", defaultValue = "localhost") String domain) {
        this.events = events;
        this.base = PortalAddress.of(domain);
        this.stream = new Broadcast<>(
                new Broadcast.Source<>() {
                    @Override
                    public long last() {
                        return events.last();
                    }

                    @Override
                    public List<NumberedEvent> after(long cursor, long last, int limit) {
                        return events.after(cursor, EventFilter.ALL, limit).stream()
                                .filter(event -> event.id() <= last)
                                .toList();
                    }
                },
                NumberedEvent::id);
    }

    /** @param query of the address, with its question mark where there is one, for the links to the other forms */
    public record View(List<NumberedEvent> events, EventQuery asked, String query, List<String> kinds) {}

    /** @param path of this page, for ever */
    public record One(NumberedEvent numbered, String path, String json) {}

    @CheckedTemplate(basePath = "feed")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance events(View view);

        static native TemplateInstance event(One view);
    }

    @GET
    @Produces("text/html;charset=UTF-8")
    @Operation(hidden = true)
    public TemplateInstance page(@BeanParam EventQuery asked) {
        return Pages.events(new View(
                events.newest(asked.filter(), SHOWN),
                asked,
                asked.query(),
                Arrays.stream(EventKind.values()).map(EventKind::word).toList()));
    }

    @GET
    @Path("{id: [0-9]{1,18}}")
    @Produces("text/html;charset=UTF-8")
    @Operation(hidden = true)
    public TemplateInstance one(@RestPath long id) {
        NumberedEvent event = find(id);
        return Pages.event(new One(event, "/events/" + id, CanonicalJson.text(event.json(base))));
    }

    @GET
    @Path("{id: [0-9]{1,18}}.json")
    @Operation(summary = "One event; never changes")
    public Response oneJson(@RestPath long id) {
        return Response.ok(CanonicalJson.text(find(id).json(base)) + "\n", "application/json")
                .header("Access-Control-Allow-Origin", "*")
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .build();
    }

    @GET
    @Path("all.json")
    @Operation(
            summary = "Events behind a number, oldest first",
            description = "'after' is exclusive; go on with 'next' of the answer until 'more' is false")
    public Response list(
            @Parameter(description = "number of an event, 0 for the beginning") @QueryParam("after") @DefaultValue("0")
                    long after,
            @Parameter(description = "1 to 1000") @QueryParam("limit") @DefaultValue("100") int limit,
            @BeanParam EventQuery asked) {
        int most = Math.clamp(limit, 1, LIMIT_MAX);
        List<NumberedEvent> found = events.after(after, asked.filter(), most + 1);
        List<NumberedEvent> shown = found.stream().limit(most).toList();
        Json.Obj json = Json.object()
                .put("after", after)
                .put("next", shown.isEmpty() ? after : shown.getLast().id())
                .put("more", new Json.Bool(found.size() > most))
                .put("count", shown.size())
                .put("events", Json.array(shown, event -> event.json(base)))
                .build();
        return Response.ok(CanonicalJson.text(json) + "\n", "application/json")
                .header("Access-Control-Allow-Origin", "*")
                .header("Cache-Control", "public, max-age=5")
                .build();
    }

    @GET
    @Path("atom.xml")
    @Operation(summary = "The newest events as Atom, under the same filters")
    public Response atom(@BeanParam EventQuery asked) {
        String xml = EventAtom.xml(
                base, "/events/atom.xml" + asked.query(), events.newest(asked.filter(), EventAtom.EVENTS));
        return Response.ok(xml, "application/atom+xml")
                .header("Access-Control-Allow-Origin", "*")
                .header("Cache-Control", "public, max-age=60")
                .build();
    }

    @GET
    @Path("stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Events as they come (server-sent events), under the same filters",
            description = "Begins behind Last-Event-ID or ?after=; without either, with what comes next")
    public Multi<OutboundSseEvent> stream(
            @HeaderParam("Last-Event-ID") @Nullable String lastEvent,
            @QueryParam("after") @Nullable String after,
            @BeanParam EventQuery asked,
            @Context Sse sse) {
        EventFilter filter = asked.filter();
        long cursor = Optional.ofNullable(lastEvent)
                .or(() -> Optional.ofNullable(after))
                .map(EventStream::index)
                .orElseGet(events::last);
        return stream.behind(cursor)
                .filter(event -> filter.passes(event.event()))
                .map(event -> sse.newEventBuilder()
                        .id(Long.toString(event.id()))
                        .name(event.event().kind().word())
                        .data(String.class, CanonicalJson.text(event.json(base)))
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .build());
    }

    private NumberedEvent find(long id) {
        return events.find(id)
                .orElseThrow(() -> new NotFoundException("There is no event " + id + "; /events lists them."));
    }
}
