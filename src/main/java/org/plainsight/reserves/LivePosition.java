package org.plainsight.reserves;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainReaders;
import org.plainsight.chain.ChainStatus;
import org.plainsight.chain.Holding;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.PinnedAsset;

/**
 * What the own addresses hold of one coin or contract as of the newest block taken in. Not final and not a statement.
 *
 * @param amount in the coin's own smallest units; empty while the chain was never read
 * @param status of the chain, with its tip and why it is stale if it is
 */
public record LivePosition(AssetId asset, int decimals, Optional<Amount> amount, Optional<ChainStatus> status) {

    /** One per representation of the asset. */
    public static List<LivePosition> of(PinnedAsset asset, Map<AssetId, Amount> measured, ChainReaders chains) {
        List<LivePosition> positions = new ArrayList<>();
        for (PinnedAsset.Representation representation : asset.representations()) {
            Optional<ChainStatus> status =
                    chains.find(representation.asset().chain()).map(ChainReader::status);
            boolean read = status.flatMap(ChainStatus::tip).isPresent();
            positions.add(new LivePosition(
                    representation.asset(),
                    representation.decimals(),
                    read ? Optional.of(measured.getOrDefault(representation.asset(), Amount.ZERO)) : Optional.empty(),
                    status));
        }
        return positions;
    }

    /** The newest known totals per coin or contract over all addresses claimed as ours. */
    public static Map<AssetId, Amount> measured(List<AddressClaim> claims, ChainReaders chains) {
        Map<AssetId, Amount> totals = new HashMap<>();
        for (ChainReader reader : chains.all()) {
            ChainId chain = reader.chain();
            var owned = Reconciler.accounts(claims, chain);
            for (Holding holding : reader.latestHoldings()) {
                if (owned.contains(holding.account())) {
                    totals.merge(holding.asset(), holding.amount(), Amount::plus);
                }
            }
        }
        return totals;
    }
}
