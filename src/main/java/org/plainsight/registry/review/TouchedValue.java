package org.plainsight.registry.review;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainName;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainReaders;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Reading;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.registry.Quantity;
import org.plainsight.registry.RegistryChanges.Change;

/**
 * How much value a draft touches: what stands at addresses that join us, leave us, or are ours and change. What a joining
 * address holds is asked of its chain; where the chain cannot say, the value is unknown, never zero.
 */
public final class TouchedValue {

    /** More joining addresses of one chain than this are not asked about one by one. */
    private static final int ASKED_MAX = 1_000;

    private final ChainReaders chains;
    private final Map<AssetId, PinnedAsset> pinned = new HashMap<>();
    private final Map<AccountId, List<Holding>> known = new HashMap<>();
    private final Map<AssetId, BigInteger> touched = new LinkedHashMap<>();
    private final Map<AssetId, BigInteger> total = new HashMap<>();
    private final Map<ChainId, Set<AccountId>> joining = new HashMap<>();
    private final Map<ChainId, Integer> joiningMore = new HashMap<>();

    /** @param ours the addresses that stand as ours; what others hold is no part of the total */
    public TouchedValue(List<PinnedAsset> assets, Set<AccountId> ours, ChainReaders chains) {
        this.chains = chains;
        for (PinnedAsset asset : assets) {
            touched.put(asset.id(), BigInteger.ZERO);
            asset.representations().forEach(r -> pinned.put(r.asset(), asset));
        }
        for (ChainReader chain : chains.all()) {
            for (Holding holding : chain.latestHoldings()) {
                if (!ours.contains(holding.account())) {
                    continue;
                }
                known.computeIfAbsent(holding.account(), account -> new ArrayList<>())
                        .add(holding);
            }
        }
        known.values().forEach(holdings -> holdings.forEach(h -> add(total, h)));
    }

    public void take(Change change) {
        boolean ours = AddressClaim.isOurs(change.next().claim());
        boolean were = change.superseded().filter(AddressClaim::isOwned).isPresent();
        AccountId account = change.next().subject();
        if (ours && !were) {
            Set<AccountId> some = joining.computeIfAbsent(account.chain(), chain -> new HashSet<>());
            if (some.size() < ASKED_MAX) {
                some.add(account);
            } else {
                joiningMore.merge(account.chain(), 1, Integer::sum);
            }
        } else if (ours || were) {
            known.getOrDefault(account, List.of()).forEach(h -> add(touched, h));
        }
    }

    /** Asks the chains about what joins, and answers why the value is not known in full; empty when it is. */
    public List<String> unknown() {
        List<String> unknown = new ArrayList<>();
        joining.forEach((chain, accounts) -> {
            int more = joiningMore.getOrDefault(chain, 0);
            Optional<String> why = more > 0 ? Optional.of("too many to ask about") : ask(chain, accounts);
            why.ifPresent(reason -> unknown.add(
                    (accounts.size() + more) + " joining address(es) on " + ChainName.of(chain) + ", " + reason));
        });
        return unknown;
    }

    private Optional<String> ask(ChainId chain, Set<AccountId> accounts) {
        List<AssetId> assets =
                pinned.keySet().stream().filter(a -> a.chain().equals(chain)).toList();
        Optional<ChainReader> reader = chains.find(chain);
        if (reader.isEmpty()) {
            return Optional.of("a chain that is not followed");
        }
        if (reader.get().status().finalised().isEmpty()) {
            return Optional.of("which has not been read yet");
        }
        return switch (reader.get().holdingsAt(reader.get().status().finalised().get(), accounts, assets)) {
            case Reading.Unknown(String reason) -> Optional.of(reason);
            case Reading.Known known -> {
                for (Holding holding : known.holdings()) {
                    add(touched, holding);
                    add(total, holding);
                }
                yield Optional.empty();
            }
        };
    }

    /** Per asset of which anything is touched. Ask for what is {@link #unknown()} first. */
    public List<ValueShare> shares() {
        List<ValueShare> shares = new ArrayList<>();
        touched.forEach((id, amount) -> pinned.values().stream()
                .filter(asset -> asset.id().equals(id) && amount.signum() > 0)
                .findFirst()
                .ifPresent(asset -> shares.add(new ValueShare(
                        asset.symbol(), asset.decimals(), amount, total.getOrDefault(id, BigInteger.ZERO)))));
        return shares;
    }

    private void add(Map<AssetId, BigInteger> sums, Holding holding) {
        PinnedAsset asset = pinned.get(holding.asset());
        if (asset != null) {
            sums.merge(
                    asset.id(),
                    Quantity.of(asset, holding.asset(), holding.amount())
                            .amount()
                            .units(),
                    BigInteger::add);
        }
    }
}
