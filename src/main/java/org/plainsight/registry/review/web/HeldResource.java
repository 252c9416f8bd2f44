package org.plainsight.registry.review.web;

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
import org.jboss.resteasy.reactive.RestForm;
import org.plainsight.asset.AccountId;
import org.plainsight.registry.review.Decided;
import org.plainsight.registry.review.Draft;
import org.plainsight.registry.review.Drafts;
import org.plainsight.registry.review.HeldRow;
import org.plainsight.registry.review.Person;
import org.plainsight.registry.review.Quarantine;

/** Lets a held row go live although its proof could not be checked. It is published with that verdict. */
@Path("/staff/registry")
@RolesAllowed("staff")
@Blocking
public class HeldResource {

    private final Quarantine quarantine;
    private final Drafts drafts;
    private final SecurityIdentity identity;
    private final Clock clock;

    HeldResource(Quarantine quarantine, Drafts drafts, SecurityIdentity identity, Clock clock) {
        this.quarantine = quarantine;
        this.drafts = drafts;
        this.identity = identity;
        this.clock = clock;
    }

    /** @param digest of what the person read; a row that has changed since is not confirmed */
    @POST
    @Path("held/confirm")
    @Transactional
    @Operation(hidden = true)
    public Response confirm(@RestForm String account, @RestForm String digest) {
        AccountId id = AccountId.parse(account);
        HeldRow row = quarantine
                .find(id)
                .orElseThrow(() -> new NotFoundException("No row about " + id + " is held; reload the page."));
        String by = identity.getPrincipal().getName();
        if (!row.digest().equals(digest)) {
            throw conflict("the row has changed since you read it; reload the page");
        }
        if (!row.mayBeConfirmed()) {
            throw conflict(
                    row.confirmed().isPresent()
                            ? "it is confirmed already"
                            : "its proof is invalid; declare a better one");
        }
        if (drafts.find(row.draft())
                .flatMap(Draft::prepared)
                .filter(p -> Person.isSame(p.by(), by))
                .isPresent()) {
            throw new ForbiddenException(
                    "Refused: you submitted the draft of this row, so somebody else must confirm it.");
        }
        quarantine.confirm(id, new Decided(by, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
        drafts.audit(by, "confirmed", id + " " + row.digest());
        return Response.seeOther(URI.create("/staff/registry#held")).build();
    }

    private static ClientErrorException conflict(String reason) {
        return new ClientErrorException("Refused: " + reason + ".", Response.Status.CONFLICT);
    }
}
