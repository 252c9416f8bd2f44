package org.plainsight.foreignlist;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.plainsight.ownership.OwnershipVerifier;

/** A published list with the outcome of every row, and the findings that need no other list. */
public record CheckedList(List<CheckedRow> rows, List<Finding> findings) {

    public CheckedList {
        rows = List.copyOf(rows);
        findings = List.copyOf(findings);
    }

    public static CheckedList of(PublishedList list, OwnershipVerifier verifier) {
        RowChecker checker = new RowChecker(verifier);
        List<CheckedRow> rows = list.rows().parallelStream().map(checker::check).toList();
        List<Finding> findings = new ArrayList<>(ListReconciliation.of(list));
        addDuplicates(list, findings);
        addSignatures(rows, findings);
        return new CheckedList(rows, findings);
    }

    /** How many rows have each outcome. */
    public Map<RowOutcome, Integer> counts() {
        Map<RowOutcome, Integer> counts = new EnumMap<>(RowOutcome.class);
        for (RowOutcome outcome : RowOutcome.values()) {
            counts.put(outcome, 0);
        }
        rows.forEach(row -> counts.merge(row.outcome(), 1, Integer::sum));
        return counts;
    }

    private static void addDuplicates(PublishedList list, List<Finding> findings) {
        Map<String, ListedRow> seen = new HashMap<>();
        List<ListedRow> again = new ArrayList<>();
        for (ListedRow row : list.rows()) {
            if (!row.isOwnerRow() && seen.putIfAbsent(row.labelKey() + " " + row.addressKey(), row) != null) {
                again.add(row);
            }
        }
        add(
                findings,
                Finding.Kind.DUPLICATE_ROWS,
                again,
                "the same coin and address stand in the list before; their balances are counted more than once");
    }

    private static void addSignatures(List<CheckedRow> rows, List<Finding> findings) {
        add(
                findings,
                Finding.Kind.OWNER_ROWS,
                select(rows, row -> row.row().isOwnerRow()),
                "rows without a balance: they sign on behalf of the address above them, which the list does not prove");
        add(
                findings,
                Finding.Kind.UNSIGNED_ROWS,
                select(rows, row -> row.outcome() == RowOutcome.UNSIGNED),
                "no signature: nothing shows who holds these addresses");
        add(
                findings,
                Finding.Kind.INVALID_SIGNATURES,
                select(rows, row -> row.outcome() == RowOutcome.INVALID),
                "the signature is not by the address it stands beside");
        add(
                findings,
                Finding.Kind.OWNERS_NOT_READ,
                select(rows, row -> row.outcome() == RowOutcome.OWNERS_SIGNED),
                "signed by accounts the row names as owners; whether the contract names them too was not read");
        add(
                findings,
                Finding.Kind.UNCHECKED_SIGNATURES,
                select(rows, row -> row.outcome() == RowOutcome.NOT_CHECKED),
                "signed in ways that are not checked here");
        add(
                findings,
                Finding.Kind.UNDATED_SIGNATURES,
                select(rows, CheckedRow::undated),
                "the signed text carries no date and no block, so it proves no time and can be shown again for ever");
    }

    private static List<ListedRow> select(List<CheckedRow> rows, Predicate<CheckedRow> which) {
        return rows.stream().filter(which).map(CheckedRow::row).toList();
    }

    private static void add(List<Finding> findings, Finding.Kind kind, List<ListedRow> rows, String explanation) {
        if (!rows.isEmpty()) {
            String count = rows.size() == 1 ? "1 row: " : rows.size() + " rows: ";
            findings.add(Finding.ofRows(kind, "", count + explanation, rows));
        }
    }
}
