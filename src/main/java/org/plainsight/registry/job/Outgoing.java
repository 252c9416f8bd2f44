package org.plainsight.registry.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.log.TransparencyLog;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.RegistryChanges.Change;
import org.plainsight.registry.review.DraftLine;
import org.plainsight.registry.review.HeldRow;
import org.plainsight.registry.review.HoldRule;
import org.plainsight.registry.review.Impact;
import org.plainsight.registry.review.Quarantine;

/**
 * Changes on their way to the log, in the caller's transaction: what may not go live is held, the rest is signed, appended
 * and recorded, some at a time so that memory stays bounded.
 */
final class Outgoing {

    /** Large enough that an ordinary import takes the log's lock once, at its end. */
    private static final int BATCH = 20_000;

    private final long draft;
    private final Instant seenAt;
    private final TransparencyLog log;
    private final Supplier<StatementSigners> signers;
    private final AddressBook addresses;
    private final Quarantine quarantine;
    private final List<AccountId> live = new ArrayList<>();
    private final Impact.Counter counter = new Impact.Counter();
    private final List<Change> waiting = new ArrayList<>();
    private final List<Disclosure> also = new ArrayList<>();

    Outgoing(
            long draft,
            Instant seenAt,
            TransparencyLog log,
            Supplier<StatementSigners> signers,
            AddressBook addresses,
            Quarantine quarantine) {
        this.draft = draft;
        this.seenAt = seenAt;
        this.log = log;
        this.signers = signers;
        this.addresses = addresses;
        this.quarantine = quarantine;
    }

    void take(List<Change> changes) {
        List<Change> doubtful = changes.stream()
                .filter(change -> HoldRule.reason(change).isPresent())
                .toList();
        Map<AccountId, String> confirmed = doubtful.isEmpty()
                ? Map.of()
                : quarantine.confirmed(
                        doubtful.stream().map(c -> c.next().subject()).toList());
        List<HeldRow> held = new ArrayList<>();
        for (Change change : changes) {
            boolean isHeld = HoldRule.reason(change).isPresent() && !isConfirmed(change, confirmed);
            counter.add(DraftLine.of(0, change).kind(), isHeld, false);
            if (isHeld) {
                held.add(new HeldRow(HoldRule.digest(change.next()), change.next(), draft, seenAt, Optional.empty()));
            } else {
                waiting.add(change);
            }
        }
        quarantine.hold(held, seenAt);
        if (waiting.size() >= BATCH) {
            flush();
        }
    }

    /** A person's word stands for exactly what was read, and never for a proof that turned out false. */
    private static boolean isConfirmed(Change change, Map<AccountId, String> confirmed) {
        Attribution next = change.next();
        return HoldRule.digest(next).equals(confirmed.get(next.subject()))
                && next.ownership().word().equals("inconclusive");
    }

    /** What must be in the log together with the changes. */
    void also(Disclosure statement) {
        also.add(statement);
    }

    void end() {
        flush();
    }

    private void flush() {
        if (waiting.isEmpty() && also.isEmpty()) {
            return;
        }
        List<Disclosure> statements = new ArrayList<>(also);
        waiting.forEach(change -> statements.add(change.next()));
        List<Long> indices = log.append(signers.get().entries(statements));
        List<AddressClaim> claims = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            Attribution next = waiting.get(i).next();
            claims.add(new AddressClaim(indices.get(also.size() + i), next, Optional.empty()));
            live.add(next.subject());
        }
        addresses.record(claims);
        waiting.clear();
        also.clear();
    }

    /** What went live. */
    List<AccountId> live() {
        return live;
    }

    /** @param approved what was known of the value when it was approved */
    Impact impact(long rows, Impact approved) {
        return counter.of(rows, approved.shares(), approved.unknown());
    }
}
