package org.plainsight.app;

import jakarta.inject.Singleton;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.WatchList;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.PinnedAsset.Representation;

/** Followers watch what the registry claims, disclaimed addresses too, and the assets it pins. */
@Singleton
class WatchedAddresses implements WatchList {

    private final AddressBook addresses;
    private final AssetBook assets;

    WatchedAddresses(AddressBook addresses, AssetBook assets) {
        this.addresses = addresses;
        this.assets = assets;
    }

    @Override
    public Set<AccountId> accounts(ChainId chain) {
        return addresses.accounts(chain);
    }

    @Override
    public OptionalInt decimals(AssetId asset) {
        return assets.assets().stream()
                .flatMap(declared -> declared.representations().stream())
                .filter(representation -> representation.asset().equals(asset))
                .mapToInt(Representation::decimals)
                .findFirst();
    }

    @Override
    public Set<AssetId> assets(ChainId chain) {
        return assets.assets().stream()
                .flatMap(asset -> asset.representations().stream())
                .map(Representation::asset)
                .filter(asset -> asset.chain().equals(chain))
                .collect(Collectors.toUnmodifiableSet());
    }
}
