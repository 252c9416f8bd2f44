package org.plainsight.registry.corrections.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution.Dispute;
import org.plainsight.disclosure.Attribution.DisputeState;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.DisputeLedger;
import org.plainsight.registry.corrections.Contradiction;
import org.plainsight.registry.corrections.Correction;
import org.plainsight.registry.corrections.CorrectionRules;
import org.plainsight.registry.corrections.Corrections;
import org.plainsight.registry.corrections.WatchedList;
import org.plainsight.registry.corrections.job.Contradictions;
import org.plainsight.registry.review.Drafts;

/** Where staff ask publishers for corrections and write down how far each has come. */
@Path("/staff/corrections")
@RolesAllowed("staff")
@Blocking
public class StaffCorrections {

    private static final Pattern SENTENCE = Pattern.compile("[^\\p{C}]{1,200}");
    private static final Pattern WEB = Pattern.compile("https?://[!-~]{1,490}");

    private final DisputedClaims claims;
    private final Corrections corrections;
    private final Contradictions contradictions;
    private final AddressBook book;
    private final Drafts drafts;
    private final SecurityIdentity identity;
    private final Clock clock;

    StaffCorrections(
            DisputedClaims claims,
            Corrections corrections,
            Contradictions contradictions,
            AddressBook book,
            Drafts drafts,
            SecurityIdentity identity,
            Clock clock) {
        this.claims = claims;
        this.corrections = corrections;
        this.contradictions = contradictions;
        this.book = book;
        this.drafts = drafts;
        this.identity = identity;
        this.clock = clock;
    }

    /** @param next the states that may follow */
    public record Row(AddressClaim claim, Dispute dispute, List<DisputeState> next) {}

    public record View(List<Row> rows, List<WatchedList> watched, List<Contradiction> contradictions) {}

    @CheckedTemplate(basePath = "registry")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance staffcorrections(View view);
    }

    @GET
    @Produces("text/html;charset=UTF-8")
    @Operation(hidden = true)
    public TemplateInstance page() {
        List<Row> rows = new ArrayList<>();
        for (AddressClaim claim : claims.all()) {
            for (Dispute declared : claim.attribution().disputes()) {
                Dispute dispute = newest(claim.account(), declared);
                rows.add(new Row(claim, dispute, List.copyOf(CorrectionRules.next(dispute.state()))));
            }
        }
        return Pages.staffcorrections(new View(rows, corrections.watched(), contradictions.all()));
    }

    private Dispute newest(AccountId account, Dispute published) {
        return corrections
                .latest(account, published.publisher())
                .map(Correction::dispute)
                .filter(d -> !d.observedAt().isBefore(published.observedAt()))
                .orElse(published);
    }

    /** Asks a publisher for a correction. */
    @POST
    @Path("ask")
    @Transactional
    @Operation(hidden = true)
    public Response ask(
            @RestForm String account, @RestForm String publisher, @RestForm String label, @RestForm String url) {
        AccountId id = AccountId.parse(account.strip());
        AddressClaim claim = standing(id);
        require("publisher", publisher, SENTENCE, "a name of 1 to 200 characters");
        require("label", label, SENTENCE, "what it calls the address, in 1 to 200 characters");
        require("url", url, WEB, "an address that begins with https:// or http://");
        boolean known = claim.attribution().disputes().stream()
                .anyMatch(d -> DisputeLedger.key(d.publisher()).equals(DisputeLedger.key(publisher)));
        if (known || corrections.latest(id, publisher).isPresent()) {
            throw conflict(publisher + " was asked about this address already; move that on instead");
        }
        write(id, new Dispute(publisher.strip(), label.strip(), url, now(), Optional.empty(), DisputeState.ASKED));
        return back();
    }

    /** Writes down how far a correction has come. */
    @POST
    @Path("move")
    @Transactional
    @Operation(hidden = true)
    public Response move(@RestForm String account, @RestForm String publisher, @RestForm String state) {
        AccountId id = AccountId.parse(account.strip());
        Dispute published = standing(id).attribution().disputes().stream()
                .filter(d -> DisputeLedger.key(d.publisher()).equals(DisputeLedger.key(publisher)))
                .findFirst()
                .or(() -> corrections.latest(id, publisher).map(Correction::dispute))
                .orElseThrow(() -> new NotFoundException(publisher + " was never asked about " + id + "."));
        Dispute dispute = newest(id, published);
        DisputeState to = CorrectionRules.next(dispute.state()).stream()
                .filter(s -> s.word().equals(state))
                .findFirst()
                .orElseThrow(() -> conflict("from " + dispute.state().word() + " it does not go to " + state));
        write(id, CorrectionRules.moved(dispute, to, now()));
        return back();
    }

    private void write(AccountId account, Dispute dispute) {
        String by = identity.getPrincipal().getName();
        corrections.add(new Correction(account, dispute, by, now()));
        drafts.audit(by, dispute.state().word(), account + " " + dispute.publisher());
    }

    private AddressClaim standing(AccountId account) {
        return book.current(account)
                .orElseThrow(() ->
                        new NotFoundException("Nothing is said of " + account + " in the log; declare it first."));
    }

    private static void require(String name, String text, Pattern pattern, String remedy) {
        if (!pattern.matcher(text.strip()).matches()) {
            throw new BadRequestException(name + ": write " + remedy + ".");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static ClientErrorException conflict(String reason) {
        return new ClientErrorException("Refused: " + reason + ".", Response.Status.CONFLICT);
    }

    private static Response back() {
        return Response.seeOther(URI.create("/staff/corrections")).build();
    }
}
