package org.plainsight.registry;

import java.time.Instant;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;

/**
 * An amount the operator says it holds where no chain can show it, e.g. at a bank.
 *
 * @param asset a declared asset's own id
 * @param by whose statement it is
 */
public record ClaimedHolding(AssetId asset, Amount amount, String by, Instant asOf) {}
