package org.plainsight.registry.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A declared asset. */
@Entity
@Table(name = "pinned_asset")
class PinnedAssetRow {

    @Id
    @Column
    String id;

    @Column
    int position;

    @Column
    String symbol;

    @Column
    String name;

    @Column
    int decimals;
}
