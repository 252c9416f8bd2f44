package org.plainsight.liabilities.proof;

import java.math.BigInteger;
import java.util.List;
import org.plainsight.asset.AssetId;
import org.plainsight.evidence.Verdict;

/**
 * What came out of checking one proof, step by step.
 *
 * @param balances every balance the file proves, whether its step held or not
 */
public record ProofReport(List<Step> steps, List<Balance> balances) {

    /** How one step came out. */
    public enum Outcome {
        OK,
        FAILED,
        NOT_CHECKED
    }

    /**
     * @param name {@code file}, {@code log}, {@code asset <index>} or {@code statement}
     * @param words what was checked, what is wrong or why it could not be checked
     */
    public record Step(String name, Outcome outcome, String words) {}

    public record Balance(AssetId asset, int kind, int decimals, BigInteger amount) {}

    public ProofReport {
        steps = List.copyOf(steps);
        balances = List.copyOf(balances);
    }

    /** Valid only where every step held; "could not check" makes it inconclusive. */
    public Verdict verdict() {
        return first(Outcome.FAILED)
                .map(Verdict::invalid)
                .or(() -> first(Outcome.NOT_CHECKED).map(Verdict::inconclusive))
                .orElseGet(() -> Verdict.valid("every balance of the file is in the published totals"));
    }

    private java.util.Optional<String> first(Outcome outcome) {
        return steps.stream()
                .filter(s -> s.outcome() == outcome)
                .map(s -> s.name() + ": " + s.words())
                .findFirst();
    }
}
