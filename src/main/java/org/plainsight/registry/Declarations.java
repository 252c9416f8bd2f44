package org.plainsight.registry;

import java.util.List;

/** The registry's files, read in full and free of contradictions among themselves. */
public record Declarations(
        List<String> entities,
        List<PinnedAsset> assets,
        List<DeclaredAddress> addresses,
        List<ClaimedHolding> claimed) {
    public Declarations {
        entities = List.copyOf(entities);
        assets = List.copyOf(assets);
        addresses = List.copyOf(addresses);
        claimed = List.copyOf(claimed);
    }
}
