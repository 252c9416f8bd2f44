package org.plainsight.foreignlist.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plainsight.foreignlist.Finding;
import org.plainsight.foreignlist.GroupedFigure;

/** A finding in the words of a page. */
record FindingView(
        String title,
        String label,
        String explanation,
        Optional<String> printed,
        Optional<String> summed,
        String lines) {

    private static final int LINES_SHOWN = 12;

    static FindingView of(Finding finding) {
        return new FindingView(
                finding.kind().title(),
                finding.label(),
                finding.explanation(),
                finding.printed().map(GroupedFigure::of),
                finding.summed().map(GroupedFigure::of),
                lines(finding.lines()));
    }

    private static String lines(List<Long> lines) {
        String shown = lines.stream().limit(LINES_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return lines.size() > LINES_SHOWN ? shown + " …" : shown;
    }
}
