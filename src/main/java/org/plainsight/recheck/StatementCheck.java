package org.plainsight.recheck;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.SignerRole;

/** Reads every entry as a statement, checks who signed it, and that no two statements contradict each other. */
final class StatementCheck {

    private static final String SUBJECT = "statements";

    private final Report report;
    private final Map<SignerRole, Set<String>> keys = new EnumMap<>(SignerRole.class);
    private final Map<AccountId, Long> standing = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private long faults;

    StatementCheck(Report report) {
        this.report = report;
    }

    /** The statements whose signatures hold, oldest first. */
    List<LoggedStatement> read(List<PublishedLog.Entry> entries) {
        List<LoggedStatement> statements = new ArrayList<>();
        for (PublishedLog.Entry entry : entries) {
            try {
                SignedStatement signed = SignedStatement.fromEntry(entry.json().getBytes(StandardCharsets.UTF_8));
                if (isSigned(entry.index(), signed)) {
                    take(entry.index(), signed.disclosure());
                    statements.add(new LoggedStatement(entry.index(), signed.disclosure()));
                }
            } catch (MalformedStatementException e) {
                fault(entry.index(), "is no statement: " + e.getMessage());
            }
        }
        if (faults == 0) {
            report.agrees(SUBJECT, statements.size() + " statements are well-formed, signed, and contradict nothing");
        }
        return statements;
    }

    private boolean isSigned(long index, SignedStatement signed) {
        SignerRole role = SignedStatement.roleFor(signed.disclosure());
        Set<String> trusted = keysOf(role);
        if (trusted.isEmpty() && signed.disclosure() instanceof KeyStatement first && first.role() == role) {
            trusted = Set.of(first.publicKey());
        }
        for (String key : trusted) {
            if (signed.verify(key).isValid()) {
                return true;
            }
        }
        fault(
                index,
                "is not signed by a key that may sign " + signed.disclosure().type() + " statements");
        return false;
    }

    private Set<String> keysOf(SignerRole role) {
        return keys.computeIfAbsent(role, r -> new LinkedHashSet<>());
    }

    private void take(long index, Disclosure disclosure) {
        switch (disclosure) {
            case KeyStatement key -> {
                if (key.action() == KeyStatement.Action.ADDED) {
                    keysOf(key.role()).add(key.publicKey());
                } else {
                    keysOf(key.role()).remove(key.publicKey());
                }
            }
            case Attribution claim -> supersede(index, claim);
            case LiabilitiesStatement liabilities -> {
                String before = headers.putIfAbsent(liabilities.snapshotId(), liabilities.header());
                if (before != null) {
                    fault(index, "is a second header for the snapshot " + liabilities.snapshotId());
                }
            }
            default -> {}
        }
    }

    private void supersede(long index, Attribution claim) {
        Long before = standing.get(claim.subject());
        if (before != null && !claim.supersedes().contains(before)) {
            fault(index, "is a second standing claim for " + claim.subject() + " beside entry " + before);
        }
        for (long superseded : claim.supersedes()) {
            if (before == null || superseded != before) {
                fault(index, "supersedes entry " + superseded + ", which is no standing claim for " + claim.subject());
            }
        }
        standing.put(claim.subject(), index);
    }

    private void fault(long index, String what) {
        faults++;
        report.differs(SUBJECT, "entry " + index + " " + what);
    }
}
