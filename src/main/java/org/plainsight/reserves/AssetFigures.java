package org.plainsight.reserves;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plainsight.asset.Amount;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.evidence.EvidenceGrade;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.PinnedAsset;

/**
 * One reserves statement in the words of the pages. Measured, signed and claimed stand apart; what is unknown has no
 * number.
 *
 * @param measured over the chains that could be read; empty when none could, or when no chain can show the asset
 * @param unknown why a figure is missing, per chain
 * @param ratio as published, e.g. {@code 1.0432}
 */
public record AssetFigures(
        ReservesStatement statement,
        long logIndex,
        String symbol,
        String name,
        String owed,
        Optional<String> measured,
        Optional<String> signed,
        Optional<String> claimed,
        List<Part> parts,
        List<String> unknown,
        Optional<String> ratio,
        Bar bar) {

    /** One coin or contract on one chain, in whole coins. */
    public record Part(ReservesStatement.Position position, Optional<String> measured, Optional<String> signed) {}

    /** Widths in thousandths of the bar, which is as long as the larger of what is owed and what is there. */
    public record Bar(long signed, long measured, long claimed, long owed) {}

    public AssetFigures {
        parts = List.copyOf(parts);
        unknown = List.copyOf(unknown);
    }

    public static AssetFigures of(ReservesStatement statement, long logIndex, AssetBook assets) {
        Optional<PinnedAsset> pinned = assets.find(statement.asset());
        int decimals = statement.decimals();
        List<ReservesStatement.Position> known = statement.positions().stream()
                .filter(p -> p.measured().isPresent())
                .toList();
        Optional<Amount> measured =
                known.isEmpty() ? Optional.empty() : Optional.of(Reconciler.measuredTotal(known, decimals));
        Optional<Amount> signed =
                known.isEmpty() ? Optional.empty() : Optional.of(Reconciler.signedTotal(known, decimals));
        return new AssetFigures(
                statement,
                logIndex,
                pinned.map(PinnedAsset::symbol).orElse(statement.asset().reference()),
                pinned.map(PinnedAsset::name).orElse(statement.asset().toString()),
                statement.liabilities().display(decimals),
                measured.map(a -> a.display(decimals)),
                signed.map(a -> a.display(decimals)),
                statement.claimed().map(a -> a.display(decimals)),
                statement.positions().stream().map(AssetFigures::part).toList(),
                statement.positions().stream()
                        .flatMap(p -> p.unknownReason().stream())
                        .distinct()
                        .toList(),
                statement.ratio(),
                bar(statement, signed.orElse(Amount.ZERO), measured.orElse(Amount.ZERO)));
    }

    /** All assets of a reconciliation, in its order. */
    public static List<AssetFigures> of(Reconciliation reconciliation, AssetBook assets) {
        return IntStream.range(0, reconciliation.assets().size())
                .mapToObj(i -> of(
                        reconciliation.assets().get(i),
                        reconciliation.logIndices().get(i),
                        assets))
                .toList();
    }

    /** The ratio as a percentage, e.g. {@code 104.32 %}. Exact: it has two digits more than the per cent. */
    public Optional<String> percent() {
        return ratio.map(r -> new BigDecimal(r).movePointRight(2).toPlainString() + " %");
    }

    /** Whether the signed reserves are at least what is owed. */
    public boolean isCovered() {
        return ratio.map(r -> new BigDecimal(r).compareTo(BigDecimal.ONE) >= 0).orElse(false);
    }

    public boolean isFiat() {
        return statement.asset().isFiat();
    }

    public EvidenceGrade grade() {
        return statement.grade();
    }

    /** Why there is no ratio, in a few words. */
    public String withheldBecause() {
        if (statement.positions().isEmpty()) {
            return "no chain can show " + symbol;
        }
        return unknown.isEmpty() ? "nothing is owed" : "a part of what is there is unknown";
    }

    /** The bar, for those who do not see it. */
    public String barLabel() {
        return "Owed " + owed + " " + symbol + "; signed " + signed.orElse("unknown") + "; measured "
                + measured.orElse("unknown") + "; claimed beside it " + claimed.orElse("nothing");
    }

    private static Part part(ReservesStatement.Position p) {
        return new Part(
                p, p.measured().map(a -> a.display(p.decimals())), p.signed().map(a -> a.display(p.decimals())));
    }

    private static Bar bar(ReservesStatement statement, Amount signed, Amount measured) {
        Amount claimed = statement.claimed().orElse(Amount.ZERO);
        Amount there = measured.plus(claimed);
        Amount owed = statement.liabilities();
        Amount full = owed.compareTo(there) > 0 ? owed : there;
        return new Bar(
                thousandths(signed, full),
                thousandths(measured, full),
                thousandths(there, full),
                thousandths(owed, full));
    }

    private static long thousandths(Amount part, Amount full) {
        return full.isZero()
                ? 0
                : part.units()
                        .multiply(BigInteger.valueOf(1000))
                        .divide(full.units())
                        .longValueExact();
    }
}
