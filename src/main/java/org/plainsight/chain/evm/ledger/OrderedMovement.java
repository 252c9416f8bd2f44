package org.plainsight.chain.evm.ledger;

import java.math.BigInteger;
import org.plainsight.chain.Movement;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.EvmLog;
import org.plainsight.chain.evm.InternalTransfer;

/**
 * A movement with its place in its block, which also tells two equal movements apart.
 *
 * @param ordinal rises in the order of the block
 */
public record OrderedMovement(Movement movement, long ordinal) {

    private static final int PER_TRANSACTION = 32;
    private static final long FEE = 0;
    private static final long VALUE = 1;
    private static final long FIRST_LOG = 2;
    /** Beyond the index of any log. */
    private static final long FIRST_TRACE = 3L << 30;

    /** What no transfer explains comes after everything else. */
    static final long UNATTRIBUTED = Long.MAX_VALUE;

    static long feeOrdinal(int transactionIndex) {
        return ((long) transactionIndex << PER_TRANSACTION) + FEE;
    }

    static long valueOrdinal(int transactionIndex) {
        return ((long) transactionIndex << PER_TRANSACTION) + VALUE;
    }

    static long logOrdinal(EvmLog log) {
        return ((long) log.transactionIndex() << PER_TRANSACTION) + FIRST_LOG + log.index();
    }

    static long traceOrdinal(InternalTransfer transfer) {
        return ((long) transfer.index() << PER_TRANSACTION) + FIRST_TRACE + transfer.order();
    }

    public AccountAsset pair() {
        return new AccountAsset(movement.account(), movement.asset());
    }

    /** What it adds to the balance; negative when it takes. */
    public BigInteger signedUnits() {
        BigInteger units = movement.amount().units();
        return movement.direction() == Movement.Direction.IN ? units : units.negate();
    }
}
