package org.plainsight.liabilities;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.evidence.BlockRef;

/**
 * One liabilities snapshot: staged when its trees are built and checked, published when its header is in the log.
 *
 * @param id snapshotId, 32 hex digits
 * @param assetsRoot A, hex
 */
public record Snapshot(
        String id,
        State state,
        Instant cutOff,
        long accounts,
        String assetsRoot,
        List<Tree> trees,
        Optional<Publication> publication) {

    public enum State {
        STAGED,
        PUBLISHED,
        WITHDRAWN
    }

    /**
     * @param index a, the tree's index in hashes
     * @param kind below 128 what is owed; from 128 what customers owe
     * @param root hex
     */
    public record Tree(
            int index, AssetId asset, int kind, int decimals, int depth, long leaves, Amount total, String root) {}

    /**
     * @param header hex
     * @param blocks the cut-off blocks the reserves manifest names
     * @param logIndex of the liabilities statement
     */
    public record Publication(
            String header, String previousHeader, List<BlockRef> blocks, long logIndex, Instant publishedAt) {
        public Publication {
            blocks = List.copyOf(blocks);
        }
    }

    public Snapshot {
        trees = List.copyOf(trees);
    }

    /** What is owed of an asset over all liability kinds (kind below 128), gross. */
    public Amount owed(AssetId asset) {
        return trees.stream()
                .filter(t -> t.asset().equals(asset) && t.kind() < 128)
                .map(Tree::total)
                .reduce(Amount.ZERO, Amount::plus);
    }
}
