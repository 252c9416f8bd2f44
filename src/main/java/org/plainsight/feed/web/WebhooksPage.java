package org.plainsight.feed.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;
import org.plainsight.event.EventFilter;
import org.plainsight.event.EventKind;
import org.plainsight.feed.rpc.HttpReceiver;
import org.plainsight.feed.webhook.Delivery;
import org.plainsight.feed.webhook.Subscription;
import org.plainsight.feed.webhook.Subscriptions;
import org.plainsight.feed.webhook.WebhookKey;

/** Staff keep the webhooks: who is told what, and what came of it. */
@Path("/staff/webhooks")
@RolesAllowed("staff")
@Blocking
public class WebhooksPage {

    private static final int SHOWN = 20;

    private final Subscriptions subscriptions;
    private final HttpReceiver.Guard guard;
    private final WebhookKey key;
    private final SecurityIdentity identity;
    private final Clock clock;

    WebhooksPage(
            Subscriptions subscriptions,
            HttpReceiver.Guard guard,
            WebhookKey key,
            SecurityIdentity identity,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.guard = guard;
        this.key = key;
        this.identity = identity;
        this.clock = clock;
    }

    public record Kept(Subscription subscription, List<Delivery> deliveries) {}

    public record View(List<Kept> kept, List<String> kinds, String key) {}

    @CheckedTemplate(basePath = "feed")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance webhooks(View view);
    }

    @GET
    @Produces("text/html;charset=UTF-8")
    @Operation(hidden = true)
    public TemplateInstance page() {
        return Pages.webhooks(new View(
                subscriptions.all().stream()
                        .map(s -> new Kept(s, subscriptions.deliveries(s.id(), SHOWN)))
                        .toList(),
                Arrays.stream(EventKind.values()).map(EventKind::word).toList(),
                key.publicText()));
    }

    @POST
    @Operation(hidden = true)
    public Response add(
            @RestForm @Nullable String url,
            @RestForm @Nullable String kind,
            @RestForm @Nullable String address,
            @RestForm @Nullable String asset,
            @RestForm @Nullable String entity,
            @RestForm @Nullable String min) {
        EventFilter filter = EventFilter.parse(
                Optional.ofNullable(kind),
                Optional.ofNullable(address),
                Optional.ofNullable(asset),
                Optional.ofNullable(entity),
                Optional.ofNullable(min));
        subscriptions.add(checked(url), filter, identity.getPrincipal().getName(), clock.instant());
        return back();
    }

    @POST
    @Path("{id}/stop")
    @Operation(hidden = true)
    public Response stop(@RestPath long id) {
        subscriptions.stop(known(id), "stopped by " + identity.getPrincipal().getName());
        return back();
    }

    @POST
    @Path("{id}/resume")
    @Operation(hidden = true)
    public Response resume(@RestPath long id) {
        subscriptions.resume(known(id), clock.instant());
        return back();
    }

    private long known(long id) {
        return subscriptions
                .find(id)
                .orElseThrow(() -> new NotFoundException("There is no webhook " + id + "; /staff/webhooks lists them."))
                .id();
    }

    private URI checked(@Nullable String text) {
        try {
            URI url = new URI(text == null ? "" : text.strip());
            guard.refusal(url).ifPresent(reason -> {
                throw new BadRequestException("url: " + reason + "; write it like https://receiver.example/hook.");
            });
            return url;
        } catch (URISyntaxException e) {
            throw new BadRequestException(
                    "url: '" + text + "' is no address; write it like https://receiver.example/hook.");
        }
    }

    private static Response back() {
        return Response.seeOther(URI.create("/staff/webhooks")).build();
    }
}
