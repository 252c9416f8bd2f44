package org.plainsight.registry;

import java.util.List;
import org.plainsight.asset.AssetId;

/**
 * An asset customers are owed, and the exact coins and contracts that count for it. Symbols and names read from a chain
 * are never trusted; these are declared and reviewed.
 *
 * @param id the asset in balances files and trees
 * @param decimals of {@code id}; every representation's decimals are pinned too
 */
public record PinnedAsset(AssetId id, String symbol, String name, int decimals, List<Representation> representations) {

    /** One coin or contract on one chain. Decimals ≤ the asset's, so that scaling up is exact. */
    public record Representation(AssetId asset, int decimals) {}

    public PinnedAsset {
        representations = List.copyOf(representations);
    }
}
