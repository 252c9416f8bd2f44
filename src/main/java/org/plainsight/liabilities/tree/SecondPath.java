package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.Progress;
import org.plainsight.merkle.SumNode;

/**
 * The independent second path: from the balances file to leaves, sums and roots by other code than the builder's, and
 * compared with everything that lies in the staged files. It shares no loop, no parser and no arithmetic with the first,
 * and goes the other way: the builder brings balances to their places, this asks of each place whose it is. It streams,
 * and is meant to be read.
 */
public final class SecondPath {

    /** The staged files are not what the input gives; nothing may be signed over them. */
    public static final class DisagreementException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String file;
        private final String difference;

        /** @param file its name in the directory, where one alone shows the difference */
        DisagreementException(String file, String difference) {
            super(file + ": " + difference + "; discard this snapshot and stage the balances file again");
            this.file = file;
            this.difference = difference;
        }

        public String file() {
            return file;
        }

        public String difference() {
            return difference;
        }
    }

    private SecondPath() {}

    /** @throws DisagreementException naming one thing that differs */
    static void check(SnapshotDirectory directory, BuildRecord record, Progress progress) throws IOException {
        SnapshotKey key = directory.key();
        List<SecondColumn> columns = new ArrayList<>();
        for (AssetRecord asset : record.records()) {
            TreeFile file = open(directory, record, asset, key);
            columns.add(new SecondColumn(asset, file, record.chunks(), key));
        }
        new SecondInput(directory, record, key, columns, progress).read();
        MemorySegment secrets = SnapshotDirectory.map(directory.secrets());
        long done = 0;
        long leaves = columns.stream().mapToLong(c -> c.file().items()).sum();
        for (SecondColumn column : columns) {
            progress.at("second path, trees", done, leaves);
            BigInteger total = column.finish();
            SumNode root = new SecondTree(column.file(), secrets, key).root();
            AssetRecord asset = column.asset();
            if (!root.equals(asset.root()) || !total.equals(asset.root().sum())) {
                throw new DisagreementException(column.name(), "root or total differs");
            }
            done += column.file().items();
        }
        progress.at("second path, trees", done, leaves);
        if (!record.assetsRoot().equals(record.assetsTree().root().toHex())) {
            throw new DisagreementException("build.json", "the root over the asset records differs");
        }
    }

    private static TreeFile open(SnapshotDirectory directory, BuildRecord record, AssetRecord asset, SnapshotKey key) {
        String name = SnapshotDirectory.treeName(asset.index());
        TreeFile file;
        try {
            file = TreeFile.open(directory.path().resolve(name), key);
        } catch (IllegalStateException e) {
            throw new DisagreementException(name, String.valueOf(e.getMessage()));
        }
        long leaves = record.trees().get(asset.index()).leaves();
        if (file.tree() != asset.index() || file.depth() != asset.depth() || file.items() != leaves) {
            throw new DisagreementException(name, "other leaves or another depth than the record says");
        }
        return file;
    }
}
