package org.plainsight.chain;

import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.evidence.BlockRef;

/**
 * A change of one address's holding of one asset inside one block.
 *
 * @param transaction the transaction's id, 64 hex digits without 0x; empty for {@link Kind#UNATTRIBUTED}
 * @param counterparty the other side where the chain names one
 */
public record Movement(
        AccountId account,
        AssetId asset,
        BlockRef block,
        Optional<String> transaction,
        Direction direction,
        Amount amount,
        Optional<AccountId> counterparty,
        Kind kind) {

    public enum Direction {
        IN,
        OUT
    }

    public enum Kind {
        /** A transfer the chain records. */
        TRANSFER,
        /** Fees paid, where they can be told apart. */
        FEE,
        /** The balance changed by this much and no transfer explains it. */
        UNATTRIBUTED
    }
}
