package org.plainsight.registry;

import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AssetId;

/** The declared assets, in the order in which pages list them. */
public interface AssetBook {

    List<PinnedAsset> assets();

    /** By the asset's own id, or by the id of one of its representations. */
    Optional<PinnedAsset> find(AssetId id);

    /**
     * Takes in the declared assets. Nothing declared before may be missing or have other decimals; the database refuses
     * it too.
     */
    void replace(List<PinnedAsset> assets);
}
