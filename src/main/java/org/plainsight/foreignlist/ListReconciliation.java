package org.plainsight.foreignlist;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares what a list prints with what its rows add up to. Labels that only file the same coins elsewhere are told apart
 * from figures that differ: a label mismatch is never called missing money.
 */
final class ListReconciliation {

    /** No real list leaves more labels open; beyond it pairs are not looked for. */
    private static final int PAIRED_MAX = 200;

    private final LabelTotals totals;
    /** Label to the words that explain its difference. */
    private final Map<String, String> explained = new LinkedHashMap<>();

    private ListReconciliation(LabelTotals totals) {
        this.totals = totals;
    }

    static List<Finding> of(PublishedList list) {
        ListReconciliation reconciliation = new ListReconciliation(new LabelTotals(list));
        reconciliation.explain();
        List<Finding> findings = new ArrayList<>(reconciliation.findings());
        findings.addAll(reconciliation.mixedHeights(list));
        return findings;
    }

    private void explain() {
        for (String label : totals.summedOnly()) {
            totals.group(label)
                    .filter(totals::onlyGroupIsPrinted)
                    .ifPresent(group -> explained.put(
                            label,
                            "the list prints this coin's total only as " + totals.spelling(group) + ", which agrees"));
        }
        List<String> open = new ArrayList<>(totals.differing());
        open.addAll(totals.printedOnly());
        open.addAll(totals.summedOnly());
        for (int i = 0; i < open.size() && open.size() <= PAIRED_MAX; i++) {
            for (int j = i + 1; j < open.size(); j++) {
                explainTogether(List.of(open.get(i), open.get(j)));
            }
        }
        Map<String, List<String>> families = new LinkedHashMap<>();
        for (String label : open) {
            if (!explained.containsKey(label)) {
                families.computeIfAbsent(totals.group(label).orElse(label), g -> new ArrayList<>())
                        .add(label);
            }
        }
        families.values().forEach(this::explainTogether);
    }

    /** Labels of one coin whose differences cancel out. */
    private void explainTogether(List<String> labels) {
        boolean free = labels.size() > 1 && labels.stream().noneMatch(explained::containsKey);
        boolean oneSided = labels.stream()
                .allMatch(l -> totals.difference(l).signum()
                        == totals.difference(labels.getFirst()).signum());
        if (!free || oneSided || !areOfOneCoin(labels)) {
            return;
        }
        BigDecimal left = labels.stream().map(totals::difference).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal printed =
                labels.stream().flatMap(l -> totals.printed(l).stream()).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (LabelTotals.isRounding(left, printed)) {
            for (String label : labels) {
                List<String> others = labels.stream()
                        .filter(l -> !l.equals(label))
                        .map(totals::spelling)
                        .toList();
                explained.put(label, "together with " + String.join(", ", others) + " the totals agree");
            }
        }
    }

    private boolean areOfOneCoin(List<String> labels) {
        long groups = labels.stream()
                .map(l -> totals.group(l).orElse(coin(l)))
                .distinct()
                .count();
        return groups == 1
                || labels.stream().map(ListReconciliation::words).distinct().count() == 1;
    }

    private static String coin(String label) {
        return label.split("[-( ]", 2)[0];
    }

    /** SOL-USDC and USDC-SOL have the same words. */
    private static Set<String> words(String label) {
        return new TreeSet<>(List.of(label.split("[^A-Z0-9]+")));
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (String label : totals.differing()) {
            Finding.Kind kind =
                    explained.containsKey(label) ? Finding.Kind.LABEL_MISMATCH : Finding.Kind.TOTAL_MISMATCH;
            findings.add(finding(kind, label, explained.getOrDefault(label, difference(label))));
        }
        for (String label : totals.printedOnly()) {
            findings.add(finding(
                    Finding.Kind.HEADER_WITHOUT_ROWS,
                    label,
                    explained.containsKey(label)
                            ? "label mismatch: " + explained.get(label)
                            : "the list prints a total for this label and has no row with it"));
        }
        for (String label : totals.summedOnly()) {
            findings.add(finding(
                    Finding.Kind.ROWS_WITHOUT_HEADER,
                    label,
                    explained.containsKey(label)
                            ? "label mismatch: " + explained.get(label)
                            : "the list has rows with this label and prints no total for it"));
        }
        return findings;
    }

    private String difference(String label) {
        BigDecimal difference = totals.difference(label);
        BigDecimal printed = totals.printed(label).orElse(BigDecimal.ZERO);
        String amount = GroupedFigure.of(difference.abs());
        String side = difference.signum() > 0 ? " more than" : " less than";
        return LabelTotals.isRounding(difference, printed)
                ? "the rows add up to " + amount + side + " the total, no more than rounding explains"
                : "the rows add up to " + amount + side + " the total";
    }

    private Finding finding(Finding.Kind kind, String label, String explanation) {
        return new Finding(
                kind, totals.spelling(label), explanation, totals.printed(label), totals.summed(label), List.of());
    }

    /** Rows of one label, and its printed total, must be of one height. */
    private List<Finding> mixedHeights(PublishedList list) {
        Map<String, List<ListedRow>> rows = new LinkedHashMap<>();
        for (ListedRow row : list.rows()) {
            if (!row.isOwnerRow()) {
                rows.computeIfAbsent(row.labelKey(), label -> new ArrayList<>()).add(row);
            }
        }
        List<Finding> findings = new ArrayList<>();
        rows.forEach((label, ofLabel) -> {
            Set<String> heights = new TreeSet<>();
            ofLabel.forEach(row -> heights.add(row.height()));
            Optional<String> printed = totals.printedHeight(label);
            printed.ifPresent(heights::add);
            if (heights.size() > 1) {
                String usual = printed.orElseGet(() -> ofLabel.getFirst().height());
                findings.add(Finding.ofRows(
                        Finding.Kind.MIXED_HEIGHTS,
                        totals.spelling(label),
                        "figures of different heights stand beside each other: " + String.join(", ", heights),
                        ofLabel.stream()
                                .filter(row -> !row.height().equals(usual))
                                .toList()));
            }
        });
        return findings;
    }
}
