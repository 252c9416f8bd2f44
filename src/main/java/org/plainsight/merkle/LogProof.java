package org.plainsight.merkle;

import java.util.List;
import java.util.Optional;

/**
 * Verifies proofs of {@link LogTree}, RFC 9162 sections 2.1.3.2 and 2.1.4.2. Indexes and sizes are unsigned 64-bit
 * numbers. The answer is what is wrong; empty means that the proof holds.
 */
public final class LogProof {

    private LogProof() {}

    /** Whether the leaf stands at {@code index} in the tree of that size and root. */
    public static Optional<String> verifyInclusion(
            long index, long size, Hash32 leafHash, List<Hash32> proof, Hash32 root) {
        if (Long.compareUnsigned(index, size) >= 0) {
            return Optional.of(
                    "leaf " + Long.toUnsignedString(index) + " is not in a tree of " + Long.toUnsignedString(size));
        }
        Walk walk = new Walk(index, size - 1);
        Hash32 hash = leafHash;
        for (Hash32 sibling : proof) {
            if (walk.atRoot()) {
                return Optional.of("the proof is longer than the tree is high");
            }
            hash = walk.siblingIsLeft() ? LogTree.nodeHash(sibling, hash) : LogTree.nodeHash(hash, sibling);
            walk = walk.up();
        }
        if (!walk.atRoot()) {
            return Optional.of("the proof is shorter than the tree is high");
        }
        return hash.equals(root) ? Optional.empty() : Optional.of("the proof leads to another root");
    }

    /**
     * Whether the tree of {@code size2} begins with the tree of {@code size1}. The empty tree proves nothing, so
     * {@code size1} is at least 1.
     */
    public static Optional<String> verifyConsistency(
            long size1, long size2, List<Hash32> proof, Hash32 root1, Hash32 root2) {
        if (size1 == 0) {
            return Optional.of("consistency with the empty tree says nothing");
        }
        if (Long.compareUnsigned(size1, size2) > 0) {
            return Optional.of("the earlier tree is the larger one");
        }
        if (size1 == size2) {
            if (!proof.isEmpty()) {
                return Optional.of("two trees of one size need no proof, and one is given");
            }
            return root1.equals(root2) ? Optional.empty() : Optional.of("two trees of one size have different roots");
        }
        if (proof.isEmpty()) {
            return Optional.of("the proof is empty");
        }
        return climb(size1, size2, proof, root1, root2);
    }

    private static Optional<String> climb(long size1, long size2, List<Hash32> proof, Hash32 root1, Hash32 root2) {
        // A perfect earlier tree is a subtree of the later one: its root starts the climb and is left out of the proof.
        boolean perfect = Long.bitCount(size1) == 1;
        Hash32 hash1 = perfect ? root1 : proof.getFirst();
        Hash32 hash2 = hash1;
        Walk walk = new Walk(size1 - 1, size2 - 1).skipRightEdges();
        for (Hash32 sibling : perfect ? proof : proof.subList(1, proof.size())) {
            if (walk.atRoot()) {
                return Optional.of("the proof is longer than the tree is high");
            }
            if (walk.siblingIsLeft()) {
                hash1 = LogTree.nodeHash(sibling, hash1);
                hash2 = LogTree.nodeHash(sibling, hash2);
            } else {
                hash2 = LogTree.nodeHash(hash2, sibling);
            }
            walk = walk.up();
        }
        if (!walk.atRoot()) {
            return Optional.of("the proof is shorter than the tree is high");
        }
        if (!hash1.equals(root1)) {
            return Optional.of("the proof leads to another root of the earlier tree");
        }
        return hash2.equals(root2)
                ? Optional.empty()
                : Optional.of("the proof leads to another root of the later tree");
    }

    /** The node we stand on and the last node of its level; RFC 9162 calls them fn and sn. */
    private record Walk(long node, long last) {

        boolean atRoot() {
            return last == 0;
        }

        boolean siblingIsLeft() {
            return (node & 1) == 1 || node == last;
        }

        /** To the next level that has a sibling; the last node of a level may be lifted several levels alone. */
        Walk up() {
            int levels = 1;
            if ((node & 1) == 0 && node == last) {
                levels = node == 0 ? 1 : Long.numberOfTrailingZeros(node) + 1;
            }
            return levels == 64 ? new Walk(0, 0) : new Walk(node >>> levels, last >>> levels);
        }

        /** Leaves the nodes that are right children: their parents are complete in both trees. */
        Walk skipRightEdges() {
            int levels = Long.numberOfTrailingZeros(~node);
            return new Walk(node >>> levels, last >>> levels);
        }
    }
}
