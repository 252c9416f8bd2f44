package org.plainsight.reserves.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;
import org.plainsight.reserves.FourEyes;
import org.plainsight.reserves.Withdrawal;
import org.plainsight.reserves.WithdrawalDesk;
import org.plainsight.reserves.Withdrawals;

/** Ask for the withdrawal of a published snapshot, approve it, dismiss it. Approving needs somebody else. */
@Path("/staff/withdrawals")
@RolesAllowed("staff")
@Blocking
public class WithdrawalResource {

    private final WithdrawalDesk desk;
    private final Withdrawals withdrawals;
    private final SecurityIdentity identity;

    WithdrawalResource(WithdrawalDesk desk, Withdrawals withdrawals, SecurityIdentity identity) {
        this.desk = desk;
        this.withdrawals = withdrawals;
        this.identity = identity;
    }

    @POST
    @Operation(hidden = true)
    public Response request(@RestForm @Nullable String snapshot, @RestForm @Nullable String reason) {
        return settle(
                desk.request(Objects.requireNonNullElse(snapshot, ""), Objects.requireNonNullElse(reason, ""), name()));
    }

    @POST
    @Path("{snapshot}/approve")
    @Operation(hidden = true)
    public Response approve(@RestPath String snapshot) {
        boolean own = withdrawals
                .find(snapshot)
                .filter(Withdrawal::isOpen)
                .filter(w -> FourEyes.isSamePerson(w.requestedBy(), name()))
                .isPresent();
        return settle(desk.approve(snapshot, name()), own ? Response.Status.FORBIDDEN : Response.Status.CONFLICT);
    }

    @POST
    @Path("{snapshot}/dismiss")
    @Operation(hidden = true)
    public Response dismiss(@RestPath String snapshot) {
        return settle(desk.dismiss(snapshot, name()));
    }

    private static Response settle(WithdrawalDesk.Answer answer) {
        return settle(answer, Response.Status.CONFLICT);
    }

    private static Response settle(WithdrawalDesk.Answer answer, Response.Status refusal) {
        return switch (answer) {
            case WithdrawalDesk.Answer.Taken taken ->
                Response.seeOther(URI.create("/staff")).build();
            case WithdrawalDesk.Answer.Refused(String reason) ->
                throw new ClientErrorException("Refused: " + reason + ".", refusal);
        };
    }

    private String name() {
        return identity.getPrincipal().getName();
    }
}
