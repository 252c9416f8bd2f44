package org.plainsight.merkle;

import java.util.List;

/** Where {@link LogTree} gets the hashes it does not compute itself. */
@FunctionalInterface
public interface SubtreeHashes {

    /** The hashes of these subtrees, in the same order. All are asked for at once so that they can be fetched at once. */
    List<Hash32> read(List<Subtree> subtrees);

    /** Computed afresh from the leaf hashes at every question: for small trees. */
    static SubtreeHashes ofLeaves(List<Hash32> leafHashes) {
        List<Hash32> leaves = List.copyOf(leafHashes);
        return subtrees -> subtrees.stream()
                .map(subtree -> {
                    int start = Math.toIntExact(subtree.start());
                    return LogTree.perfectRoot(leaves.subList(start, start + Math.toIntExact(subtree.leaves())));
                })
                .toList();
    }
}
