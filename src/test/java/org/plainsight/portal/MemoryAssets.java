package org.plainsight.portal;

import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AssetId;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.registry.PinnedAsset.Representation;

/** Bitcoin, ether and a dollar token on two chains, and euros at a bank. */
final class MemoryAssets implements AssetBook {

    static final String BITCOIN = "bip122:0f9188f13cb7b2c71f2a335e3a4fc328";
    static final AssetId BTC = AssetId.parse(BITCOIN + "/slip44:0");
    static final AssetId ETH = AssetId.parse("eip155:31337/slip44:60");
    static final AssetId ETH_OTHER = AssetId.parse("eip155:31338/slip44:60");
    static final AssetId USDC = AssetId.parse("eip155:31337/erc20:0x5fbdb2315678afecb367f032d93f642f64180aa3");
    static final AssetId USDC_OTHER = AssetId.parse("eip155:31338/erc20:0x5fbdb2315678afecb367f032d93f642f64180aa3");
    static final AssetId EUR = AssetId.parse("swift:0/iso4217:EUR");

    private static final List<PinnedAsset> ALL = List.of(
            new PinnedAsset(BTC, "BTC", "Bitcoin", 8, List.of(new Representation(BTC, 8))),
            new PinnedAsset(
                    ETH, "ETH", "Ether", 18, List.of(new Representation(ETH, 18), new Representation(ETH_OTHER, 18))),
            new PinnedAsset(
                    USDC,
                    "USDC",
                    "USD Coin",
                    6,
                    List.of(new Representation(USDC, 6), new Representation(USDC_OTHER, 6))),
            new PinnedAsset(EUR, "EUR", "Euro", 2, List.of()));

    @Override
    public List<PinnedAsset> assets() {
        return ALL;
    }

    @Override
    public Optional<PinnedAsset> find(AssetId id) {
        return ALL.stream()
                .filter(a -> a.id().equals(id)
                        || a.representations().stream().anyMatch(r -> r.asset().equals(id)))
                .findFirst();
    }

    @Override
    public void replace(List<PinnedAsset> assets) {
        throw new UnsupportedOperationException("pages declare nothing");
    }
}
