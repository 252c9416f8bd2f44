package org.plainsight.chain.bitcoin;

import java.util.List;
import java.util.Optional;

/** What one block does to the watched scripts. */
public record BlockEffects(ChainedHeader block, List<Coin> created, List<Spend> spent, List<Change> changes) {

    public BlockEffects {
        created = List.copyOf(created);
        spent = List.copyOf(spent);
        changes = List.copyOf(changes);
    }

    /** @param txid of the spending transaction; empty when a duplicate coinbase destroyed the coin */
    public record Spend(Coin coin, Optional<String> txid) {}

    /**
     * How much one transaction added to or took from one script.
     *
     * @param sequence place inside the block
     * @param txid empty when no transaction explains it: a duplicate coinbase destroyed a coin
     */
    public record Change(int sequence, String scriptHex, Optional<String> txid, long deltaSat) {}

    /** Of a block that nobody watched anything in, or whose body was not searched. */
    public static BlockEffects none(ChainedHeader block) {
        return new BlockEffects(block, List.of(), List.of(), List.of());
    }
}
