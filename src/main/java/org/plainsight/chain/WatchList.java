package org.plainsight.chain;

import java.util.OptionalInt;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;

/** What followers must follow. Asked again at every block: addresses join and leave while following goes on. */
public interface WatchList {

    /** Every address of the chain under a claim of any kind, disclaimed ones too. */
    Set<AccountId> accounts(ChainId chain);

    /** The decimals that are pinned for a coin or token; empty when none are. */
    default OptionalInt decimals(AssetId asset) {
        return OptionalInt.empty();
    }

    /** The chain's own coin and every pinned token of the chain. */
    Set<AssetId> assets(ChainId chain);
}
