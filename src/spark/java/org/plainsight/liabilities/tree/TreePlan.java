package org.plainsight.liabilities.tree;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.plainsight.merkle.SumTree;
import org.plainsight.merkle.batch.Sha256Batches;
import org.plainsight.merkle.batch.SumNodes;

/**
 * What a machine needs to hash leaves and to fold blocks: the shapes of all trees, and of the key only what places and
 * padding are derived from. The blocks of all trees are numbered one after the other. Safe for use by several threads.
 */
public final class TreePlan implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int[] items;
    private final int[] amountBytes;
    private final byte[][] permutationKeys;
    private final byte[] paddingKey;
    /** The number of each tree's first block, and at last that of all blocks. */
    private final int[] firstBlocks;

    private final long[] slotsBefore;
    private transient Permutation @Nullable [] permutations;

    TreePlan(List<TreeLayout> trees, SnapshotKey key) {
        int count = trees.size();
        items = trees.stream().mapToInt(TreeLayout::items).toArray();
        amountBytes = trees.stream().mapToInt(TreeLayout::amountBytes).toArray();
        permutationKeys = new byte[count][];
        paddingKey = key.paddingKey();
        firstBlocks = new int[count + 1];
        slotsBefore = new long[count + 1];
        for (int a = 0; a < count; a++) {
            permutationKeys[a] = key.permutationKey(a);
            firstBlocks[a + 1] = Math.addExact(firstBlocks[a], blocks(a));
            slotsBefore[a + 1] = slotsBefore[a] + SumTree.slots(items[a]);
        }
    }

    int height(int tree) {
        return TreeBuild.blockHeight(SumTree.depth(items[tree]));
    }

    int blocks(int tree) {
        return (int) (SumTree.slots(items[tree]) >>> height(tree));
    }

    int firstBlock(int tree) {
        return firstBlocks[tree];
    }

    int treeOf(int block) {
        int found = Arrays.binarySearch(firstBlocks, block);
        return found >= 0 ? found : -found - 2;
    }

    /** Of all trees. */
    public int blocks() {
        return firstBlocks[firstBlocks.length - 1];
    }

    /** Which of so many ranges of positions, equally long but for whole blocks, a block belongs to; at most 65,536 ranges. */
    public int range(int block, int ranges) {
        int tree = treeOf(block);
        long before = slotsBefore[tree] + ((long) (block - firstBlocks[tree]) << height(tree));
        return (int) (Math.multiplyExact(before, ranges) / slotsBefore[slotsBefore.length - 1]);
    }

    /** The first block of a range, or of what follows where the range has none. */
    public int firstOf(int range, int ranges) {
        int low = 0;
        int high = blocks();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (range(middle, ranges) < range) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Hashes a slice; {@code out} is given blocks and the leaves that belong there. */
    public void hash(LeafSlice slice, BiConsumer<Integer, byte[]> out) {
        int tree = slice.tree();
        PackedLeaves.Gather gather = new PackedLeaves.Gather(height(tree), amountBytes[tree], slice.size());
        slice.hash(new LeafHashing(Sha256Batches.JDK.supplier().get(), tree, permutation(tree), gather));
        gather.giveTo(blocks(tree), (block, packed) -> out.accept(firstBlocks[tree] + block, packed));
    }

    /** Its tables cost more than hashing a slice, so a machine makes them once. */
    private synchronized Permutation permutation(int tree) {
        if (permutations == null) {
            permutations = new Permutation[items.length];
        }
        Permutation made = permutations[tree];
        if (made == null) {
            made = new Permutation(new Prf(permutationKeys[tree]), (int) SumTree.slots(items[tree]));
            permutations[tree] = made;
        }
        return made;
    }

    /** Folds blocks. One instance serves one thread. */
    public final class Folding {
        private int tree = -1;
        private PackedLeaves.@Nullable Source source;
        private @Nullable BlockWorker worker;
        private final ByteArrayOutputStream stored = new ByteArrayOutputStream();

        /** The levels of the block that are stored, from the lowest up, and once more its root. */
        public byte[] fold(int block, List<byte[]> leaves) {
            int of = treeOf(block);
            PackedLeaves.Source from = source;
            BlockWorker folder = worker;
            if (of != tree || from == null || folder == null) {
                tree = of;
                from = new PackedLeaves.Source(amountBytes[of]);
                folder = new BlockWorker(
                        paddingKey, of, Sha256Batches.JDK.supplier().get(), from, height(of), this::keep);
                source = from;
                worker = folder;
            }
            from.begin(leaves);
            stored.reset();
            byte[] root = new byte[SumNodes.BYTES];
            folder.fold(block - firstBlocks[of], root, 0);
            stored.writeBytes(root);
            return stored.toByteArray();
        }

        private void keep(int level, long first, byte[] nodes, int count) {
            if (level >= TreeLayout.LOWEST_LEVEL) {
                stored.write(nodes, 0, count * SumNodes.BYTES);
            }
        }
    }

    /** Keeps the keys out of logs and messages. */
    @Override
    public String toString() {
        return "TreePlan[" + items.length + " trees, " + blocks() + " blocks]";
    }
}
