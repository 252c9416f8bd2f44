package org.plainsight.liabilities.tree;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumNode;

/** The levels of one tree as the second path computes them: the formulas written out, one node at a time. */
final class SecondTree {

    private final int tree;
    private final int depth;
    private final SnapshotKey key;
    private final Map<Integer, TreeFile.Item> itemAt = new TreeMap<>();
    private final List<Hash32> secrets;

    SecondTree(int tree, int depth, SnapshotKey key, List<TreeFile.Item> items, List<Hash32> secrets) {
        this.tree = tree;
        this.depth = depth;
        this.key = key;
        this.secrets = secrets;
        for (TreeFile.Item item : items) {
            if (itemAt.put(item.position(), item) != null) {
                throw new SecondPath.DisagreementException("tree " + tree + ": two leaves in one place");
            }
        }
    }

    /** The root, once every node and place stored in the file was found equal. */
    SumNode compareWith(TreeFile file) {
        Prf padding = new Prf(key.prf().of(new byte[] {0, 7, 'p', 'a', 'd', 'd', 'i', 'n', 'g'}));
        long unit = 1L << (depth - 3);
        long slots = (itemAt.size() + unit - 1) / unit * unit;
        if (file.slots() != slots) {
            throw new SecondPath.DisagreementException("tree " + tree + " has " + file.slots() + " places");
        }
        List<SumNode> nodes = leaves((int) slots, padding, file);
        for (int level = 0; level <= depth; level++) {
            if (nodes.size() % 2 == 1 && level < depth) {
                nodes.add(pad(padding, level, nodes.size()));
            }
            if (level >= TreeFile.LOWEST_LEVEL) {
                compare(file, level, nodes);
            }
            if (level < depth) {
                nodes = parents(level + 1, nodes);
            }
        }
        return nodes.getFirst();
    }

    private List<SumNode> leaves(int slots, Prf padding, TreeFile file) {
        List<SumNode> leaves = new ArrayList<>(slots + 1);
        for (int p = 0; p < slots; p++) {
            TreeFile.Item item = itemAt.get(p);
            int stored = file.itemAt(p);
            boolean agrees = item == null
                    ? stored == BuiltTree.PADDING
                    : stored >= 0 && stored < file.items() && file.item(stored).equals(item);
            if (!agrees) {
                throw new SecondPath.DisagreementException("tree " + tree + ": place " + p + " differs");
            }
            leaves.add(item == null ? pad(padding, 0, p) : leaf(item));
        }
        return leaves;
    }

    private SumNode leaf(TreeFile.Item item) {
        ByteBuffer input = ByteBuffer.allocate(52)
                .put((byte) 0)
                .put((byte) item.chunk())
                .putShort((short) tree)
                .put(secrets.get(item.account()).toBytes());
        putAmount(input, item.amount());
        return new SumNode(Hash32.sha256(input.array()), item.amount());
    }

    private SumNode pad(Prf padding, int level, long index) {
        byte[] message = ByteBuffer.allocate(12)
                .put((byte) 5)
                .put((byte) level)
                .putShort((short) tree)
                .putLong(index)
                .array();
        return new SumNode(padding.hash(message), BigInteger.ZERO);
    }

    private List<SumNode> parents(int level, List<SumNode> nodes) {
        List<SumNode> parents = new ArrayList<>(nodes.size() / 2 + 1);
        for (int i = 0; i < nodes.size(); i += 2) {
            SumNode left = nodes.get(i);
            SumNode right = nodes.get(i + 1);
            ByteBuffer input = ByteBuffer.allocate(100)
                    .put((byte) 1)
                    .put((byte) level)
                    .putShort((short) tree)
                    .put(left.hash().toBytes());
            putAmount(input, left.sum());
            input.put(right.hash().toBytes());
            putAmount(input, right.sum());
            parents.add(new SumNode(Hash32.sha256(input.array()), left.sum().add(right.sum())));
        }
        return parents;
    }

    private void compare(TreeFile file, int level, List<SumNode> nodes) {
        if (file.width(level) != nodes.size()) {
            throw new SecondPath.DisagreementException("tree " + tree + ": level " + level + " has another width");
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (!file.node(level, i).equals(nodes.get(i))) {
                throw new SecondPath.DisagreementException(
                        "tree " + tree + ": node " + i + " of level " + level + " differs");
            }
        }
    }

    private static void putAmount(ByteBuffer out, BigInteger amount) {
        byte[] bytes = amount.toByteArray();
        out.position(out.position() + 16 - bytes.length).put(bytes);
    }
}
