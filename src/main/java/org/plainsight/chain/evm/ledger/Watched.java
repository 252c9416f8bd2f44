package org.plainsight.chain.evm.ledger;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.chain.evm.AccountAsset;

/** The addresses and assets followed on one chain, as lookups by what blocks contain: lower-case hex addresses. */
public final class Watched {

    private final Map<String, AccountId> accounts;
    private final Map<String, AssetId> tokens;
    private final Optional<AssetId> coin;
    private final Set<AccountAsset> pairs;

    /** Assets that are neither the chain's coin nor ERC-20 are left out: nothing here can read them. */
    public Watched(Collection<AccountId> accounts, Collection<AssetId> assets) {
        this.accounts = accounts.stream()
                .distinct()
                .sorted()
                .collect(Collectors.toUnmodifiableMap(AccountId::address, Function.identity()));
        List<AssetId> readable = assets.stream()
                .filter(asset -> asset.isNative() || asset.isErc20())
                .distinct()
                .sorted()
                .toList();
        this.tokens = readable.stream()
                .filter(AssetId::isErc20)
                .collect(Collectors.toUnmodifiableMap(AssetId::reference, Function.identity()));
        this.coin = readable.stream().filter(AssetId::isNative).findFirst();
        Set<AccountAsset> all = new LinkedHashSet<>();
        for (AssetId asset : readable) {
            for (AccountId account : this.accounts.values()) {
                all.add(new AccountAsset(account, asset));
            }
        }
        this.pairs = all;
    }

    public Optional<AccountAsset> coinOf(String address) {
        return coin.flatMap(
                asset -> Optional.ofNullable(accounts.get(address)).map(account -> new AccountAsset(account, asset)));
    }

    /** Empty unless both the address and the contract are followed. */
    public Optional<AccountAsset> tokenOf(String contract, String address) {
        AssetId asset = tokens.get(contract);
        AccountId account = accounts.get(address);
        return asset == null || account == null ? Optional.empty() : Optional.of(new AccountAsset(account, asset));
    }

    /** Every address with every asset. */
    public Set<AccountAsset> pairs() {
        return Collections.unmodifiableSet(pairs);
    }
}
