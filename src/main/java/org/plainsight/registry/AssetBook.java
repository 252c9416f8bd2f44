package org.plainsight.registry;

import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AssetId;

/** The declared assets, in the order in which pages list them. */
public interface AssetBook {

    List<PinnedAsset> assets();

    /** By the asset's own id, or by the id of one of its representations. */
    Optional<PinnedAsset> find(AssetId id);
}
