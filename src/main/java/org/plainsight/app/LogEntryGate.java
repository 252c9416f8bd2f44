package org.plainsight.app;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.FindingsStatement;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.disclosure.PolicyStatement;
import org.plainsight.disclosure.QuorumStatement;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.SigningRules;
import org.plainsight.disclosure.VerifierStatement;
import org.plainsight.log.EntryGate;
import org.plainsight.log.RefusedEntryException;

/**
 * Lets into the log only well-formed statements, signed by enough keys of their role, that do not contradict what it
 * holds. Reads and writes its tables once per append, however many entries that has.
 */
@Singleton
class LogEntryGate implements EntryGate {

    private final AdmittedStatements admitted;

    LogEntryGate(AdmittedStatements admitted) {
        this.admitted = admitted;
    }

    @Override
    public void admit(long from, List<byte[]> entries) {
        long seen = admitted.nextIndex();
        if (seen != from) {
            throw new IllegalStateException("the gate saw " + seen + " entries and the log has " + from);
        }
        // Signatures take most of the time, and each stands for itself.
        List<SignedStatement> statements =
                entries.parallelStream().map(LogEntryGate::read).toList();
        admitted.planAnew();
        Batch batch = new Batch(statements);
        long index = from;
        for (SignedStatement statement : statements) {
            batch.admit(statement, index++);
        }
        admitted.write(batch.rows, batch.superseded);
        statements.forEach(this::rememberKey);
    }

    private static SignedStatement read(byte[] entry) {
        try {
            SignedStatement statement = SignedStatement.fromEntry(entry);
            refuseUnsigned(statement.falseSignature());
            return statement;
        } catch (MalformedStatementException e) {
            throw new RefusedEntryException("no statement: " + e.getMessage());
        }
    }

    private static void refuseUnsigned(Optional<String> problem) {
        problem.ifPresent(reason -> {
            throw new RefusedEntryException("not signed by a current key as it must be: " + reason);
        });
    }

    private void rememberKey(SignedStatement statement) {
        if (statement.disclosure() instanceof KeyStatement key) {
            long index = admitted.newest(KeyStatement.TYPE, key.publicKey()).orElseThrow();
            if (key.action() == KeyStatement.Action.ADDED) {
                admitted.addKey(key.publicKey(), key.role(), index);
            } else {
                admitted.revokeKey(key.publicKey(), index);
            }
        }
    }

    /** One append: what stood before it, and what it adds. */
    private final class Batch {

        private final SigningRules rules = admitted.rules();
        private final Map<String, Long> standing;
        private final Set<String> published;
        private final List<AdmittedStatements.Row> rows = new ArrayList<>();
        private final Map<Long, Long> superseded = new HashMap<>();

        private Batch(List<SignedStatement> statements) {
            List<String> addresses = new ArrayList<>();
            List<String> snapshots = new ArrayList<>();
            for (SignedStatement statement : statements) {
                switch (statement.disclosure()) {
                    case Attribution a -> addresses.add(a.subject().toString());
                    case LiabilitiesStatement l -> snapshots.add(l.snapshotId());
                    case ReservesStatement r -> {
                        snapshots.add(r.snapshotId());
                        snapshots.add(subject(r));
                    }
                    case IncidentStatement i -> i.snapshotId().ifPresent(snapshots::add);
                    default -> {
                        // contradicts nothing that is looked up
                    }
                }
            }
            standing = new HashMap<>(admitted.standingClaims(addresses));
            published = new HashSet<>(admitted.published(snapshots));
        }

        private void admit(SignedStatement statement, long index) {
            refuseUnsigned(rules.problemOfSigners(statement));
            switch (statement.disclosure()) {
                case Attribution a -> claim(a, index);
                case LiabilitiesStatement l -> liabilities(l, index);
                case ReservesStatement r -> reserves(r, index);
                case IncidentStatement i -> incident(i, index);
                case KeyStatement k -> add(index, k.type(), k.publicKey());
                case QuorumStatement q -> add(index, q.type(), q.role() + " " + q.needed());
                case PolicyStatement p -> add(index, p.type(), p.name());
                case VerifierStatement v -> add(index, v.type(), v.program().sha256());
                case FindingsStatement f -> add(index, f.type(), f.list().sha256());
            }
            rules.take(statement.disclosure());
        }

        private void add(long index, String type, String subject) {
            rows.add(new AdmittedStatements.Row(index, type, subject));
        }

        private void claim(Attribution a, long index) {
            String subject = a.subject().toString();
            Optional<Long> before = Optional.ofNullable(standing.get(subject));
            if (before.isEmpty() && !a.supersedes().isEmpty()) {
                throw new RefusedEntryException("the attribution of " + subject + " supersedes " + a.supersedes()
                        + ", but no claim about this address stands; make it a first claim");
            }
            if (before.isPresent() && !a.supersedes().equals(List.of(before.get()))) {
                throw new RefusedEntryException("a claim about " + subject + " stands at log index " + before.get()
                        + "; supersede exactly that one, not " + a.supersedes());
            }
            before.ifPresent(old -> superseded.put(old, index));
            standing.put(subject, index);
            add(index, a.type(), subject);
        }

        private void liabilities(LiabilitiesStatement l, long index) {
            if (!published.add(l.type() + " " + l.snapshotId())) {
                throw new RefusedEntryException("the log has a root for snapshot " + l.snapshotId()
                        + " already; withdraw it, and publish another snapshot");
            }
            add(index, l.type(), l.snapshotId());
        }

        private void reserves(ReservesStatement r, long index) {
            if (!published.contains(LiabilitiesStatement.TYPE + " " + r.snapshotId())) {
                throw new RefusedEntryException("reserves for snapshot " + r.snapshotId()
                        + " without its liabilities; append the liabilities first");
            }
            if (!published.add(r.type() + " " + subject(r))) {
                throw new RefusedEntryException("the log has reserves of " + r.asset() + " for snapshot "
                        + r.snapshotId() + " already; publish another snapshot");
            }
            add(index, r.type(), subject(r));
        }

        private void incident(IncidentStatement i, long index) {
            String snapshot = i.snapshotId().orElse("");
            if (i.kind() == IncidentStatement.Kind.WITHDRAWN_SNAPSHOT
                    && !published.contains(LiabilitiesStatement.TYPE + " " + snapshot)) {
                throw new RefusedEntryException("the snapshot '" + snapshot + "' was never published, so it cannot be"
                        + " withdrawn; name a published one");
            }
            add(index, i.type(), snapshot);
        }

        private static String subject(ReservesStatement r) {
            return r.snapshotId() + " " + r.asset();
        }
    }
}
