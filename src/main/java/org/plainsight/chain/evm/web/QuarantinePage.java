package org.plainsight.chain.evm.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.plainsight.chain.evm.quorum.Quarantine;

/** Providers that the chain's own state contradicted: what they said as they said it, and the proof against it. */
@Path("/incidents/providers")
@Blocking
public class QuarantinePage {

    private final Quarantine quarantine;

    QuarantinePage(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    @CheckedTemplate(basePath = "chain")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance quarantine(List<Quarantine.Case> cases);
    }

    @GET
    @Produces("text/html;charset=UTF-8")
    @Operation(hidden = true)
    public TemplateInstance page() {
        return Pages.quarantine(quarantine.cases());
    }

    @GET
    @Path("{id}/proof")
    @Operation(summary = "The proof against a provider's answer, in the form evm-state/1; never changes")
    public Response proof(@RestPath long id) {
        byte[] proof = quarantine
                .proof(id)
                .orElseThrow(() -> new NotFoundException("No provider's answer has the number " + id
                        + ". All that were contradicted stand at /incidents/providers."));
        return Response.ok(proof, "application/octet-stream")
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("Content-Disposition", "attachment; filename=\"provider-proof-" + id + ".evm-state\"")
                .build();
    }
}
