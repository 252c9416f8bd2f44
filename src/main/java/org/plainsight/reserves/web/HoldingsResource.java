package org.plainsight.reserves.web;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.plainsight.disclosure.PublishedFiles;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.reserves.HoldingsFile;
import org.plainsight.reserves.Reconciliations;

/** What each address held at the blocks of a snapshot, as a file whose digest is in the log. */
@Path("/snapshots")
@Tag(name = "Snapshots")
@Blocking
public class HoldingsResource {

    private final Reconciliations reconciliations;
    private final PublishedFiles files;

    HoldingsResource(Reconciliations reconciliations, PublishedFiles files) {
        this.reconciliations = reconciliations;
        this.files = files;
    }

    @GET
    @Path("{id}/holdings.json")
    @Operation(summary = "Addresses, assets and amounts at the snapshot's blocks; never changes")
    public Response holdings(@RestPath String id) {
        return answer(
                published(id)
                        .flatMap(statement -> files.open(statement.holdings().sha256()))
                        .orElseThrow(() -> none(id)),
                "application/json");
    }

    @GET
    @Path("{id}/evidence/{sha256}")
    @Operation(summary = "What proves the holdings on one chain; never changes")
    public Response evidence(@RestPath String id, @RestPath String sha256) throws IOException {
        ReservesStatement statement = published(id).orElseThrow(() -> none(id));
        HoldingsFile holdings;
        try (InputStream in = files.open(statement.holdings().sha256()).orElseThrow(() -> none(id))) {
            holdings = HoldingsFile.read(in.readAllBytes());
        }
        boolean known = holdings.evidence().stream()
                .anyMatch(proof -> proof.file().sha256().equals(sha256));
        return answer(
                Optional.of(sha256)
                        .filter(name -> known)
                        .flatMap(files::open)
                        .orElseThrow(() -> new NotFoundException("The snapshot " + id + " has no such evidence; its"
                                + " holdings.json lists what there is.")),
                "application/octet-stream");
    }

    private Optional<ReservesStatement> published(String id) {
        return reconciliations.find(id).flatMap(r -> r.assets().stream().findFirst());
    }

    private static NotFoundException none(String id) {
        return new NotFoundException("No snapshot " + id + " has been published with holdings.");
    }

    private static Response answer(InputStream bytes, String type) {
        return Response.ok(bytes, type)
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
