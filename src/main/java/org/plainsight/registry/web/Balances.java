package org.plainsight.registry.web;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainReaders;
import org.plainsight.chain.ChainStatus;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Movement;
import org.plainsight.evidence.BlockRef;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.Quantity;

/** Balances and movements of an address, in the words of the pages. */
@Singleton
class Balances {

    private final ChainReaders chains;
    private final AssetBook assets;

    Balances(ChainReaders chains, AssetBook assets) {
        this.chains = chains;
        this.assets = assets;
    }

    /** An amount with its symbol; an asset nobody declared shows its identifier and smallest units. */
    public record Sum(String number, String symbol) {}

    public record Balance(Sum sum, AssetId asset, BlockRef block) {}

    public record Change(Movement movement, Sum sum, String sign, boolean unattributed) {}

    /** The newest known balances, largest declared asset first as the chain gives them; zero balances left out. */
    List<Balance> of(AccountId account) {
        return reader(account).map(r -> r.latestHoldings(account)).orElse(List.of()).stream()
                .filter(h -> !h.amount().isZero())
                .map(h -> new Balance(sum(h.asset(), h.amount()), h.asset(), h.block()))
                .toList();
    }

    /** The block up to which the balances of an address are known; empty while they are not. */
    Optional<BlockRef> readAt(AccountId account) {
        return reader(account).map(r -> r.latestHoldings(account)).orElse(List.of()).stream()
                .map(Holding::block)
                .findFirst();
    }

    List<Change> movements(AccountId account, int offset, int limit) {
        return reader(account).map(r -> r.movements(account, offset, limit)).orElse(List.of()).stream()
                .map(m -> new Change(
                        m,
                        sum(m.asset(), m.amount()),
                        m.direction() == Movement.Direction.IN ? "+" : "−",
                        m.kind() == Movement.Kind.UNATTRIBUTED))
                .toList();
    }

    /** Why figures of this chain are old; empty when all is well. */
    Optional<String> problem(AccountId account) {
        return reader(account)
                .map(ChainReader::status)
                .map(ChainStatus::problem)
                .orElse(Optional.of("This portal does not follow this chain, so balances are unknown."));
    }

    Sum sum(AssetId asset, Amount amount) {
        return Quantity.of(assets, asset, amount)
                .map(q -> new Sum(q.number(), q.symbol()))
                .orElse(new Sum(amount.toString(), "smallest units of " + asset));
    }

    private Optional<ChainReader> reader(AccountId account) {
        return chains.find(account.chain());
    }
}
