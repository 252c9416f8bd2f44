package org.plainsight.registry.corrections;

import org.plainsight.asset.AccountId;
import org.plainsight.evidence.BlockRef;

/**
 * What a chain says against a disclaimer of ours.
 *
 * @param with the address of ours it moved with
 * @param transaction 64 hex digits without 0x
 */
public record Contradiction(AccountId disclaimed, Kind kind, AccountId with, String transaction, BlockRef block) {

    public enum Kind {
        /** One transaction took coins from both: whoever signed it held both keys. */
        SPENT_TOGETHER,
        /** Coins went there from us and came back to us. */
        ROUND_TRIP,
        /** Everything that ever left it came to addresses of ours that take no customers' deposits. */
        EMPTIED_TO_US
    }

    /** For the public page. */
    public String words() {
        return switch (kind) {
            case SPENT_TOGETHER ->
                "one transaction took coins from it and from our " + with + ": whoever signed it held the keys of both";
            case ROUND_TRIP ->
                "coins went there from our " + with + " and came back to us, as they do between wallets"
                        + " of one owner";
            case EMPTIED_TO_US ->
                "everything that left it came to us, to addresses that take no customers' deposits," + " such as "
                        + with;
        };
    }
}
