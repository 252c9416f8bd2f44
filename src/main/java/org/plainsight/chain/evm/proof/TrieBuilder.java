package org.plainsight.chain.evm.proof;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plainsight.merkle.Hash32;

/** Builds a whole Merkle Patricia trie (Yellow Paper, appendix D) to learn its root. */
final class TrieBuilder {

    private static final int NIBBLES = 16;

    private final SortedMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
    private final NodeSet nodes = new NodeSet();

    void put(byte[] key, byte[] value) {
        entries.put(key.clone(), value.clone());
    }

    /** Afterwards {@link #nodes} has every node that is named by its hash. */
    Hash32 root() {
        if (entries.isEmpty()) {
            return AccountState.EMPTY_ROOT;
        }
        List<byte[]> paths = new ArrayList<>();
        entries.keySet().forEach(key -> paths.add(nibbles(key)));
        return nodes.add(node(paths, List.copyOf(entries.values()), 0));
    }

    NodeSet nodes() {
        return nodes;
    }

    private static byte[] nibbles(byte[] key) {
        byte[] path = new byte[2 * key.length];
        for (int i = 0; i < key.length; i++) {
            path[2 * i] = (byte) (key[i] >> 4 & 0x0f);
            path[2 * i + 1] = (byte) (key[i] & 0x0f);
        }
        return path;
    }

    private byte[] node(List<byte[]> paths, List<byte[]> values, int depth) {
        byte[] first = paths.getFirst();
        if (paths.size() == 1) {
            return Rlp.encodeList(
                    List.of(Rlp.encode(compact(first, depth, first.length, true)), Rlp.encode(values.getFirst())));
        }
        int shared = Arrays.mismatch(first, depth, first.length, paths.getLast(), depth, paths.getLast().length);
        return shared > 0
                ? Rlp.encodeList(List.of(
                        Rlp.encode(compact(first, depth, depth + shared, false)),
                        reference(node(paths, values, depth + shared))))
                : branch(paths, values, depth);
    }

    private byte[] branch(List<byte[]> paths, List<byte[]> values, int depth) {
        List<byte[]> items = new ArrayList<>();
        int from = paths.getFirst().length == depth ? 1 : 0;
        byte[] own = from == 1 ? values.getFirst() : new byte[0];
        for (int nibble = 0; nibble < NIBBLES; nibble++) {
            int to = from;
            while (to < paths.size() && paths.get(to)[depth] == nibble) {
                to++;
            }
            items.add(
                    to == from
                            ? Rlp.encode(new byte[0])
                            : reference(node(paths.subList(from, to), values.subList(from, to), depth + 1)));
            from = to;
        }
        items.add(Rlp.encode(own));
        return Rlp.encodeList(items);
    }

    /** A node shorter than a hash stands where its hash would. */
    private byte[] reference(byte[] node) {
        return node.length < Hash32.LENGTH ? node : Rlp.encode(nodes.add(node).toBytes());
    }

    private static byte[] compact(byte[] path, int from, int to, boolean isLeaf) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int flag = isLeaf ? 2 : 0;
        int at = from;
        if ((to - from) % 2 == 1) {
            out.write((flag + 1) << 4 | path[at++]);
        } else {
            out.write(flag << 4);
        }
        for (; at < to; at += 2) {
            out.write(path[at] << 4 | path[at + 1]);
        }
        return out.toByteArray();
    }
}
