package org.plainsight.reserves.web;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.plainsight.reserves.HoldingsFiles;
import org.plainsight.reserves.Reconciliations;

/** What each address held at the blocks of a snapshot, as a file whose digest is in the log. */
@Path("/snapshots")
@Tag(name = "Snapshots")
@Blocking
public class HoldingsResource {

    private final Reconciliations reconciliations;
    private final HoldingsFiles files;

    HoldingsResource(Reconciliations reconciliations, HoldingsFiles files) {
        this.reconciliations = reconciliations;
        this.files = files;
    }

    @GET
    @Path("{id}/holdings.json")
    @Operation(summary = "Addresses, assets and amounts at the snapshot's blocks; never changes")
    public Response holdings(@RestPath String id) {
        byte[] bytes = reconciliations
                .find(id)
                .flatMap(r -> r.assets().stream().findFirst())
                .flatMap(statement -> files.read(statement.holdings().sha256()))
                .orElseThrow(() -> new NotFoundException("No snapshot " + id + " has been published with holdings."));
        return Response.ok(bytes, "application/json")
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
