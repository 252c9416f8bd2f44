package org.plainsight.reserves.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.reserves.FourEyes;
import org.plainsight.reserves.Publication;
import org.plainsight.reserves.Publications;

/** Prepare, approve, reject. One person does the first, another one of the others. */
@Path("/staff/publications")
@RolesAllowed("staff")
@Blocking
public class PublicationResource {

    private final Snapshots snapshots;
    private final Publications publications;
    private final SecurityIdentity identity;
    private final Clock clock;

    PublicationResource(Snapshots snapshots, Publications publications, SecurityIdentity identity, Clock clock) {
        this.snapshots = snapshots;
        this.publications = publications;
        this.identity = identity;
        this.clock = clock;
    }

    @POST
    @Path("{snapshot}/prepare")
    @Transactional
    @Operation(hidden = true)
    public Response prepare(@RestPath String snapshot) {
        Snapshot staged = snapshots
                .find(snapshot)
                .filter(s -> s.state() == Snapshot.State.STAGED)
                .orElseThrow(
                        () -> new NotFoundException("No staged snapshot " + snapshot + "; reload the staff page."));
        return settle(FourEyes.prepare(
                staged.id(),
                publications.find(staged.id()),
                name(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    @POST
    @Path("{snapshot}/approve")
    @Transactional
    @Operation(hidden = true)
    public Response approve(@RestPath String snapshot) {
        return decide(snapshot, true);
    }

    @POST
    @Path("{snapshot}/reject")
    @Transactional
    @Operation(hidden = true)
    public Response reject(@RestPath String snapshot) {
        return decide(snapshot, false);
    }

    private Response decide(String snapshot, boolean approve) {
        Publication prepared = publications
                .find(snapshot)
                .orElseThrow(() -> new NotFoundException("Nobody prepared a publication of " + snapshot + "."));
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        FourEyes.Decision decision =
                approve ? FourEyes.approve(prepared, name(), at) : FourEyes.reject(prepared, name(), at);
        boolean waits = prepared.state() == Publication.State.PREPARED;
        if (decision instanceof FourEyes.Decision.Refused(String reason) && waits) {
            throw new ForbiddenException("Refused: " + reason + ".");
        }
        return settle(decision);
    }

    private Response settle(FourEyes.Decision decision) {
        return switch (decision) {
            case FourEyes.Decision.Taken(Publication publication) -> {
                publications.save(publication);
                yield Response.seeOther(URI.create("/staff")).build();
            }
            case FourEyes.Decision.Refused(String reason) ->
                throw new ClientErrorException("Refused: " + reason + ".", Response.Status.CONFLICT);
        };
    }

    private String name() {
        return identity.getPrincipal().getName();
    }
}
