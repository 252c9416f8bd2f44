package org.plainsight.liabilities;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.plainsight.merkle.Hash32;

/**
 * A tree of RFC 6962's shape over hashes that are leaves already, with a four-byte tag in every node: node =
 * SHA-256( tag | left | right ). Pairing from the left and carrying the odd last node up gives that shape.
 */
public final class TaggedTree {

    /** Which tree: its nodes cannot be taken for another's. */
    public enum Tag {
        /** The asset records under A. */
        ASSETS(7, 0),
        /** The balance statements of one snapshot under the operator's one signature. */
        STATEMENTS(9, 1);

        private final int kind;
        private final int p;

        Tag(int kind, int p) {
            this.kind = kind;
            this.p = p;
        }

        private byte[] bytes() {
            return HashInput.tag(kind, p, 0).toBytes();
        }
    }

    private final Tag tag;
    private final List<byte[]> levels = new ArrayList<>();

    /** @param leaves 32 bytes each, at least one */
    public TaggedTree(Tag tag, byte[] leaves) {
        if (leaves.length == 0 || leaves.length % Hash32.LENGTH != 0) {
            throw new IllegalArgumentException("a tree over " + leaves.length + " bytes of hashes");
        }
        this.tag = tag;
        byte[] level = leaves.clone();
        levels.add(level);
        while (level.length > Hash32.LENGTH) {
            level = parents(level);
            levels.add(level);
        }
    }

    public static TaggedTree of(Tag tag, List<Hash32> leaves) {
        byte[] bytes = new byte[Math.multiplyExact(leaves.size(), Hash32.LENGTH)];
        for (int i = 0; i < leaves.size(); i++) {
            System.arraycopy(leaves.get(i).toBytes(), 0, bytes, i * Hash32.LENGTH, Hash32.LENGTH);
        }
        return new TaggedTree(tag, bytes);
    }

    public Hash32 root() {
        return at(levels.size() - 1, 0);
    }

    /** The siblings of a leaf, from the leaf up; a node carried up has none at that level. */
    public List<Hash32> path(int index) {
        List<Hash32> path = new ArrayList<>();
        int i = index;
        for (int level = 0; level < levels.size() - 1; level++, i >>>= 1) {
            int sibling = i ^ 1;
            if (sibling < levels.get(level).length / Hash32.LENGTH) {
                path.add(at(level, sibling));
            }
        }
        return path;
    }

    /** The root that a path leads to; empty where the path has not exactly the length that index and size ask for. */
    public static Optional<Hash32> fold(Tag tag, long index, long size, Hash32 leaf, List<Hash32> path) {
        if (index < 0 || index >= size) {
            return Optional.empty();
        }
        Hash32 node = leaf;
        int used = 0;
        long i = index;
        for (long last = size - 1; last > 0; last >>>= 1, i >>>= 1) {
            if ((i & 1) == 0 && i == last) {
                continue;
            }
            if (used == path.size()) {
                return Optional.empty();
            }
            Hash32 sibling = path.get(used++);
            node = (i & 1) == 1
                    ? Hash32.sha256(tag.bytes(), sibling.toBytes(), node.toBytes())
                    : Hash32.sha256(tag.bytes(), node.toBytes(), sibling.toBytes());
        }
        return used == path.size() ? Optional.of(node) : Optional.empty();
    }

    private byte[] parents(byte[] level) {
        int count = level.length / Hash32.LENGTH;
        byte[] parents = new byte[(count + 1) / 2 * Hash32.LENGTH];
        for (int i = 0; i < count / 2; i++) {
            byte[] children = Arrays.copyOfRange(level, 2 * i * Hash32.LENGTH, 2 * (i + 1) * Hash32.LENGTH);
            byte[] parent = Hash32.sha256(tag.bytes(), children).toBytes();
            System.arraycopy(parent, 0, parents, i * Hash32.LENGTH, Hash32.LENGTH);
        }
        if (count % 2 == 1) {
            System.arraycopy(
                    level, level.length - Hash32.LENGTH, parents, parents.length - Hash32.LENGTH, Hash32.LENGTH);
        }
        return parents;
    }

    private Hash32 at(int level, int i) {
        byte[] hash = new byte[Hash32.LENGTH];
        System.arraycopy(levels.get(level), i * Hash32.LENGTH, hash, 0, Hash32.LENGTH);
        return Hash32.of(hash);
    }
}
