package org.plainsight.chain.evm;

import java.util.List;

/** Reads many balances at one block. */
public interface BalanceReader {

    /**
     * One answer per pair, in their order, all as of the end of exactly this block.
     *
     * @param blockHash 64 lower-case hex digits without 0x
     * @throws NodeException when the node could not answer for this block as a whole
     */
    List<Balance> balances(String blockHash, List<AccountAsset> pairs);
}
