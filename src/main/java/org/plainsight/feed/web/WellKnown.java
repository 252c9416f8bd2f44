package org.plainsight.feed.web;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.feed.export.LabelExport;
import org.plainsight.feed.webhook.WebhookKey;

/** What programs look for under {@code /.well-known/} before they know anything of a site. */
@Path("/.well-known")
public class WellKnown {

    /** RFC 9116 asks for an end less than a year away. */
    private static final Duration SECURITY_VALID = Duration.ofDays(180);

    private final FeedAnswers answers;
    private final WebhookKey key;
    private final Optional<String> securityContact;
    private final Clock clock;

    WellKnown(
            FeedAnswers answers,
            WebhookKey key,
            @ConfigProperty(name = "plainsight.security.contact") Optional<String> securityContact,
            Clock clock) {
        this.answers = answers;
        this.key = key;
        this.securityContact = securityContact;
        this.clock = clock;
    }

    @GET
    @Path("plainsight.json")
    @Operation(summary = "Where the feed, the log and their descriptions are")
    public Response discovery() {
        Json.Obj json = Json.object()
                .put("feed", "/feed/v1/addresses")
                .put("changes", "/feed/v1/changes")
                .put("events", "/feed/v1/events")
                .put("exports", "/feed/v1/exports")
                .put("presence", "/feed/v1/presence")
                .put("atom", "/feed/v1/atom.xml")
                .put("datapackage", "/feed/v1/datapackage.json")
                .put("event_list", "/events/all.json")
                .put("event_atom", "/events/atom.xml")
                .put("event_stream", "/events/stream")
                .put("webhook_key", "/.well-known/webhook-key")
                .put("log", "/log/checkpoint")
                .put("log_key", "/log/verifier-key")
                .put("openapi", "/openapi")
                .build();
        return Response.ok(CanonicalJson.text(json) + "\n", "application/json")
                .header("Access-Control-Allow-Origin", "*")
                .header("Cache-Control", "public, max-age=3600")
                .build();
    }

    @GET
    @Path("webhook-key")
    @Operation(
            summary = "The key that signs webhooks (Standard Webhooks v1a)",
            description = "One line: whpk_ and base64 of the Ed25519 key")
    public Response webhookKey() {
        return Response.ok(key.publicText() + "\n", "text/plain; charset=utf-8")
                .header("Access-Control-Allow-Origin", "*")
                .header("Cache-Control", "public, max-age=3600")
                .build();
    }

    @GET
    @Path("security.txt")
    @Operation(summary = "Whom to tell of a weakness (RFC 9116)")
    public Response security() {
        String contact = securityContact.orElseThrow(() -> new NotFoundException(
                "This portal names no contact for security; its operator sets plainsight.security.contact."));
        String expires = clock.instant()
                .plus(SECURITY_VALID)
                .truncatedTo(ChronoUnit.DAYS)
                .atOffset(ZoneOffset.UTC)
                .toInstant()
                .toString();
        return Response.ok("Contact: " + contact + "\nExpires: " + expires + "\nPreferred-Languages: en\n")
                .type("text/plain; charset=utf-8")
                .build();
    }

    @GET
    @Path("xrp-ledger.toml")
    @Operation(summary = "Accounts of the XRP Ledger, where such addresses are claimed")
    public Uni<Response> xrpLedger(@Context HttpHeaders request) {
        return ledger(LabelExport.XRP_LEDGER, request);
    }

    @GET
    @Path("stellar.toml")
    @Operation(summary = "Accounts of Stellar (SEP-1), where such addresses are claimed")
    public Uni<Response> stellar(@Context HttpHeaders request) {
        return ledger(LabelExport.STELLAR, request);
    }

    private Uni<Response> ledger(LabelExport export, HttpHeaders request) {
        return answers.serve(".well-known/" + export.path(), request, release -> {
            FeedBody body = release.export(export);
            if (body.length() == 0) {
                throw new NotFoundException("No address of that ledger is claimed here.");
            }
            return body;
        });
    }
}
