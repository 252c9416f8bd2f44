package org.plainsight.chain.evm.job;

import java.util.Optional;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.EvmNode;

/** When a block counts as final. */
sealed interface Finality {

    /** When the node says so. */
    record NodesTag() implements Finality {}

    /** With this many blocks on top. */
    record Depth(int blocks) implements Finality {}

    int MAX_DEPTH = 1_000;

    /** @throws IllegalArgumentException naming what may be written */
    static Finality parse(String setting, String text) {
        if (text.equals("finalized")) {
            return new NodesTag();
        }
        if (text.matches("[1-9][0-9]{0,3}") && Integer.parseInt(text) <= MAX_DEPTH) {
            return new Depth(Integer.parseInt(text));
        }
        throw new IllegalArgumentException(
                setting + " is '" + text + "'; write 'finalized' or a number of blocks from 1 to " + MAX_DEPTH);
    }

    /** The newest final block below this head; empty when there is none, or the node names none. */
    default Optional<EvmHeader> newest(EvmNode node, EvmHeader head) {
        return switch (this) {
            case NodesTag tag -> node.finalised();
            case Depth(int blocks) -> node.header(Math.max(0, head.number() - blocks));
        };
    }
}
