package org.plainsight.liabilities;

import java.util.OptionalInt;
import org.plainsight.asset.AssetId;

/** The assets a balances file may name. */
public interface KnownAssets {

    /** Decimals of the smallest unit (0 to 255); empty for an asset that is not declared. */
    OptionalInt decimals(AssetId asset);
}
