package org.plainsight.merkle;

import java.util.List;
import java.util.Optional;

/** The way from one place of a {@link SumTree} to its root: the siblings, from the leaf up. */
public record SumPath(long position, List<SumNode> siblings) {

    /** As many levels as a position of 48 bits can tell apart; far above any tree. */
    public static final int MAX_DEPTH = 48;

    public SumPath {
        siblings = List.copyOf(siblings);
        if (siblings.size() > MAX_DEPTH || position < 0 || position >>> siblings.size() != 0) {
            throw new IllegalArgumentException("position " + position + " does not exist at depth " + siblings.size());
        }
    }

    public int depth() {
        return siblings.size();
    }

    /** The root this path leads to; empty where a sum on the way would reach 2^127. */
    public Optional<SumNode> fold(int tree, SumNode leaf) {
        SumNode node = leaf;
        for (int level = 1; level <= siblings.size(); level++) {
            SumNode sibling = siblings.get(level - 1);
            boolean right = (position >>> (level - 1) & 1) == 1;
            if (node.sum().add(sibling.sum()).bitLength() > SumNode.MAX_BITS) {
                return Optional.empty();
            }
            node = right ? SumHasher.node(level, tree, sibling, node) : SumHasher.node(level, tree, node, sibling);
        }
        return Optional.of(node);
    }
}
