package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.balances.BalanceColumn;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumTree;
import org.plainsight.merkle.batch.Sha256Batches;
import org.plainsight.merkle.batch.SumFold;
import org.plainsight.merkle.batch.SumNodes;

/** The trees of a snapshot in slices of items that are hashed elsewhere, and the files that their blocks come back to. */
public final class TreeParts implements AutoCloseable {

    private static final int WRITTEN_AT_ONCE = 1 << 14;

    private final List<BalanceColumn> columns;
    private final int each;
    private final Secrets.Open secrets;
    private final List<Splits> splits = new ArrayList<>();
    private final List<TreeLayout> layouts = new ArrayList<>();
    private final List<TreeFileWriter> files = new ArrayList<>();
    private final int[] firstSlices;
    private final SnapshotKey key;
    private final TreePlan plan;
    private final byte[][] tops;
    private final BitSet folded = new BitSet();

    /**
     * Makes the tree files and writes their balances; the directory has the secrets already.
     *
     * @param each balances of a slice; the last of a tree has what is left
     */
    public TreeParts(
            SnapshotDirectory directory, List<BalanceColumn> columns, ChunkPolicy chunks, SnapshotKey key, int each)
            throws IOException {
        this.columns = columns;
        this.key = key;
        this.each = each;
        this.secrets = Secrets.of(directory.secrets());
        this.firstSlices = new int[columns.size() + 1];
        this.tops = new byte[columns.size()][];
        try {
            for (int a = 0; a < columns.size(); a++) {
                open(a, directory, chunks);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        this.plan = new TreePlan(layouts, key);
        Arrays.setAll(tops, a -> new byte[(plan.blocks(a) + 1) * SumNodes.BYTES]);
    }

    private void open(int a, SnapshotDirectory directory, ChunkPolicy chunks) throws IOException {
        BalanceColumn column = columns.get(a);
        Splits split = Splits.of(a, column, chunks, key);
        TreeLayout layout = new TreeLayout(a, SumTree.depth(split.items()), column.isWide() ? 16 : 8, split.items());
        TreeFileWriter file = new TreeFileWriter(directory.trees(columns.size()).get(a), layout);
        files.add(file);
        layouts.add(layout);
        splits.add(split);
        firstSlices[a + 1] = firstSlices[a] + Math.ceilDiv(column.size(), each);
        TreeFileWriter.Items items = file.new Items(split.most(WRITTEN_AT_ONCE));
        for (int from = 0; from < column.size(); from += WRITTEN_AT_ONCE) {
            items.begin(split.itemsBefore(from));
            split.items(
                    from,
                    Math.min(column.size(), from + WRITTEN_AT_ONCE),
                    (item, account, chunk, high, low) -> items.add(account, high, low));
            items.write();
        }
    }

    public TreePlan plan() {
        return plan;
    }

    /** Of all trees. */
    public int slices() {
        return firstSlices[columns.size()];
    }

    /** Made anew for each call. */
    public LeafSlice slice(int number) {
        int found = Arrays.binarySearch(firstSlices, number);
        int a = found >= 0 ? found : -found - 2;
        BalanceColumn column = columns.get(a);
        Splits split = splits.get(a);
        int from = (number - firstSlices[a]) * each;
        int to = Math.min(column.size(), from + each);
        int item = split.itemsBefore(from);
        LeafSlice slice = new LeafSlice(a, item, split.itemsBefore(to) - item);
        try (Arena arena = Arena.ofConfined()) {
            int first = column.account(from);
            MemorySegment window = secrets.window(first, column.account(to - 1), arena);
            split.items(
                    from,
                    to,
                    (i, account, chunk, high, low) ->
                            slice.put(i, chunk, window, (long) (account - first) * Hash32.LENGTH, high, low));
        }
        return slice;
    }

    /** Takes what {@link TreePlan.Folding#fold} gave. */
    public synchronized void block(int number, byte[] nodes) {
        int a = plan.treeOf(number);
        int block = number - plan.firstBlock(a);
        int height = plan.height(a);
        int from = 0;
        for (int level = TreeLayout.LOWEST_LEVEL; level <= height; level++) {
            int count = 1 << (height - level);
            byte[] some = Arrays.copyOfRange(nodes, from, from + count * SumNodes.BYTES);
            files.get(a).nodes(level, (long) block << (height - level), some, count);
            from += some.length;
        }
        System.arraycopy(nodes, from, tops[a], block * SumNodes.BYTES, SumNodes.BYTES);
        folded.set(number);
    }

    /** Joins the blocks of each tree and forces all files to the disk. */
    public List<Snapshot.Tree> finish() throws IOException {
        if (folded.cardinality() != plan.blocks()) {
            throw new IllegalStateException(plan.blocks() - folded.cardinality() + " blocks never came back");
        }
        List<Snapshot.Tree> trees = new ArrayList<>();
        for (int a = 0; a < columns.size(); a++) {
            TreeLayout layout = layouts.get(a);
            SumFold fold = new SumFold(new SumNodes(Sha256Batches.JDK.supplier().get(), a));
            byte[] root =
                    fold.top(plan.height(a), layout.depth(), tops[a], plan.blocks(a), key.padding(a), files.get(a));
            files.get(a).file().force();
            trees.add(SnapshotBuild.describe(TreeBuild.built(layout, columns.get(a), root)));
        }
        return trees;
    }

    @Override
    public void close() throws IOException {
        for (TreeFileWriter file : files) {
            file.file().close();
        }
        secrets.close();
    }
}
