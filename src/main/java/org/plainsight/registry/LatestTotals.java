package org.plainsight.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.chain.ChainName;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainReaders;
import org.plainsight.chain.ChainStatus;
import org.plainsight.chain.Holding;
import org.plainsight.evidence.BlockRef;

/**
 * The newest known balances of all addresses that stand as owned, added up per declared asset. Added up anew at most
 * every few seconds, however many pages ask.
 */
public final class LatestTotals {

    private static final Duration KEPT_FOR = Duration.ofSeconds(5);

    private final AddressBook addresses;
    private final AssetBook assets;
    private final ChainReaders chains;
    private final Clock clock;
    private Optional<Kept> kept = Optional.empty();

    public LatestTotals(AddressBook addresses, AssetBook assets, ChainReaders chains, Clock clock) {
        this.addresses = addresses;
        this.assets = assets;
        this.chains = chains;
        this.clock = clock;
    }

    /**
     * @param measured the sum over the chains that are known
     * @param blocks the newest block of each chain in the sum
     * @param missing what the sum leaves out, in words for the public page; empty when it is complete
     */
    public record Total(Quantity measured, List<BlockRef> blocks, List<String> missing) {
        public Total {
            blocks = List.copyOf(blocks);
            missing = List.copyOf(missing);
        }

        public boolean isComplete() {
            return missing.isEmpty();
        }
    }

    private record Kept(Instant at, List<Total> totals) {}

    /** One total per declared asset that a chain can show, in their order. */
    public synchronized List<Total> totals() {
        Instant now = clock.instant();
        if (kept.filter(k -> k.at().plus(KEPT_FOR).isAfter(now)).isEmpty()) {
            kept = Optional.of(new Kept(now, compute(addresses.current())));
        }
        return kept.orElseThrow().totals();
    }

    private List<Total> compute(List<AddressClaim> current) {
        Set<AccountId> owned = current.stream()
                .filter(AddressClaim::isOwned)
                .map(AddressClaim::account)
                .collect(Collectors.toSet());
        Map<AssetId, Quantity> sums = new HashMap<>();
        for (ChainReader chain : chains.all()) {
            for (Holding holding : chain.latestHoldings()) {
                if (owned.contains(holding.account())) {
                    Quantity.of(assets, holding.asset(), holding.amount())
                            .ifPresent(q -> sums.merge(holding.asset(), q, Quantity::plus));
                }
            }
        }
        return assets.assets().stream()
                .filter(asset -> !asset.representations().isEmpty())
                .map(asset -> total(asset, sums))
                .toList();
    }

    private Total total(PinnedAsset asset, Map<AssetId, Quantity> sums) {
        Quantity measured = Quantity.zero(asset);
        List<BlockRef> blocks = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (PinnedAsset.Representation representation : asset.representations()) {
            measured = measured.plus(sums.getOrDefault(representation.asset(), Quantity.zero(asset)));
            if (seen.add(representation.asset().chain())) {
                Optional<ChainStatus> status =
                        chains.find(representation.asset().chain()).map(ChainReader::status);
                status.flatMap(ChainStatus::tip)
                        .ifPresentOrElse(
                                blocks::add,
                                () -> missing.add(
                                        ChainName.of(representation.asset().chain()) + " has not been read yet"));
                status.flatMap(ChainStatus::problem)
                        .ifPresent(problem ->
                                missing.add(ChainName.of(representation.asset().chain()) + " is stale"));
            }
        }
        return new Total(measured, blocks, missing);
    }
}
