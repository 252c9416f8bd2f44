package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumHasher;
import org.plainsight.merkle.SumLevel;
import org.plainsight.merkle.SumNode;
import org.plainsight.merkle.SumPath;
import org.plainsight.merkle.SumTree;

/**
 * A tree at rest. Levels from 3 up are stored; the eight leaves under one node are hashed again when asked for, which
 * costs a microsecond and saves seven bytes of eight. All numbers big-endian:
 *
 * <pre>
 * "PSLTREE1" | tree u16 | depth u8 | 0 u8 | items u32 | slots u32
 * items  × ( account u32 | chunk u8 | amount u128 )      by (account, chunk)
 * items  × ( position u32 )
 * slots  × ( item u32, ffffffff for padding )
 * levels 3 to depth: nodes × ( hash[32] | sum u128 ), as many as {@link SumTree#width} says
 * </pre>
 */
public final class TreeFile {

    static final int LOWEST_LEVEL = 3;

    private static final byte[] MAGIC = {'P', 'S', 'L', 'T', 'R', 'E', 'E', '1'};
    private static final int HEADER_BYTES = 20;
    private static final int ITEM_BYTES = 21;

    private final ByteBuffer bytes;
    private final int tree;
    private final int depth;
    private final int items;
    private final int slots;
    private final int positionsAt;
    private final int itemAtAt;
    private final int[] levelsAt;

    /** One balance or chunk of a balance, and its place. */
    public record Item(int account, int chunk, BigInteger amount, int position) {}

    /** What the items hold together. */
    static BigInteger sum(List<Item> items) {
        return items.stream().map(Item::amount).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private TreeFile(ByteBuffer bytes) {
        this.bytes = bytes;
        byte[] magic = new byte[MAGIC.length];
        bytes.get(0, magic);
        if (!Arrays.equals(magic, MAGIC) || bytes.get(11) != 0) {
            throw new IllegalStateException("not a tree file");
        }
        this.tree = bytes.getShort(8) & 0xffff;
        this.depth = bytes.get(10);
        this.items = bytes.getInt(12);
        this.slots = bytes.getInt(16);
        this.positionsAt = HEADER_BYTES + items * ITEM_BYTES;
        this.itemAtAt = positionsAt + 4 * items;
        this.levelsAt = new int[depth + 2];
        int at = itemAtAt + 4 * slots;
        for (int level = LOWEST_LEVEL; level <= depth + 1; level++) {
            levelsAt[level] = at;
            at += level <= depth ? width(level) * SumLevel.NODE_BYTES : 0;
        }
        if (at != bytes.limit()) {
            throw new IllegalStateException("a tree file of " + bytes.limit() + " bytes that should have " + at);
        }
    }

    /** Writes a new file and forces it to the disk. */
    public static void write(Path file, BuiltTree built) throws IOException {
        SumTree tree = built.tree();
        TreeItems items = built.items();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer head = ByteBuffer.allocate(HEADER_BYTES + items.size * (ITEM_BYTES + 4) + 4 * tree.slots());
            head.put(MAGIC)
                    .putShort((short) built.record().index())
                    .put((byte) tree.depth())
                    .put((byte) 0)
                    .putInt(items.size)
                    .putInt(tree.slots());
            for (int i = 0; i < items.size; i++) {
                head.putInt(items.accounts[i])
                        .put(items.chunks[i])
                        .putLong(items.amounts[2 * i])
                        .putLong(items.amounts[2 * i + 1]);
            }
            for (int i = 0; i < items.size; i++) {
                head.putInt(built.position(i));
            }
            for (int p = 0; p < tree.slots(); p++) {
                head.putInt(built.itemAt(p));
            }
            writeAll(channel, head.flip());
            for (int level = LOWEST_LEVEL; level <= tree.depth(); level++) {
                SumLevel nodes = tree.level(level);
                byte[] out = new byte[nodes.size() * SumLevel.NODE_BYTES];
                nodes.copy(0, nodes.size(), out);
                writeAll(channel, ByteBuffer.wrap(out));
            }
            channel.force(true);
        }
    }

    /** Maps the file; the mapping lives as long as the returned object. */
    public static TreeFile open(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < HEADER_BYTES) {
                throw new IllegalStateException("not a tree file: " + file);
            }
            return new TreeFile(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** a, the index of the tree. */
    public int tree() {
        return tree;
    }

    public int depth() {
        return depth;
    }

    public int items() {
        return items;
    }

    public int slots() {
        return slots;
    }

    public int width(int level) {
        return Math.toIntExact(SumTree.width(slots, depth, level));
    }

    public Item item(int i) {
        int at = HEADER_BYTES + i * ITEM_BYTES;
        return new Item(
                bytes.getInt(at),
                bytes.get(at + 4) & 0xff,
                Bits.unsigned(bytes.getLong(at + 5), bytes.getLong(at + 13)),
                bytes.getInt(positionsAt + 4 * i));
    }

    /** The items of one account, by chunk; empty where it has no balance in this tree. */
    public List<Item> itemsOf(int account) {
        int low = 0;
        int high = items;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bytes.getInt(HEADER_BYTES + middle * ITEM_BYTES) < account) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        List<Item> found = new ArrayList<>();
        for (int i = low; i < items && bytes.getInt(HEADER_BYTES + i * ITEM_BYTES) == account; i++) {
            found.add(item(i));
        }
        return found;
    }

    /** The item at a place, or −1 for padding. */
    public int itemAt(int position) {
        return bytes.getInt(itemAtAt + 4 * position);
    }

    /** A stored node, level 3 and up. */
    public SumNode node(int level, int i) {
        java.util.Objects.checkIndex(i, width(level));
        int at = levelsAt[level] + i * SumLevel.NODE_BYTES;
        byte[] hash = new byte[Hash32.LENGTH];
        bytes.get(at, hash);
        return new SumNode(Hash32.of(hash), Bits.unsigned(bytes.getLong(at + 32), bytes.getLong(at + 40)));
    }

    /** The path of an item's leaf; {@code secrets} holds S of every account. */
    public SumPath path(Item item, ByteBuffer secrets, SnapshotKey key) {
        Bottom bottom = new Bottom(secrets, key.padding(tree));
        List<SumNode> siblings = new ArrayList<>(depth);
        for (int level = 0; level < depth; level++) {
            int sibling = (item.position() >>> level) ^ 1;
            siblings.add(level < LOWEST_LEVEL ? bottom.node(level, sibling) : node(level, sibling));
        }
        return new SumPath(item.position(), siblings);
    }

    /** Recomputes nodes below the stored levels. */
    private final class Bottom {
        private final ByteBuffer secrets;
        private final SumTree.Padding padding;

        Bottom(ByteBuffer secrets, SumTree.Padding padding) {
            this.secrets = secrets;
            this.padding = padding;
        }

        SumNode node(int level, int i) {
            int inner = (slots + (1 << level) - 1) >>> level;
            if (i >= inner || (level == 0 && itemAt(i) == BuiltTree.PADDING)) {
                return new SumNode(Hash32.of(padding.hash(level, i)), BigInteger.ZERO);
            }
            return level == 0
                    ? leaf(item(itemAt(i)))
                    : SumHasher.node(level, tree, node(level - 1, 2 * i), node(level - 1, 2 * i + 1));
        }

        private SumNode leaf(Item item) {
            byte[] secret = new byte[Hash32.LENGTH];
            secrets.get(item.account() * Hash32.LENGTH, secret);
            return SumHasher.leaf(item.chunk(), tree, Hash32.of(secret), item.amount());
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
