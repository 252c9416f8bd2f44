package org.plainsight.chain.evm.proof;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plainsight.merkle.Hash32;

/**
 * Trie nodes by their own hash, each once, of any number of proofs. Who adds a node can only add what hashes to its name,
 * so nothing in here needs to be believed. Not safe for several threads while nodes are added.
 */
public final class NodeSet {

    private final Map<Hash32, byte[]> nodes = new HashMap<>();

    /** @return the node's hash */
    public Hash32 add(byte[] node) {
        Hash32 hash = Keccak.hash(node);
        nodes.putIfAbsent(hash, node.clone());
        return hash;
    }

    public int size() {
        return nodes.size();
    }

    public void addAll(NodeSet other) {
        nodes.putAll(other.nodes);
    }

    /** By rising hash, so that the same nodes are always written the same way. Their bytes are not copied. */
    Iterable<byte[]> sorted() {
        Map<String, byte[]> byHex = new TreeMap<>();
        nodes.forEach((hash, node) -> byHex.put(hash.toHex(), node));
        return byHex.values();
    }

    /** Not a copy: never written to. */
    byte @Nullable [] find(Hash32 hash) {
        return nodes.get(hash);
    }
}
