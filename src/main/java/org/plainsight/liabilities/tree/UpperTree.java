package org.plainsight.liabilities.tree;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumHasher;
import org.plainsight.merkle.SumNode;

/**
 * The published top of every tree: all nodes from level 10 up, or the root alone of a smaller tree, so that anybody can
 * check every sum above the buckets of 1024 leaves. A missing right subtree is one node of sum zero.
 *
 * <pre>
 * "plainsight-upper-tree-v1\n"
 * per tree, in order: tree u16 | depth u8 | lowest level u8,
 *   per level from the lowest to the depth: count u32, count × ( hash[32] | sum u128 )
 * </pre>
 */
public final class UpperTree {

    static final int LOWEST_LEVEL = 10;

    private static final byte[] MAGIC = "plainsight-upper-tree-v1\n".getBytes(StandardCharsets.UTF_8);

    private UpperTree() {}

    /** What one tree's nodes add up to, and whether every parent is its children's. */
    public record Top(int tree, int depth, SumNode root, Optional<String> fault) {}

    static byte[] write(List<TreeFile> trees) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        for (int a = 0; a < trees.size(); a++) {
            TreeFile tree = trees.get(a);
            int lowest = Math.min(LOWEST_LEVEL, tree.depth());
            out.writeBytes(ByteBuffer.allocate(4)
                    .putShort((short) a)
                    .put((byte) tree.depth())
                    .put((byte) lowest)
                    .array());
            for (int level = lowest; level <= tree.depth(); level++) {
                ByteBuffer nodes =
                        ByteBuffer.allocate(4 + tree.width(level) * 48).putInt(tree.width(level));
                for (int i = 0; i < tree.width(level); i++) {
                    SumNode node = tree.node(level, i);
                    nodes.put(node.hash().toBytes())
                            .putLong(node.sum().shiftRight(64).longValue())
                            .putLong(node.sum().longValue());
                }
                out.writeBytes(nodes.array());
            }
        }
        return out.toByteArray();
    }

    /** Reads the file and recomputes every parent; the answer for a file that is none is one fault. */
    public static List<Top> check(byte[] file) {
        try {
            ByteBuffer in = ByteBuffer.wrap(file);
            byte[] magic = new byte[MAGIC.length];
            in.get(magic);
            if (!Arrays.equals(magic, MAGIC)) {
                return List.of(broken("does not begin as an upper tree"));
            }
            List<Top> tops = new ArrayList<>();
            while (in.hasRemaining()) {
                tops.add(checkTree(in));
            }
            return tops;
        } catch (BufferUnderflowException e) {
            return List.of(broken("ends in the middle of a node"));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return List.of(broken("holds a number out of range: " + e.getMessage()));
        }
    }

    private static Top checkTree(ByteBuffer in) {
        int tree = in.getShort() & 0xffff;
        int depth = in.get() & 0xff;
        int lowest = in.get() & 0xff;
        if (lowest != Math.min(LOWEST_LEVEL, depth)) {
            throw new IllegalArgumentException("tree " + tree + " begins at level " + lowest);
        }
        List<SumNode> level = readLevel(in);
        Optional<String> fault = Optional.empty();
        for (int l = lowest + 1; l <= depth; l++) {
            List<SumNode> parents = readLevel(in);
            if (fault.isEmpty()) {
                fault = compare(tree, l, level, parents);
            }
            level = parents;
        }
        if (level.size() != 1) {
            throw new IllegalArgumentException("tree " + tree + " has " + level.size() + " roots");
        }
        return new Top(tree, depth, level.getFirst(), fault);
    }

    private static Optional<String> compare(int tree, int level, List<SumNode> children, List<SumNode> parents) {
        if (children.size() % 2 != 0
                || parents.size() < children.size() / 2
                || parents.size() > children.size() / 2 + 1) {
            return Optional.of(
                    "tree " + tree + ": level " + level + " has " + parents.size() + " nodes over " + children.size());
        }
        for (int i = 0; i < parents.size(); i++) {
            boolean padding = 2 * i == children.size();
            boolean sound = padding
                    ? parents.get(i).sum().signum() == 0
                    : SumHasher.node(level, tree, children.get(2 * i), children.get(2 * i + 1))
                            .equals(parents.get(i));
            if (!sound) {
                return Optional.of(
                        "tree " + tree + ": node " + i + " of level " + level + " is not what its children give");
            }
        }
        return Optional.empty();
    }

    private static List<SumNode> readLevel(ByteBuffer in) {
        int count = in.getInt();
        if (count < 1 || count > in.remaining() / 48) {
            throw new BufferUnderflowException();
        }
        List<SumNode> nodes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] hash = new byte[Hash32.LENGTH];
            byte[] sum = new byte[16];
            in.get(hash).get(sum);
            nodes.add(new SumNode(Hash32.of(hash), new BigInteger(1, sum)));
        }
        return nodes;
    }

    private static Top broken(String fault) {
        return new Top(-1, 0, new SumNode(Hash32.sha256(), BigInteger.ZERO), Optional.of("the file " + fault));
    }
}
