package org.plainsight.registry.job;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.plainsight.disclosure.AwaitingSignatureException;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.log.RefusedEntryException;
import org.plainsight.log.TransparencyLog;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressQuery;
import org.plainsight.registry.ClaimedHoldings;
import org.plainsight.registry.Comparison;
import org.plainsight.registry.DeclaredAddress;
import org.plainsight.registry.IssuingClock;
import org.plainsight.registry.MalformedRegistryException;
import org.plainsight.registry.Registrar;
import org.plainsight.registry.corrections.Correction;
import org.plainsight.registry.corrections.Corrections;
import org.plainsight.registry.declaration.DeclarationReader;
import org.plainsight.registry.review.Draft;
import org.plainsight.registry.review.Drafts;
import org.plainsight.registry.review.HeldRow;
import org.plainsight.registry.review.Impact;
import org.plainsight.registry.review.Quarantine;

/**
 * Publishes approved drafts, and what later checks of their evidence find: attributions into the log and everything beside
 * them in one transaction. Rows whose proof does not hold are kept back.
 */
@ApplicationScoped
public class RegistryPublication {

    private static final int HELD_AT_ONCE = 500;

    private final DeclarationReader reader;
    private final Registrar registrar;
    /** Asked for only when something is signed: looking needs no keys. */
    private final Instance<StatementSigners> signers;

    private final TransparencyLog log;
    private final Drafts drafts;
    private final Quarantine quarantine;
    private final Corrections corrections;
    private final AddressBook addresses;
    private final DeclaredAssets assets;
    private final ClaimedHoldings claimed;
    private final SignatureCheckers checkers;
    private final IssuingClock issuing;
    private final Clock clock;

    RegistryPublication(
            DeclarationReader reader,
            Registrar registrar,
            Instance<StatementSigners> signers,
            TransparencyLog log,
            Drafts drafts,
            Quarantine quarantine,
            Corrections corrections,
            AddressBook addresses,
            DeclaredAssets assets,
            ClaimedHoldings claimed,
            SignatureCheckers checkers,
            IssuingClock issuing,
            Clock clock) {
        this.reader = reader;
        this.registrar = registrar;
        this.signers = signers;
        this.log = log;
        this.drafts = drafts;
        this.quarantine = quarantine;
        this.corrections = corrections;
        this.addresses = addresses;
        this.assets = assets;
        this.claimed = claimed;
        this.checkers = checkers;
        this.issuing = issuing;
        this.clock = clock;
    }

    /**
     * Publishes an approved draft. What keeps it from the public is written down beside it.
     *
     * @return the draft as it is afterwards
     */
    public Draft publish(long id) {
        try {
            return QuarkusTransaction.requiringNew()
                    .timeout(RegistryImport.TRANSACTION_SECONDS)
                    .call(() -> publishHere(drafts.lock(id).orElseThrow()));
        } catch (GrownException e) {
            return note(id, e.impact);
        } catch (AwaitingSignatureException | MalformedRegistryException e) {
            return note(id, String.valueOf(e.getMessage()));
        } catch (RefusedEntryException e) {
            return note(id, "the log refuses a statement: " + e.getMessage());
        }
    }

    private Draft publishHere(Draft draft) {
        if (draft.state() != Draft.State.APPROVED) {
            return draft;
        }
        long rows = addresses.search(AddressQuery.page(0, 1)).total();
        Outgoing outgoing = run(draft, draft.approvedAt().orElseThrow());
        Impact now = outgoing.impact(rows, draft.impact());
        if (now.needsSecondApproval() && draft.approvals() < 2) {
            throw new GrownException(now);
        }
        Draft done = draft.published();
        drafts.save(done);
        drafts.rechecked(draft.id(), today());
        return done;
    }

