package org.plainsight.registry.web;

import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.event.Citation;
import org.plainsight.evidence.BlockRef;

/**
 * What an address held at the end of a past block, from the record.
 *
 * @param block empty when the record cannot speak of this height
 * @param problem why it cannot; empty when it can
 */
record PastBlock(AccountId account, long height, Optional<BlockRef> block, Optional<String> problem, List<Held> held) {

    PastBlock {
        held = List.copyOf(held);
    }

    /**
     * @param symbol empty where nobody declared the asset
     * @param sum empty when it is not known
     * @param unknown why it is not known; empty when it is
     */
    record Held(AssetId asset, Optional<String> symbol, Optional<Balances.Sum> sum, String unknown) {}

    static PastBlock unknown(AccountId account, long height, String problem) {
        return new PastBlock(account, height, Optional.empty(), Optional.of(problem), List.of());
    }

    /** A line to quote for every asset whose amount is known. */
    public List<String> citations() {
        return held.stream()
                .flatMap(h -> h.sum().stream())
                .map(sum -> new Citation(
                                ClaimText.display(account) + " held " + sum.number() + " " + sum.symbol(),
                                block,
                                Optional.empty(),
                                Optional.empty())
                        .line())
                .toList();
    }
}
