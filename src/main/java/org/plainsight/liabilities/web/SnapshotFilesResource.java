package org.plainsight.liabilities.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.plainsight.liabilities.SnapshotFiles;

/** The files that a published snapshot's statement names by digest. */
@Path("/snapshots")
class SnapshotFilesResource {

    private final SnapshotFiles files;

    SnapshotFilesResource(SnapshotFiles files) {
        this.files = files;
    }

    @GET
    @Path("{id}/{name: manifest\\.json|policy\\.json|trees\\.json}")
    @Operation(summary = "The reserves manifest, the policy, or the trees' totals and roots; never changes")
    public Response document(@PathParam("id") String id, @PathParam("name") String name) {
        return file(id, name, "application/json");
    }

    @GET
    @Path("{id}/upper-tree")
    @Operation(summary = "All nodes of the trees over 1,024 leaves and more; never changes")
    public Response upperTree(@PathParam("id") String id) {
        return file(id, "upper-tree", "application/octet-stream");
    }

    private Response file(String id, String name, String type) {
        java.nio.file.Path path = files.published(id, name)
                .orElseThrow(() -> new NotFoundException(
                        "No published snapshot has this file. The list of snapshots is at /snapshots."));
        return Response.ok(path.toFile(), type)
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .build();
    }
}
