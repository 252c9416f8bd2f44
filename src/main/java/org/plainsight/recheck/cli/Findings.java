package org.plainsight.recheck.cli;

import java.io.PrintWriter;
import org.plainsight.recheck.Finding;
import org.plainsight.recheck.Outcome;
import org.plainsight.recheck.Report;

/** Findings in lines, and their sum at the end. */
final class Findings {

    private final PrintWriter out;
    private final boolean quiet;

    /** @param quiet leave out what agrees */
    Findings(PrintWriter out, boolean quiet) {
        this.out = out;
        this.quiet = quiet;
    }

    void print(Finding finding) {
        if (quiet && finding.outcome() == Outcome.AGREES) {
            return;
        }
        String mark = switch (finding.outcome()) {
            case AGREES -> "agrees     ";
            case DIFFERS -> "DIFFERS    ";
            case UNCHECKED -> "not checked";
        };
        out.println(mark + "  " + finding.subject() + ": " + finding.detail());
        out.flush();
    }

    void summary(Report report) {
        out.println();
        out.println(report.count(Outcome.AGREES) + " checks agree, " + report.count(Outcome.DIFFERS) + " differ, "
                + report.count(Outcome.UNCHECKED) + " could not be made.");
        out.flush();
    }
}
