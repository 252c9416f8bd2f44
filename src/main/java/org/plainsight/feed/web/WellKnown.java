package org.plainsight.feed.web;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.feed.export.LabelExport;

/** What programs look for under {@code /.well-known/} before they know anything of a site. */
@Path("/.well-known")
public class WellKnown {

    /** RFC 9116 asks for an end less than a year away. */
    private static final Duration SECURITY_VALID = Duration.ofDays(180);

    private final FeedExports exports;
    private final FeedAnswers answers;
    private final Optional<String> securityContact;
    private final Clock clock;

    WellKnown(
            FeedExports exports,
            FeedAnswers answers,
            @ConfigProperty(name = "plainsight.security.contact") Optional<String> securityContact,
            Clock clock) {
        this.exports = exports;
        this.answers = answers;
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
    @Path("security.txt")
    @Operation(hidden = true)
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
    @Operation(hidden = true)
    public Response xrpLedger(@HeaderParam("If-None-Match") @Nullable String validator) {
        return ledger(LabelExport.XRP_LEDGER, validator);
    }

    @GET
    @Path("stellar.toml")
    @Operation(hidden = true)
    public Response stellar(@HeaderParam("If-None-Match") @DefaultValue("") String validator) {
        return ledger(LabelExport.STELLAR, validator.isEmpty() ? null : validator);
    }

    private Response ledger(LabelExport export, @Nullable String validator) {
        Optional<FeedBody> body = exports.export(export);
        if (body.isPresent() && body.get().length() == 0) {
            throw new NotFoundException("No address of that ledger is claimed here.");
        }
        return answers.send(body, "", Optional.ofNullable(validator));
    }
}
