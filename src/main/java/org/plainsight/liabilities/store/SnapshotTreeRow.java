package org.plainsight.liabilities.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.liabilities.Snapshot;

/** One tree of a snapshot; its index is its place in the list. */
@Embeddable
class SnapshotTreeRow {

    @Column(nullable = false)
    String asset;

    @Column(nullable = false)
    int kind;

    @Column(nullable = false)
    int decimals;

    @Column(nullable = false)
    int depth;

    @Column(nullable = false)
    long leaves;

    @Column(nullable = false, precision = 39)
    BigDecimal total;

    @Column(nullable = false)
    String root;

    static SnapshotTreeRow of(Snapshot.Tree tree) {
        SnapshotTreeRow row = new SnapshotTreeRow();
        row.asset = tree.asset().toString();
        row.kind = tree.kind();
        row.decimals = tree.decimals();
        row.depth = tree.depth();
        row.leaves = tree.leaves();
        row.total = new BigDecimal(tree.total().units());
        row.root = tree.root();
        return row;
    }

    Snapshot.Tree toTree(int index) {
        return new Snapshot.Tree(
                index,
                AssetId.parse(asset),
                kind,
                decimals,
                depth,
                leaves,
                new Amount(total.toBigIntegerExact()),
                root);
    }
}
