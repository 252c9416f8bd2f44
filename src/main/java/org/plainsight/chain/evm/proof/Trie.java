package org.plainsight.chain.evm.proof;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.plainsight.merkle.Hash32;

/**
 * Looks a key up in a Merkle Patricia trie of which only some nodes are at hand (Yellow Paper, appendix D). Keys are 32
 * bytes. Nodes shorter than a hash stand inside their parents.
 */
final class Trie {

    private static final int KEY_NIBBLES = 64;
    private static final int BRANCH_ITEMS = 17;

    private final NodeSet nodes;
    private final byte[] key;
    /** The region of the node at hand. */
    private byte[] node;

    private int at;
    private int depth;

    private Trie(NodeSet nodes, byte[] key, byte[] root) {
        this.nodes = nodes;
        this.key = key;
        this.node = root;
    }

    /**
     * The value under the key; null when the nodes prove that there is none.
     *
     * @throws MalformedRlpException when a node is missing or malformed
     */
    static byte @Nullable [] find(Hash32 root, byte[] key, NodeSet nodes) {
        return root.equals(AccountState.EMPTY_ROOT) ? null : new Trie(nodes, key, known(nodes, root)).walk();
    }

    private static byte[] known(NodeSet nodes, Hash32 hash) {
        byte[] node = nodes.find(hash);
        if (node == null) {
            throw new MalformedRlpException("the node " + hash.toHex() + " is missing");
        }
        return node;
    }

    private byte @Nullable [] walk() {
        while (true) {
            if (at >= node.length || !Rlp.isList(node, at)) {
                throw new MalformedRlpException("a node is no list");
            }
            long list = Rlp.item(node, at, node.length);
            int items = count(list);
            if (items == BRANCH_ITEMS) {
                if (depth == KEY_NIBBLES) {
                    throw new MalformedRlpException("a branch below the end of the key");
                }
                if (!descend(childOfBranch(list, nibble(depth++)))) {
                    return null;
                }
            } else if (items == 2) {
                long path = Rlp.item(node, Rlp.start(list), Rlp.end(list));
                int valueAt = Rlp.end(path);
                boolean isLeaf = (node[Rlp.start(path)] & 0x20) != 0;
                if (!follow(path)) {
                    return null;
                }
                if (isLeaf) {
                    return depth == KEY_NIBBLES ? payload(valueAt, Rlp.end(list)) : broken();
                }
                if (!descend(valueAt)) {
                    throw new MalformedRlpException("an extension without a child");
                }
            } else {
                throw new MalformedRlpException("a node of " + items + " items");
            }
        }
    }

    private static byte[] broken() {
        throw new MalformedRlpException("a leaf before the end of the key");
    }

    private int count(long list) {
        int items = 0;
        int next = Rlp.start(list);
        while (next < Rlp.end(list)) {
            next = Rlp.end(Rlp.item(node, next, Rlp.end(list)));
            items++;
        }
        return items;
    }

    private int childOfBranch(long list, int index) {
        int next = Rlp.start(list);
        for (int i = 0; i < index; i++) {
            next = Rlp.end(Rlp.item(node, next, Rlp.end(list)));
        }
        return next;
    }

    /** Makes the child the node at hand; false when there is none. */
    private boolean descend(int childAt) {
        long child = Rlp.item(node, childAt, node.length);
        if (Rlp.isList(node, childAt)) {
            if (Rlp.end(child) - childAt >= Hash32.LENGTH) {
                throw new MalformedRlpException("a node of a hash's length or more stands inside another");
            }
            at = childAt;
            return true;
        }
        if (Rlp.length(child) == 0) {
            return false;
        }
        if (Rlp.length(child) != Hash32.LENGTH) {
            throw new MalformedRlpException("a child is neither a hash nor a node");
        }
        node = known(nodes, Hash32.of(Arrays.copyOfRange(node, Rlp.start(child), Rlp.end(child))));
        at = 0;
        return true;
    }

    /** Compares a compact path with the key, from here on; false where they part. */
    private boolean follow(long path) {
        if (Rlp.length(path) == 0) {
            throw new MalformedRlpException("a path without its first byte");
        }
        int first = node[Rlp.start(path)] & 0xff;
        boolean odd = (first & 0x10) != 0;
        int nibbles = 2 * (Rlp.length(path) - 1) + (odd ? 1 : 0);
        if ((first & 0xc0) != 0 || (!odd && (first & 0x0f) != 0) || (nibbles == 0 && (first & 0x20) == 0)) {
            throw new MalformedRlpException("a path is not in its compact form");
        }
        if (nibbles > KEY_NIBBLES - depth) {
            throw new MalformedRlpException("a path beyond the end of the key");
        }
        int skip = odd ? 1 : 2;
        for (int i = 0; i < nibbles; i++) {
            int place = i + skip;
            int value = node[Rlp.start(path) + place / 2] >> (place % 2 == 0 ? 4 : 0) & 0x0f;
            if (value != nibble(depth + i)) {
                return false;
            }
        }
        depth += nibbles;
        return true;
    }

    private int nibble(int index) {
        return key[index / 2] >> (index % 2 == 0 ? 4 : 0) & 0x0f;
    }

    private byte[] payload(int valueAt, int end) {
        long value = Rlp.item(node, valueAt, end);
        if (Rlp.end(value) != end || Rlp.length(value) == 0) {
            throw new MalformedRlpException("a leaf without a value");
        }
        return Arrays.copyOfRange(node, Rlp.start(value), Rlp.end(value));
    }
}
