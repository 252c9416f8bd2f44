package org.plainsight.liabilities.tree;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumNode;

/** One tree as the second path computes it: the formulas written out, from each place down to whose it is. */
final class SecondTree {

    /** Subtrees this far below the root are computed side by side. */
    private static final int SPLIT_LEVELS = 5;

    private final TreeFile file;
    private final MemorySegment secrets;
    private final SecondPlaces places;
    private final byte[] paddingKey;
    private final int tree;
    private final int depth;
    private final long slots;

    SecondTree(TreeFile file, MemorySegment secrets, SnapshotKey key) {
        this.file = file;
        this.secrets = secrets;
        this.paddingKey = key.prf().of(new byte[] {0, 7, 'p', 'a', 'd', 'd', 'i', 'n', 'g'});
        this.tree = file.tree();
        this.depth = file.depth();
        long unit = 1L << (depth - 3);
        this.slots = (file.items() + unit - 1) / unit * unit;
        this.places = new SecondPlaces(key.permutation(tree), slots);
    }

    /** The root, once every node stored in the file was found equal. */
    SumNode root() {
        if (file.slots() != slots) {
            throw new SecondPath.DisagreementException(
                    SnapshotDirectory.treeName(tree), "it has " + file.slots() + " places");
        }
        int level = Math.max(0, depth - SPLIT_LEVELS);
        List<SumNode> nodes = IntStream.range(0, file.width(level))
                .parallel()
                .mapToObj(i -> new Branch().node(level, i))
                .toList();
        return new Branch().top(level, nodes);
    }

    /** What one thread computes. */
    private final class Branch {
        private final Prf padding = new Prf(paddingKey);

        SumNode node(int level, long index) {
            long inner = (slots + (1L << level) - 1) >>> level;
            if (index >= inner) {
                return compared(level, index, padding(level, index));
            }
            if (level == 0) {
                return leaf(index);
            }
            SumNode left = node(level - 1, 2 * index);
            return compared(level, index, parent(level, left, node(level - 1, 2 * index + 1)));
        }

        SumNode top(int from, List<SumNode> children) {
            List<SumNode> nodes = children;
            for (int level = from + 1; level <= depth; level++) {
                int parentLevel = level;
                List<SumNode> below = nodes;
                nodes = IntStream.range(0, file.width(level))
                        .mapToObj(i -> compared(
                                parentLevel,
                                i,
                                2 * i < below.size()
                                        ? parent(parentLevel, below.get(2 * i), below.get(2 * i + 1))
                                        : padding(parentLevel, i)))
                        .toList();
            }
            return nodes.getFirst();
        }

        private SumNode leaf(long place) {
            long item = places.whose(place);
            if (item >= file.items()) {
                return padding(0, place);
            }
            int account = file.account((int) item);
            int chunk = 0;
            while (item > chunk && file.account((int) item - chunk - 1) == account) {
                chunk++;
            }
            BigInteger amount = file.amount((int) item);
            ByteBuffer input = ByteBuffer.allocate(52)
                    .put((byte) 0)
                    .put((byte) chunk)
                    .putShort((short) tree)
                    .put(secrets.asSlice(account * 32L, 32).toArray(ValueLayout.JAVA_BYTE));
            putAmount(input, amount);
            return new SumNode(Hash32.sha256(input.array()), amount);
        }

        private SumNode padding(int level, long index) {
            byte[] message = ByteBuffer.allocate(12)
                    .put((byte) 5)
                    .put((byte) level)
                    .putShort((short) tree)
                    .putLong(index)
                    .array();
            return new SumNode(padding.hash(message), BigInteger.ZERO);
        }

        private SumNode parent(int level, SumNode left, SumNode right) {
            ByteBuffer input = ByteBuffer.allocate(100)
                    .put((byte) 1)
                    .put((byte) level)
                    .putShort((short) tree)
                    .put(left.hash().toBytes());
            putAmount(input, left.sum());
            input.put(right.hash().toBytes());
            putAmount(input, right.sum());
            return new SumNode(Hash32.sha256(input.array()), left.sum().add(right.sum()));
        }

        private SumNode compared(int level, long index, SumNode node) {
            if (level >= TreeFile.LOWEST_LEVEL && !file.node(level, (int) index).equals(node)) {
                throw new SecondPath.DisagreementException(
                        SnapshotDirectory.treeName(tree), "node " + index + " of level " + level + " differs");
            }
            return node;
        }

        private static void putAmount(ByteBuffer out, BigInteger amount) {
            byte[] bytes = amount.toByteArray();
            out.position(out.position() + 16 - bytes.length).put(bytes);
        }
    }
}
