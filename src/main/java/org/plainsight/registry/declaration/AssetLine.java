package org.plainsight.registry.declaration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.registry.ClaimedHolding;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.registry.PinnedAsset.Representation;

/** Lines of {@code assets.jsonl} and {@code claimed.jsonl}. */
final class AssetLine {

    private static final Pattern SYMBOL = Pattern.compile("[A-Za-z0-9.$+_-]{1,16}");
    private static final int DECIMALS_MAX = 77;
    private static final int REPRESENTATIONS_MAX = 64;

    private AssetLine() {}

    static Optional<PinnedAsset> asset(Fields line) {
        int before = line.findings().count();
        line.allowOnly(Set.of("id", "symbol", "name", "decimals", "representations"));
        Optional<AssetId> id = line.need("id", line::asset);
        Optional<String> symbol =
                line.need("symbol", n -> line.matching(n, SYMBOL, "write 1 to 16 of A-Z a-z 0-9 . $ + _ -"));
        Optional<String> name = line.need("name", line::sentence);
        Optional<Long> decimals = line.need("decimals", n -> line.integer(n, 0, DECIMALS_MAX));
        List<Representation> representations = new ArrayList<>();
        for (Fields item : line.objects("representations", REPRESENTATIONS_MAX)) {
            representation(item, decimals.orElse((long) DECIMALS_MAX)).ifPresent(representations::add);
        }
        if (id.isPresent() && id.get().isFiat() && !representations.isEmpty()) {
            line.wrong("representations", "money of a bank is on no chain", "leave the list empty");
        }
        if (line.findings().count() > before) {
            return Optional.empty();
        }
        return Optional.of(new PinnedAsset(
                id.orElseThrow(),
                symbol.orElseThrow(),
                name.orElseThrow(),
                Math.toIntExact(decimals.orElseThrow()),
                representations));
    }

    private static Optional<Representation> representation(Fields item, long assetDecimals) {
        item.allowOnly(Set.of("asset", "decimals"));
        Optional<AssetId> asset = item.need("asset", item::asset);
        Optional<Long> decimals = item.need("decimals", n -> item.integer(n, 0, DECIMALS_MAX));
        if (decimals.isPresent() && decimals.get() > assetDecimals) {
            item.wrong(
                    "decimals",
                    decimals.get() + " decimals, more than the asset's " + assetDecimals,
                    "give the asset the most decimals of its representations");
            return Optional.empty();
        }
        if (asset.isPresent() && asset.get().isFiat()) {
            item.wrong("asset", "money of a bank is on no chain", "name a coin or a contract");
            return Optional.empty();
        }
        return asset.isPresent() && decimals.isPresent()
                ? Optional.of(new Representation(asset.get(), Math.toIntExact(decimals.get())))
                : Optional.empty();
    }

    static Optional<ClaimedHolding> claimed(Fields line) {
        int before = line.findings().count();
        line.allowOnly(Set.of("asset", "amount", "by", "as_of"));
        Optional<AssetId> asset = line.need("asset", line::asset);
        Optional<Amount> amount = line.need(
                "amount",
                n -> line.parsed(
                        n, Amount::parse, "write whole smallest units as a string, without sign or leading zeros"));
        Optional<String> by = line.need("by", line::sentence);
        Optional<Instant> asOf = line.need("as_of", line::time);
        return line.findings().count() > before
                ? Optional.empty()
                : Optional.of(new ClaimedHolding(
                        asset.orElseThrow(), amount.orElseThrow(), by.orElseThrow(), asOf.orElseThrow()));
    }
}
