package org.plainsight.chain.evm;

import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;

/** One address and one asset of the same chain: the unit in which balances are read and kept. */
public record AccountAsset(AccountId account, AssetId asset) {

    public AccountAsset {
        if (!account.chain().equals(asset.chain())) {
            throw new IllegalArgumentException(account + " and " + asset + " are of different chains");
        }
    }
}
