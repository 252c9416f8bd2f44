package org.plainsight.liabilities;

import org.plainsight.asset.AssetId;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumNode;

/**
 * R_a: what the top tree commits of one asset's tree.
 *
 * @param index a, the place in the list of trees ordered by (asset id, kind)
 * @param kind u8; below 128 what is owed, from 128 what customers owe
 */
public record AssetRecord(int index, AssetId asset, int kind, int decimals, int depth, SumNode root) {

    /** R_a = SHA-256( 06 | d u8 | a u16 | snapshotId[16] | root[32] | total u128 | decimals u8 | kind u8 | lp(asset) ). */
    public Hash32 hash(SnapshotId snapshot) {
        return HashInput.tag(6, depth, index)
                .snapshot(snapshot)
                .hash(root.hash())
                .u128(root.sum())
                .u8(decimals)
                .u8(kind)
                .lp(asset.toString())
                .sha256();
    }

    public static AssetRecord of(Snapshot.Tree tree) {
        return new AssetRecord(
                tree.index(),
                tree.asset(),
                tree.kind(),
                tree.decimals(),
                tree.depth(),
                new SumNode(Hash32.fromHex(tree.root()), tree.total().units()));
    }
}
