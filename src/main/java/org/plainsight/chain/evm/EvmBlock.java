package org.plainsight.chain.evm;

import java.util.List;
import java.util.Set;

/**
 * One block with what moved in it.
 *
 * @param credited addresses that the protocol paid without a transaction: fee recipient, withdrawals
 */
public record EvmBlock(EvmHeader header, List<EvmTransaction> transactions, List<EvmLog> logs, Set<String> credited) {

    public EvmBlock {
        transactions = List.copyOf(transactions);
        logs = List.copyOf(logs);
        credited = Set.copyOf(credited);
    }
}
