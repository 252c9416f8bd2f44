package org.plainsight.liabilities.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.plainsight.liabilities.CustomerProofs;

/** One customer's proof, by its unguessable name. Nothing is kept of who asks. */
@Path("/proofs")
class ProofResource {

    private final CustomerProofs proofs;

    ProofResource(CustomerProofs proofs) {
        this.proofs = proofs;
    }

    @GET
    @Path("{capability}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "A customer's proof file, for who knows its name")
    public Response proof(@PathParam("capability") String capability) {
        byte[] file = proofs.find(capability)
                .orElseThrow(() -> new NotFoundException(
                        "There is no proof of this name. Open the link from your statement again, whole."));
        return Response.ok(file)
                .header("Cache-Control", "private, no-store")
                .header("Content-Disposition", "attachment; filename=\"plainsight-proof.json\"")
                .build();
    }
}
