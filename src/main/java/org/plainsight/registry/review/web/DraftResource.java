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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.plainsight.registry.review.Draft;
import org.plainsight.registry.review.Drafts;
import org.plainsight.registry.review.ReviewRules;
import org.plainsight.registry.review.ReviewRules.Decision;

/** Submit, approve, reject. One person does the first; one or two others decide. */
@Path("/staff/registry")
@RolesAllowed("staff")
@Blocking
public class DraftResource {

    private interface Rule {
        Decision apply(Draft draft, String by, Instant at);
    }

    private final Drafts drafts;
    private final SecurityIdentity identity;
    private final Clock clock;

    DraftResource(Drafts drafts, SecurityIdentity identity, Clock clock) {
        this.drafts = drafts;
        this.identity = identity;
        this.clock = clock;
    }

    @POST
    @Path("drafts/{id}/prepare")
    @Transactional
    @Operation(hidden = true)
    public Response prepare(@RestPath long id) {
        return decide(id, "submitted", ReviewRules::prepare);
    }

    @POST
    @Path("drafts/{id}/approve")
    @Transactional
    @Operation(hidden = true)
    public Response approve(@RestPath long id) {
        return decide(id, "approved", ReviewRules::approve);
    }

    @POST
    @Path("drafts/{id}/reject")
    @Transactional
    @Operation(hidden = true)
    public Response reject(@RestPath long id) {
        return decide(id, "rejected", ReviewRules::reject);
    }

    /** The draft stays locked until the decision is written, so that two who decide at once do so one after the other. */
    private Response decide(long id, String deed, Rule rule) {
        Draft draft = drafts.lock(id)
                .orElseThrow(() -> new NotFoundException("There is no draft " + id + "; see /staff/registry."));
        String by = identity.getPrincipal().getName();
        return switch (rule.apply(draft, by, clock.instant().truncatedTo(ChronoUnit.SECONDS))) {
            case Decision.Taken(Draft decided) -> {
                drafts.save(decided);
                drafts.audit(by, deed, "draft " + id + " " + draft.fingerprint());
                yield Response.seeOther(URI.create("/staff/registry")).build();
            }
            case Decision.Refused(boolean personal, String reason) -> {
                String words = "Refused: " + reason + ".";
                if (personal) {
                    throw new ForbiddenException(words);
                }
                throw new ClientErrorException(words, Response.Status.CONFLICT);
            }
        };
    }
}
