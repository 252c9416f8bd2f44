package org.plainsight.registry.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.plainsight.asset.AssetId;
import org.plainsight.registry.PinnedAsset.Representation;

/** A coin or contract that counts for a declared asset. */
@Entity
@Table(name = "asset_representation")
class RepresentationRow {

    @Id
    @Column
    String asset;

    @Column(name = "pinned_asset")
    String pinnedAsset;

    @Column
    int position;

    @Column
    int decimals;

    Representation toRepresentation() {
        return new Representation(AssetId.parse(asset), decimals);
    }
}
