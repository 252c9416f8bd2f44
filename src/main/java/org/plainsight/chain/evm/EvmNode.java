package org.plainsight.chain.evm;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AccountId;

/**
 * One node of one chain. Nothing it says is believed beyond its form: who asks compares hashes and parents. Hashes are
 * 64 lower-case hex digits without 0x, addresses lower-case with it. Safe for several threads.
 *
 * <p>Every method throws {@link NodeException} when the node cannot answer; absent means the node says there is none.
 */
public interface EvmNode extends BalanceReader {

    long chainId();

    EvmHeader latest();

    /** The newest block the node calls finalised. */
    Optional<EvmHeader> finalised();

    Optional<EvmHeader> header(long number);

    Optional<EvmHeader> header(String hash);

    /** The whole block; its logs are complete against the bloom filter of its header. */
    Optional<EvmBlock> block(String hash);

    /** ERC-20 transfers of these contracts from or to these addresses, by block and log, each once. */
    List<EvmLog> transferLogs(long from, long to, Collection<String> contracts, Collection<String> accounts);

    /** What the contract is at this block; empty where nothing is there. */
    Optional<TokenIdentity> identity(String blockHash, String contract);

    /**
     * Calls a contract.
     *
     * @param data hex digits without 0x
     * @return what it returned, as hex digits without 0x; empty when it reverted
     */
    Optional<String> call(String blockHash, String contract, String data);

    /**
     * What contracts moved of the chain's coin inside this block, beside what its transactions move themselves; empty where
     * the node keeps no traces. Nothing in the header commits to it.
     */
    default Optional<List<InternalTransfer>> internalTransfers(EvmBlock block) {
        return Optional.empty();
    }

    /** The node's answer about a balance of the chain's coin as it came, errors too: to be shown around. */
    default String rawBalance(String blockHash, AccountId account) {
        throw new NodeException(NodeException.Kind.BAD_ANSWER, "this node gives no answers as they come");
    }
}
