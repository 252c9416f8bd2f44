package org.plainsight.chain;

import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.evidence.BlockRef;

/** What one address holds of one asset as of the end of one block, read from the chain. */
public record Holding(AccountId account, AssetId asset, Amount amount, BlockRef block) {}
