package org.plainsight.chain.evm;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A transaction as it ended.
 *
 * @param hash 64 lower-case hex digits without 0x
 * @param index its place in the block
 * @param to empty when it created a contract
 * @param valueWei moved only when it succeeded
 * @param feeWei paid by {@code from} either way
 */
public record EvmTransaction(
        String hash,
        int index,
        String from,
        Optional<String> to,
        Optional<String> created,
        BigInteger valueWei,
        BigInteger feeWei,
        boolean succeeded) {

    /** Who received the value: the addressee, or the contract that came to be. */
    public Optional<String> recipient() {
        return to.or(() -> created);
    }
}
