package org.plainsight.liabilities.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;

/** Whether a published snapshot still stands, for whoever holds a proof of it. The same for everybody who asks. */
@Path("/snapshots/{id}/state.json")
@Blocking
class SnapshotStateResource {

    private final Snapshots snapshots;

    SnapshotStateResource(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * @param state {@code published} or {@code withdrawn}
     * @param newer cut-off of the newest published snapshot, where that is another one
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record State(String snapshot, String state, OptionalLong logIndex, Optional<Instant> newer) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Whether a snapshot stands or was withdrawn")
    public Response state(@PathParam("id") String id) {
        Snapshot snapshot = snapshots
                .find(id)
                .filter(s -> s.publication().isPresent())
                .orElseThrow(() -> new NotFoundException("No snapshot of this name was published."));
        Optional<Instant> newer =
                snapshots.latestPublished().map(Snapshot::cutOff).filter(cutOff -> cutOff.isAfter(snapshot.cutOff()));
        State state = new State(
                id,
                snapshot.state().name().toLowerCase(Locale.ROOT),
                OptionalLong.of(snapshot.publication().orElseThrow().logIndex()),
                newer);
        return Response.ok(state).header("Cache-Control", "public, max-age=60").build();
    }
}
