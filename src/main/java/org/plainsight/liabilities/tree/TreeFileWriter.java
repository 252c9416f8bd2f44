package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.nio.file.Path;
import org.plainsight.merkle.batch.SumFold;
import org.plainsight.merkle.batch.SumNodes;

/** Fills a new {@link TreeFile}. Several threads may write, each to its own items and nodes. */
final class TreeFileWriter implements SumFold.Sink {

    private final TreeLayout layout;
    private final NewFile file;

    TreeFileWriter(Path path, TreeLayout layout) throws IOException {
        this.layout = layout;
        this.file = new NewFile(path, layout.bytes());
        byte[] header = new byte[TreeLayout.HEADER_BYTES];
        SumNodes.putLong(header, 0, TreeLayout.MAGIC);
        header[8] = (byte) (layout.tree() >>> 8);
        header[9] = (byte) layout.tree();
        header[10] = (byte) layout.depth();
        header[11] = (byte) layout.amountBytes();
        SumNodes.putLong(header, 16, layout.items());
        SumNodes.putLong(header, 24, layout.slots());
        file.write(header, 0, header.length, 0);
    }

    NewFile file() {
        return file;
    }

    /** Items that follow one another, gathered by one thread and written at once. */
    final class Items {
        private final byte[] accounts;
        private final byte[] amounts;
        private int first;
        private int count;

        /** @param most items between two calls of {@link #write} */
        Items(int most) {
            this.accounts = new byte[4 * most];
            this.amounts = new byte[layout.amountBytes() * most];
        }

        void begin(int item) {
            first = item;
            count = 0;
        }

        void add(int account, long high, long low) {
            accounts[4 * count] = (byte) (account >>> 24);
            accounts[4 * count + 1] = (byte) (account >>> 16);
            accounts[4 * count + 2] = (byte) (account >>> 8);
            accounts[4 * count + 3] = (byte) account;
            int at = layout.amountBytes() * count++;
            if (layout.amountBytes() == 16) {
                SumNodes.putLong(amounts, at, high);
                at += 8;
            } else if (high != 0) {
                throw new IllegalStateException("an amount of 2^64 or more among amounts of 8 bytes");
            }
            SumNodes.putLong(amounts, at, low);
        }

        void write() {
            file.write(accounts, 0, 4 * count, layout.accountAt(first));
            file.write(amounts, 0, layout.amountBytes() * count, layout.amountAt(first));
        }
    }

    @Override
    public void nodes(int level, long first, byte[] nodes, int count) {
        if (level >= TreeLayout.LOWEST_LEVEL) {
            file.write(nodes, 0, count * SumNodes.BYTES, layout.nodeAt(level, first));
        }
    }
}
