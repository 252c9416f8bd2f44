package org.plainsight.chain.evm;

import java.util.List;

/**
 * An event as a contract wrote it: anything, by anybody.
 *
 * @param contract lower-case address
 * @param topics each 64 lower-case hex digits without 0x
 * @param data lower-case hex digits without 0x
 * @param blockHash 64 hex digits without 0x, as is the transaction's
 * @param index of the log in its block
 */
public record EvmLog(
        String contract,
        List<String> topics,
        String data,
        long blockNumber,
        String blockHash,
        String transactionHash,
        int transactionIndex,
        int index) {

    public EvmLog {
        topics = List.copyOf(topics);
    }
}
