package org.plainsight.chain.evm;

import org.plainsight.asset.Amount;

/** What a node answers about one balance at one block. */
public sealed interface Balance {

    record Known(Amount amount) implements Balance {}

    /** The contract gave no usable answer; this is not zero. The node itself is well. */
    record Unreadable(String reason) implements Balance {}
}
