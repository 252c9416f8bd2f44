package org.plainsight.app;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.disclosure.PolicyStatement;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.VerifierStatement;
import org.plainsight.log.EntryGate;
import org.plainsight.log.RefusedEntryException;

/** Lets into the log only well-formed statements, signed in their role, that do not contradict what it holds. */
@Singleton
class LogEntryGate implements EntryGate {

    private final AdmittedStatements admitted;

    LogEntryGate(AdmittedStatements admitted) {
        this.admitted = admitted;
    }

    @Override
    public void admit(byte[] entry) {
        SignedStatement statement;
        try {
            statement = SignedStatement.fromEntry(entry);
        } catch (MalformedStatementException e) {
            throw new RefusedEntryException("no statement: " + e.getMessage());
        }
        checkSignature(statement);
        long index = admitted.nextIndex();
        switch (statement.disclosure()) {
            case Attribution a -> admit(a, index);
            case LiabilitiesStatement l -> admit(l, index);
            case ReservesStatement r -> admit(r, index);
            case KeyStatement k -> admit(k, index);
            case IncidentStatement i -> admit(i, index);
            case PolicyStatement p -> admitted.add(index, p.type(), p.name());
            case VerifierStatement v -> admitted.add(index, v.type(), "");
        }
    }

    private void checkSignature(SignedStatement statement) {
        SignerRole role = SignedStatement.roleFor(statement.disclosure());
        Set<String> keys = admitted.currentKeys(role);
        if (keys.isEmpty()
                && statement.disclosure() instanceof KeyStatement first
                && first.role() == SignerRole.OPERATOR) {
            keys = Set.of(first.publicKey());
        }
        if (keys.stream().noneMatch(key -> statement.verify(key).isValid())) {
            throw new RefusedEntryException("not signed by a current key of the role " + role
                    + "; sign it with the key the log names, " + keys);
        }
    }

    private void admit(Attribution a, long index) {
        String subject = a.subject().toString();
        Optional<Long> standing = admitted.standingClaim(subject);
        if (standing.isEmpty() && !a.supersedes().isEmpty()) {
            throw new RefusedEntryException("the attribution of " + subject + " supersedes " + a.supersedes()
                    + ", but no claim about this address stands; make it a first claim");
        }
        if (standing.isPresent() && !a.supersedes().equals(java.util.List.of(standing.get()))) {
            throw new RefusedEntryException("a claim about " + subject + " stands at log index " + standing.get()
                    + "; supersede exactly that one, not " + a.supersedes());
        }
        standing.ifPresent(old -> admitted.supersede(old, index));
        admitted.add(index, a.type(), subject);
    }

    private void admit(LiabilitiesStatement l, long index) {
        if (admitted.exists(l.type(), l.snapshotId())) {
            throw new RefusedEntryException("the log has a root for snapshot " + l.snapshotId()
                    + " already; withdraw it, and publish another snapshot");
        }
        admitted.add(index, l.type(), l.snapshotId());
    }

    private void admit(ReservesStatement r, long index) {
        if (!admitted.exists(LiabilitiesStatement.TYPE, r.snapshotId())) {
            throw new RefusedEntryException("reserves for snapshot " + r.snapshotId()
                    + " without its liabilities; append the liabilities first");
        }
        String subject = r.snapshotId() + " " + r.asset();
        if (admitted.exists(r.type(), subject)) {
            throw new RefusedEntryException("the log has reserves of " + r.asset() + " for snapshot " + r.snapshotId()
                    + " already; publish another snapshot");
        }
        admitted.add(index, r.type(), subject);
    }

    private void admit(IncidentStatement i, long index) {
        String snapshot = i.snapshotId().orElse("");
        if (i.kind() == IncidentStatement.Kind.WITHDRAWN_SNAPSHOT
                && !admitted.exists(LiabilitiesStatement.TYPE, snapshot)) {
            throw new RefusedEntryException("the snapshot '" + snapshot + "' was never published, so it cannot be"
                    + " withdrawn; name a published one");
        }
        admitted.add(index, i.type(), snapshot);
    }

    private void admit(KeyStatement k, long index) {
        boolean current = admitted.currentKeys(k.role()).contains(k.publicKey());
        switch (k.action()) {
            case ADDED -> {
                if (admitted.knowsKey(k.publicKey())) {
                    throw new RefusedEntryException("the key " + k.publicKey() + " was added before; use a new one");
                }
                admitted.add(index, k.type(), k.publicKey());
                admitted.addKey(k.publicKey(), k.role(), index);
            }
            case REVOKED -> {
                if (!current) {
                    throw new RefusedEntryException(
                            "the key " + k.publicKey() + " is no current key of the role " + k.role());
                }
                admitted.add(index, k.type(), k.publicKey());
                admitted.revokeKey(k.publicKey(), index);
            }
        }
    }
}
