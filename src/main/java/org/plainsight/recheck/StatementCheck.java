package org.plainsight.recheck;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.SigningRules;

/** Reads every entry as a statement, checks who signed it, and that no two statements contradict each other. */
final class StatementCheck {

    private static final String SUBJECT = "statements";

    private final Report report;
    private final SigningRules rules = new SigningRules();
    private final Map<AccountId, Long> standing = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private final Set<String> measured = new HashSet<>();
    private long faults;

    StatementCheck(Report report) {
        this.report = report;
    }

    /** The statements whose signatures hold, oldest first. */
    List<LoggedStatement> read(List<PublishedLog.Entry> entries) {
        List<LoggedStatement> statements = new ArrayList<>();
        // Signatures take most of the time, and each stands for itself.
        List<Parsed> all = entries.parallelStream().map(StatementCheck::parse).toList();
        for (int i = 0; i < all.size(); i++) {
            long index = entries.get(i).index();
            Parsed parsed = all.get(i);
            if (parsed.fault().isPresent()) {
                fault(index, parsed.fault().get());
            }
            parsed.statement().filter(signed -> isSigned(index, signed)).ifPresent(signed -> {
                take(index, signed.disclosure());
                statements.add(new LoggedStatement(index, signed.disclosure()));
            });
        }
        if (faults == 0) {
            report.agrees(SUBJECT, statements.size() + " statements are well-formed, signed, and contradict nothing");
        }
        return statements;
    }

    /** One entry on its own: a statement whose signatures hold, or what is wrong with it. */
    private record Parsed(Optional<SignedStatement> statement, Optional<String> fault) {}

    private static Parsed parse(PublishedLog.Entry entry) {
        try {
            SignedStatement signed = SignedStatement.fromEntry(entry.json().getBytes(StandardCharsets.UTF_8));
            Optional<String> fault = signed.falseSignature().map(reason -> "may not stand: " + reason);
            return new Parsed(fault.isEmpty() ? Optional.of(signed) : Optional.empty(), fault);
        } catch (MalformedStatementException e) {
            return new Parsed(Optional.empty(), Optional.of("is no statement: " + e.getMessage()));
        }
    }

    private boolean isSigned(long index, SignedStatement signed) {
        Optional<String> problem = rules.problemOfSigners(signed);
        problem.ifPresent(reason -> fault(index, "may not stand: " + reason));
        return problem.isEmpty();
    }

    private void take(long index, Disclosure disclosure) {
        rules.take(disclosure);
        switch (disclosure) {
            case Attribution claim -> supersede(index, claim);
            case LiabilitiesStatement liabilities -> {
                String before = headers.putIfAbsent(liabilities.snapshotId(), liabilities.header());
                if (before != null) {
                    fault(index, "is a second header for the snapshot " + liabilities.snapshotId());
                }
            }
            case ReservesStatement reserves -> reserves(index, reserves);
            case IncidentStatement incident -> {
                if (incident.kind() == IncidentStatement.Kind.WITHDRAWN_SNAPSHOT
                        && !headers.containsKey(incident.snapshotId().orElse(""))) {
                    fault(index, "withdraws a snapshot that was never published");
                }
            }
            default -> {
                // says nothing that another statement could contradict
            }
        }
    }

    private void reserves(long index, ReservesStatement reserves) {
        if (!reserves.header().equals(headers.get(reserves.snapshotId()))) {
            fault(index, "measures against another header than the log has for the snapshot " + reserves.snapshotId());
        }
        if (!measured.add(reserves.snapshotId() + " " + reserves.asset())) {
            fault(index, "is a second reserves statement of " + reserves.asset() + " for one snapshot");
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
