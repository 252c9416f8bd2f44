package org.plainsight.registry.corrections.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.corrections.PublisherRecord;
import org.plainsight.registry.labels.CorrectionRequest;

/** What one publisher of labels is asked to correct: for its support staff, who have a minute. */
@Path("/corrections/publishers")
@Blocking
public class PublisherPage {

    private record Form(CorrectionRequest.Form form, String type) {}

    private static final Map<String, Form> FORMS = Map.of(
            "txt", new Form(CorrectionRequest.Form.TEXT, "text/plain;charset=UTF-8"),
            "yaml", new Form(CorrectionRequest.Form.TAGPACK, "application/yaml"),
            "csv", new Form(CorrectionRequest.Form.CSV, "text/csv;charset=UTF-8"),
            "json", new Form(CorrectionRequest.Form.JSON, "application/json"),
            "oli.csv", new Form(CorrectionRequest.Form.OLI, "text/csv;charset=UTF-8"),
            "etherscan.csv", new Form(CorrectionRequest.Form.ETHERSCAN, "text/csv;charset=UTF-8"),
            "defillama.json", new Form(CorrectionRequest.Form.DEFILLAMA, "application/json"),
            "ton-labels.jsonl", new Form(CorrectionRequest.Form.TON_LABELS, "application/jsonl"));

    private final DisputedClaims claims;
    private final AddressBook book;

    PublisherPage(DisputedClaims claims, AddressBook book) {
        this.claims = claims;
        this.book = book;
    }

    /** @param path of the page, for its downloads */
    public record View(PublisherRecord record, String path) {}

    @CheckedTemplate(basePath = "registry")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance publisher(View view);
    }

    @GET
    @Path("{publisher}")
    @Produces("text/html;charset=UTF-8")
    @Operation(hidden = true)
    public TemplateInstance page(@RestPath String publisher, @Context UriInfo uri) {
        PublisherRecord record = PublisherRecord.of(publisher, claims.all(), book::history);
        if (record.items().isEmpty()) {
            throw new NotFoundException("Nobody of this name was asked to correct anything; see /corrections.");
        }
        return Pages.publisher(new View(record, uri.getAbsolutePath().getRawPath()));
    }

    /** What is still wrong, in a form the publisher can take in. */
    @GET
    @Path("{publisher}/open.{form: [a-z.-]{3,20}}")
    @Operation(
            summary = "The corrections one publisher is asked for, as text, CSV or JSON, or in the form of a"
                    + " label list: TagPack, OLI, Etherscan, DefiLlama, ton-labels")
    public Response download(@RestPath String publisher, @RestPath String form, @Context UriInfo uri) {
        Form wanted = Optional.ofNullable(FORMS.get(form)).orElseThrow(NotFoundException::new);
        String base = uri.getBaseUri().toString().replaceFirst("/$", "");
        return Response.ok(new CorrectionRequest(publisher, base, claims.all()).write(wanted.form()))
                .type(wanted.type())
                .header("Content-Disposition", "attachment; filename=\"corrections." + form + "\"")
                .build();
    }
}
