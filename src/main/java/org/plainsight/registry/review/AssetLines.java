package org.plainsight.registry.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plainsight.registry.ClaimedHolding;
import org.plainsight.registry.PinnedAsset;

/** What a draft changes beside addresses: what counts for which asset, and what is said to be held off chain. */
public final class AssetLines {

    private AssetLines() {}

    /** @param from the position of the first line */
    public static List<DraftLine> between(
            List<PinnedAsset> oldAssets,
            List<PinnedAsset> assets,
            List<ClaimedHolding> oldClaimed,
            List<ClaimedHolding> claimed,
            long from) {
        List<DraftLine> lines = new ArrayList<>();
        for (PinnedAsset asset : assets) {
            Optional<PinnedAsset> old =
                    oldAssets.stream().filter(o -> o.id().equals(asset.id())).findFirst();
            if (!old.equals(Optional.of(asset))) {
                add(lines, from, DraftLine.Kind.ASSET, asset.id().toString(), old.map(AssetLines::words), words(asset));
            }
        }
        for (ClaimedHolding holding : claimed) {
            Optional<ClaimedHolding> old = oldClaimed.stream()
                    .filter(o -> o.asset().equals(holding.asset()))
                    .findFirst();
            if (!old.equals(Optional.of(holding))) {
                add(
                        lines,
                        from,
                        DraftLine.Kind.CLAIMED,
                        holding.asset().toString(),
                        old.map(AssetLines::words),
                        words(holding));
            }
        }
        oldClaimed.stream()
                .filter(old -> claimed.stream().noneMatch(c -> c.asset().equals(old.asset())))
                .forEach(old -> add(
                        lines,
                        from,
                        DraftLine.Kind.CLAIMED,
                        old.asset().toString(),
                        Optional.of(words(old)),
                        "no longer claimed"));
        return lines;
    }

    private static void add(
            List<DraftLine> lines, long from, DraftLine.Kind kind, String subject, Optional<String> old, String words) {
        lines.add(new DraftLine(
                from + lines.size(),
                kind,
                subject,
                "",
                old.map(o -> o + " → " + words).orElse("new: " + words),
                Optional.empty()));
    }

    private static String words(PinnedAsset asset) {
        return asset.symbol() + " (" + asset.name() + "), " + asset.decimals() + " decimals, counted in "
                + asset.representations().stream()
                        .map(r -> r.asset().toString())
                        .collect(Collectors.joining(", "));
    }

    private static String words(ClaimedHolding holding) {
        return holding.amount() + " smallest units by " + holding.by() + " as of " + holding.asOf();
    }
}
