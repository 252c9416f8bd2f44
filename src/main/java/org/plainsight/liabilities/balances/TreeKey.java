package org.plainsight.liabilities.balances;

import java.util.Comparator;
import org.plainsight.asset.AssetId;

/** Which tree a balance belongs to; trees are ordered by (asset id, kind). */
public record TreeKey(AssetId asset, int kind) implements Comparable<TreeKey> {

    private static final Comparator<TreeKey> ORDER =
            Comparator.comparing(TreeKey::asset).thenComparingInt(TreeKey::kind);

    @Override
    public int compareTo(TreeKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return asset + " kind " + kind;
    }
}