    private Outgoing run(Draft draft, Instant issuedAt) {
        Instant seenAt = clock.instant();
        Outgoing outgoing = new Outgoing(draft.id(), seenAt, log, signers::get, addresses, quarantine);
        Comparison comparison = new Comparison(
                registrar,
                addresses,
                draft.retract() ? Registrar.Mode.RETRACT_VANISHED : Registrar.Mode.STRICT,
                new Comparison.Dates(issuedAt, today()),
                checkers,
                outgoing::take);
        try {
            DeclarationReader.Head head = reader.read(drafts.files(draft.id()), comparison::row);
            comparison.end(head.index());
            assets.replace(head.assets()).ifPresent(outgoing::also);
            claimed.replace(head.claimed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        outgoing.end();
        quarantine.releaseUnseenSince(seenAt);
        return outgoing;
    }

    /**
     * Checks all evidence of what was published last anew: challenges expire.
     *
     * @return the number of claims whose verdict changed
     */
    public long recheck() {
        return QuarkusTransaction.requiringNew()
                .timeout(RegistryImport.TRANSACTION_SECONDS)
                .call(() -> {
                    Draft draft = drafts.lastPublished().orElseThrow();
                    long published = run(draft, issuing.now()).live().size();
                    drafts.rechecked(draft.id(), today());
                    return published;
                });
    }

    /** Whether today's recheck is still due. */
    public boolean isRecheckDue() {
        return drafts.lastPublished()
                .filter(draft ->
                        !drafts.recheckedOn(draft.id()).filter(today()::equals).isPresent())
                .isPresent();
    }

    /**
     * Looks at held rows again: a node that was off may answer now, and a person may have confirmed some.
     *
     * @return the number that went live
     */
    public long lookAtHeld() {
        return QuarkusTransaction.requiringNew().call(() -> {
            List<HeldRow> rows = quarantine.leastRecentlySeen(HELD_AT_ONCE);
            if (rows.isEmpty()) {
                return 0L;
            }
            Outgoing outgoing =
                    new Outgoing(rows.getFirst().draft(), clock.instant(), log, signers::get, addresses, quarantine);
            for (HeldRow row : rows) {
                registrar
                        .change(
                                DeclaredAddress.of(row.attribution()),
                                addresses.current(row.account()),
                                issuing.now(),
                                today())
                        .ifPresentOrElse(
                                change -> outgoing.take(List.of(change)), () -> quarantine.release(row.account()));
            }
            outgoing.end();
            outgoing.live().forEach(quarantine::release);
            return (long) outgoing.live().size();
        });
    }

    /**
     * Publishes how far corrections have come since their claims were made.
     *
     * @return the number of claims that say something new
     */
    public long publishCorrections() {
        return QuarkusTransaction.requiringNew().call(() -> {
            Outgoing outgoing = new Outgoing(
                    drafts.lastPublished().map(Draft::id).orElse(0L),
                    clock.instant(),
                    log,
                    signers::get,
                    addresses,
                    quarantine);
            corrections.latest().stream()
                    .map(Correction::account)
                    .distinct()
                    .flatMap(account -> addresses.current(account).stream())
                    .flatMap(claim -> registrar
                            .change(DeclaredAddress.of(claim.attribution()), Optional.of(claim), issuing.now(), today())
                            .stream())
                    .filter(change -> !change.next()
                            .disputes()
                            .equals(change.superseded()
                                    .orElseThrow()
                                    .attribution()
                                    .disputes()))
                    .forEach(change -> outgoing.take(List.of(change)));
            outgoing.end();
            return (long) outgoing.live().size();
        });
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Draft note(long id, String why) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Draft draft = drafts.lock(id).orElseThrow();
            if (draft.state() == Draft.State.APPROVED && !draft.failure().equals(Optional.of(why))) {
                draft = draft.failed(why);
                drafts.save(draft);
            }
            return draft;
        });
    }

    private Draft note(long id, Impact now) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Draft draft = drafts.lock(id).orElseThrow().grown(now);
            drafts.save(draft);
            return draft;
        });
    }

    /** Undoes a publication that turned out to be larger than what was approved. */
    private static final class GrownException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Impact impact;

        GrownException(Impact impact) {
            super("it touches more than when it was approved");
            this.impact = impact;
        }
    }
}
