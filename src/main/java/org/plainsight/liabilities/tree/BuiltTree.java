package org.plainsight.liabilities.tree;

import java.util.Arrays;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.balances.BalanceColumn;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumHasher;
import org.plainsight.merkle.SumLevel;
import org.plainsight.merkle.SumTree;

/** One asset's tree in memory: its items, the place of each, and all its levels. */
public final class BuiltTree {

    static final int PADDING = -1;

    private final AssetRecord record;
    private final TreeItems items;
    private final int[] positions;
    private final int[] itemAt;
    private final SumTree tree;

    private BuiltTree(AssetRecord record, TreeItems items, int[] positions, int[] itemAt, SumTree tree) {
        this.record = record;
        this.items = items;
        this.positions = positions;
        this.itemAt = itemAt;
        this.tree = tree;
    }

    /**
     * @param secrets S of every account, 32 bytes each, by account number
     * @throws ArithmeticException when a sum reaches 2^127
     */
    public static BuiltTree build(
            int index, BalanceColumn column, byte[] secrets, SnapshotKey key, ChunkPolicy chunks) {
        TreeItems items = TreeItems.of(index, column, chunks, key);
        int depth = SumTree.depth(items.size);
        int slots = Math.toIntExact(SumTree.slots(items.size));
        Permutation permutation = new Permutation(key.permutation(index), slots);
        SumTree.Padding padding = key.padding(index);

        SumHasher hasher = new SumHasher();
        SumLevel leaves = SumTree.leafLevel(slots, depth);
        int[] positions = new int[items.size];
        int[] itemAt = new int[slots];
        Arrays.fill(itemAt, PADDING);
        for (int i = 0; i < slots; i++) {
            int position = permutation.apply(i);
            if (i < items.size) {
                positions[i] = position;
                itemAt[position] = i;
                leaves.setLeaf(
                        position,
                        hasher,
                        items.chunks[i] & 0xff,
                        index,
                        secrets,
                        items.accounts[i] * Hash32.LENGTH,
                        items.amounts[2 * i],
                        items.amounts[2 * i + 1]);
            } else {
                leaves.setPadding(position, padding.hash(0, position));
            }
        }
        SumTree tree = SumTree.build(index, depth, slots, leaves, padding);
        AssetRecord record = new AssetRecord(
                index, column.key().asset(), column.key().kind(), column.decimals(), depth, tree.root());
        return new BuiltTree(record, items, positions, itemAt, tree);
    }

    public AssetRecord record() {
        return record;
    }

    /** Leaves that hold a balance or a chunk of one; padding not counted. */
    public int leaves() {
        return items.size;
    }

    public SumTree tree() {
        return tree;
    }

    TreeItems items() {
        return items;
    }

    int position(int item) {
        return positions[item];
    }

    int itemAt(int position) {
        return itemAt[position];
    }
}
