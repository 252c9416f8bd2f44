package org.plainsight.registry;

import java.math.BigInteger;
import java.util.Optional;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;

/**
 * An amount of a declared asset, scaled from the decimals of one of its representations to its own. Exact, since a
 * representation never has more decimals than its asset.
 */
public record Quantity(PinnedAsset asset, Amount amount) {

    public static Quantity zero(PinnedAsset asset) {
        return new Quantity(asset, Amount.ZERO);
    }

    /** Empty when the id belongs to no declared asset. */
    public static Optional<Quantity> of(AssetBook book, AssetId id, Amount amount) {
        return book.find(id).map(asset -> of(asset, id, amount));
    }

    /** @param id the asset's own id or that of one of its representations */
    public static Quantity of(PinnedAsset asset, AssetId id, Amount amount) {
        int decimals = asset.representations().stream()
                .filter(r -> r.asset().equals(id))
                .mapToInt(PinnedAsset.Representation::decimals)
                .findFirst()
                .orElse(asset.decimals());
        BigInteger scale = BigInteger.TEN.pow(asset.decimals() - decimals);
        return new Quantity(asset, new Amount(amount.units().multiply(scale)));
    }

    public Quantity plus(Quantity other) {
        return new Quantity(asset, amount.plus(other.amount));
    }

    /** In whole coins with all decimals, without the symbol. */
    public String number() {
        return amount.display(asset.decimals());
    }

    public String symbol() {
        return asset.symbol();
    }

    public boolean isZero() {
        return amount.isZero();
    }
}
