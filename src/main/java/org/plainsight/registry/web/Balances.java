package org.plainsight.registry.web;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainReaders;
import org.plainsight.chain.ChainStatus;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Movement;
import org.plainsight.chain.Reading;
import org.plainsight.chain.RecordedPast;
import org.plainsight.evidence.BlockRef;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.PinnedAsset;
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

    /**
     * Only of final blocks, whose figures do not change; what the node would have to be asked for stays unknown, so that
     * readers cannot keep it busy.
     */
    PastBlock at(AccountId account, long height) {
        Optional<ChainReader> reader = reader(account);
        if (reader.isEmpty()) {
            return PastBlock.unknown(account, height, "This portal does not follow this chain.");
        }
        Optional<BlockRef> last = reader.get().status().finalised();
        if (last.isEmpty() || last.get().height() < height) {
            return PastBlock.unknown(
                    account,
                    height,
                    "The block is not final yet"
                            + last.map(b -> ": the newest that is has the height " + b.height())
                                    .orElse("")
                            + ". What it holds could still change.");
        }
        Optional<BlockRef> block = reader.get().blockAt(height);
        if (block.isEmpty()) {
            return PastBlock.unknown(
                    account, height, "This portal began to follow the chain after this block and knows nothing of it.");
        }
        List<PastBlock.Held> held = reader.get().recordedHoldings(account, block.get()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> held(e.getKey(), e.getValue()))
                .toList();
        return held.isEmpty()
                ? PastBlock.unknown(account, height, "This address is not followed, so nothing was recorded.")
                : new PastBlock(account, height, block, Optional.empty(), held);
    }

    private PastBlock.Held held(AssetId asset, Reading reading) {
        Optional<String> symbol = assets.find(asset).map(PinnedAsset::symbol);
        return switch (reading) {
            case Reading.Known(BlockRef block, List<Holding> holdings) ->
                new PastBlock.Held(
                        asset,
                        symbol,
                        Optional.of(sum(asset, holdings.getFirst().amount())),
                        "");
            case Reading.Unknown(String reason) -> new PastBlock.Held(asset, symbol, Optional.empty(), reason);
        };
    }

    /** The newest final block at or before a time; empty while the chain is not final past it, or was not followed. */
    Optional<BlockRef> finalBlockAtOrBefore(AccountId account, Instant time) {
        return reader(account).flatMap(r -> r.finalBlockAtOrBefore(time));
    }

    /** How far back what the pages say of an address goes. */
    List<RecordedPast> past(AccountId account) {
        return reader(account).map(r -> r.recordedPast(account)).orElse(List.of());
    }

    List<Change> movements(AccountId account, long upTo, int offset, int limit) {
        return reader(account).map(r -> r.movementsUpTo(upTo, account, offset, limit)).orElse(List.of()).stream()
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
