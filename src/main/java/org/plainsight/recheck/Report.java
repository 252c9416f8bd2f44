package org.plainsight.recheck;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Everything that was found, told as it is found. Not thread-safe. */
public final class Report {

    /** Everything agrees. */
    public static final int ALL_AGREES = 0;

    /** Something differs. */
    public static final int SOMETHING_DIFFERS = 1;

    /** Nothing differs, but something could not be checked. */
    public static final int SOMETHING_UNCHECKED = 3;

    private final List<Finding> findings = new ArrayList<>();
    private final Consumer<Finding> listener;

    public Report(Consumer<Finding> listener) {
        this.listener = listener;
    }

    public void agrees(String subject, String detail) {
        add(new Finding(Outcome.AGREES, subject, detail));
    }

    public void differs(String subject, String detail) {
        add(new Finding(Outcome.DIFFERS, subject, detail));
    }

    public void unchecked(String subject, String detail) {
        add(new Finding(Outcome.UNCHECKED, subject, detail));
    }

    /** Agrees when the condition holds, and differs otherwise. */
    public void compare(boolean same, String subject, String agreement, String difference) {
        if (same) {
            agrees(subject, agreement);
        } else {
            differs(subject, difference);
        }
    }

    public void add(Finding finding) {
        findings.add(finding);
        listener.accept(finding);
    }

    public List<Finding> findings() {
        return Collections.unmodifiableList(findings);
    }

    public long count(Outcome outcome) {
        return findings.stream().filter(f -> f.outcome() == outcome).count();
    }

    /** 0, 1 or 3. A report that looked at nothing has checked nothing. */
    public int exitCode() {
        if (count(Outcome.DIFFERS) > 0) {
            return SOMETHING_DIFFERS;
        }
        return findings.isEmpty() || count(Outcome.UNCHECKED) > 0 ? SOMETHING_UNCHECKED : ALL_AGREES;
    }
}
