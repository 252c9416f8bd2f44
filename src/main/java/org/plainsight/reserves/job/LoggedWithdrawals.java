package org.plainsight.reserves.job;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.log.TransparencyLog;
import org.plainsight.reserves.FourEyes;
import org.plainsight.reserves.Withdrawal;
import org.plainsight.reserves.WithdrawalDesk;
import org.plainsight.reserves.Withdrawals;

/** Withdraws a published snapshot: one person asks, another approves, an incident statement says so in the log. */
@ApplicationScoped
class LoggedWithdrawals implements WithdrawalDesk {

    private static final int LONGEST_REASON = 500;
    private static final Answer NOTHING_WAITS =
            new Answer.Refused("no withdrawal of this snapshot waits for a decision; reload the page");

    private final Withdrawals withdrawals;
    private final Snapshots snapshots;
    private final TransparencyLog log;
    private final Instance<StatementSigners> signers;
    private final Clock clock;

    LoggedWithdrawals(
            Withdrawals withdrawals,
            Snapshots snapshots,
            TransparencyLog log,
            Instance<StatementSigners> signers,
            Clock clock) {
        this.withdrawals = withdrawals;
        this.snapshots = snapshots;
        this.log = log;
        this.signers = signers;
        this.clock = clock;
    }

    @Override
    public Answer request(String snapshotId, String reason, String by) {
        boolean published = snapshots
                .find(snapshotId)
                .filter(s -> s.state() == Snapshot.State.PUBLISHED)
                .isPresent();
        if (!published) {
            return new Answer.Refused("only a published snapshot can be withdrawn");
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            return new Answer.Refused("say in 1 to " + LONGEST_REASON + " characters what was wrong with it");
        }
        if (open(snapshotId).isPresent()) {
            return new Answer.Refused("a withdrawal of this snapshot already waits for a second person");
        }
        Withdrawal asked = Withdrawal.requested(
                snapshotId, reason.strip(), by, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        withdrawals.save(asked);
        return new Answer.Taken(asked);
    }

    @Override
    public Answer approve(String snapshotId, String by) {
        Optional<Withdrawal> asked = open(snapshotId);
        if (asked.isEmpty()) {
            return NOTHING_WAITS;
        }
        if (FourEyes.isSamePerson(asked.get().requestedBy(), by)) {
            return new Answer.Refused("you asked for this withdrawal, so somebody else must approve it");
        }
        byte[] entry = signers.get()
                .entry(new IncidentStatement(
                        IncidentStatement.Kind.WITHDRAWN_SNAPSHOT,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        asked.get().reason(),
                        Optional.empty(),
                        Optional.of(snapshotId)));
        return QuarkusTransaction.requiringNew().call(() -> {
            long index = log.append(List.of(entry)).getFirst();
            snapshots.withdrawn(snapshotId);
            Withdrawal done = asked.get().approved(by, index);
            withdrawals.save(done);
            return new Answer.Taken(done);
        });
    }

    @Override
    public Answer dismiss(String snapshotId, String by) {
        Optional<Withdrawal> asked = open(snapshotId);
        if (asked.isEmpty()) {
            return NOTHING_WAITS;
        }
        Withdrawal dismissed = asked.get().dismissed(by);
        withdrawals.save(dismissed);
        return new Answer.Taken(dismissed);
    }

    private Optional<Withdrawal> open(String snapshotId) {
        return withdrawals.find(snapshotId).filter(Withdrawal::isOpen);
    }
}
