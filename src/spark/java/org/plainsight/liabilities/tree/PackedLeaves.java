package org.plainsight.liabilities.tree;

import java.util.Arrays;
import java.util.List;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.batch.LeafSource;
import org.plainsight.merkle.batch.LeafTarget;
import org.plainsight.merkle.batch.SumNodes;

/**
 * Leaves on their way from the machine that hashed them to the one that folds their block, as short as they can be told:
 * ( place in the block u16 | hash[32] | amount, 8 bytes where the tree's amounts are below 2^64, else 16 ).
 */
final class PackedLeaves {

    private PackedLeaves() {}

    /** Where packed leaves go, all those of a block that were gathered at once. */
    interface Sink {
        void leaves(int block, byte[] packed);
    }

    private static int bytes(int amountBytes) {
        return 2 + Hash32.LENGTH + amountBytes;
    }

    /** Gathers leaves and gives them out by block. */
    static final class Gather implements LeafTarget {
        private final int height;
        private final int amountBytes;
        private final int[] positions;
        private final byte[] packed;
        private int count;

        Gather(int height, int amountBytes, int most) {
            this.height = height;
            this.amountBytes = amountBytes;
            this.positions = new int[most];
            this.packed = new byte[most * bytes(amountBytes)];
        }

        @Override
        public boolean takes(long position) {
            return true;
        }

        @Override
        public void add(long position, byte[] node, int at) {
            positions[count] = (int) position;
            int to = count++ * bytes(amountBytes);
            int place = (int) position & ((1 << height) - 1);
            packed[to] = (byte) (place >>> 8);
            packed[to + 1] = (byte) place;
            System.arraycopy(node, at, packed, to + 2, Hash32.LENGTH);
            System.arraycopy(node, at + SumNodes.BYTES - amountBytes, packed, to + 2 + Hash32.LENGTH, amountBytes);
        }

        void giveTo(int blocks, Sink sink) {
            int[] ends = new int[blocks];
            for (int i = 0; i < count; i++) {
                ends[positions[i] >>> height]++;
            }
            byte[][] byBlock = new byte[blocks][];
            for (int b = 0; b < blocks; b++) {
                byBlock[b] = new byte[ends[b] * bytes(amountBytes)];
            }
            Arrays.fill(ends, 0);
            for (int i = 0; i < count; i++) {
                int block = positions[i] >>> height;
                System.arraycopy(packed, i * bytes(amountBytes), byBlock[block], ends[block], bytes(amountBytes));
                ends[block] += bytes(amountBytes);
            }
            for (int b = 0; b < blocks; b++) {
                if (ends[b] > 0) {
                    sink.leaves(b, byBlock[b]);
                }
            }
        }
    }

    /** Unpacks the leaves of whichever block is at hand. */
    static final class Source implements LeafSource {
        private final int amountBytes;
        private List<byte[]> packed = List.of();

        Source(int amountBytes) {
            this.amountBytes = amountBytes;
        }

        void begin(List<byte[]> leaves) {
            packed = leaves;
        }

        @Override
        public int load(long block, byte[] nodes, long[] marks) {
            int count = 0;
            for (byte[] some : packed) {
                for (int from = 0; from < some.length; from += bytes(amountBytes)) {
                    int place = (some[from] & 0xff) << 8 | (some[from + 1] & 0xff);
                    int at = place * SumNodes.BYTES;
                    SumNodes.putSum(nodes, at, 0, 0);
                    System.arraycopy(some, from + 2, nodes, at, Hash32.LENGTH);
                    System.arraycopy(
                            some, from + 2 + Hash32.LENGTH, nodes, at + SumNodes.BYTES - amountBytes, amountBytes);
                    marks[place >>> 6] |= 1L << place;
                    count++;
                }
            }
            return count;
        }
    }
}
