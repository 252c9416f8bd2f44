package org.plainsight.liabilities.web;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.plainsight.liabilities.ProofTiles;

/** Everybody's proofs in static files that never change; a cache in front may serve them all. */
@Path("/snapshots/{id}/tiles")
@Blocking
class ProofTilesResource {

    private final ProofTiles tiles;

    ProofTilesResource(ProofTiles tiles) {
        this.tiles = tiles;
    }

    @GET
    @Path("{name: index\\.json|[0-9]{1,8}}")
    @Operation(summary = "A tile of customers' sealed proofs, or their index; never changes")
    public Response tile(@PathParam("id") String id, @PathParam("name") String name) {
        java.nio.file.Path file = tiles.find(id, name)
                .orElseThrow(() -> new NotFoundException(
                        "There is no such tile. Tiles are made within minutes after a snapshot is published."));
        return Response.ok(file.toFile(), name.endsWith(".json") ? "application/json" : "application/octet-stream")
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .build();
    }
}
