package org.plainsight.chain.bitcoin.follow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainStatus;
import org.plainsight.chain.Evidence;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Movement;
import org.plainsight.chain.Reading;
import org.plainsight.chain.RecordedPast;
import org.plainsight.chain.WatchList;
import org.plainsight.chain.bitcoin.BitcoinAddresses;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.evidence.BlockRef;

/** Answers about the followed Bitcoin chain, from stored state alone. */
public final class BitcoinReader implements ChainReader {

    /** A node silent for longer makes the figures stale. */
    private static final Duration SILENCE = Duration.ofSeconds(45);
    /** Blocks that may be known by header only before the figures count as behind. */
    private static final long LAG = 2;

    private final BitcoinNetwork network;
    private final CoinQueries coins;
    private final WatchList watchList;
    private final FollowerHealth health;
    private final Clock clock;
    private final Optional<ProofStore> proofs;

    /** @param proofs where evidence of published holdings comes from; empty when there is none */
    public BitcoinReader(
            BitcoinNetwork network,
            CoinQueries coins,
            WatchList watchList,
            FollowerHealth health,
            Clock clock,
            Optional<ProofStore> proofs) {
        this.proofs = proofs;
        this.network = network;
        this.coins = coins;
        this.watchList = watchList;
        this.health = health;
        this.clock = clock;
    }

    @Override
    public ChainId chain() {
        return network.chainId();
    }

    @Override
    public ChainStatus status() {
        CoinQueries.Progress progress = coins.progress();
        FollowerHealth.Seen seen = health.seen();
        return new ChainStatus(
                chain(),
                progress.tip().map(this::ref),
                progress.finalised().map(this::ref),
                seen.lastContact(),
                progress.stop().map(Stop::reason).or(() -> problem(seen, progress.tip())),
                progress.stop().isPresent());
    }

    private Optional<String> problem(FollowerHealth.Seen seen, Optional<ChainedHeader> tip) {
        if (seen.problem().isPresent()) {
            return seen.problem();
        }
        if (seen.lastContact().isEmpty()) {
            return Optional.of("The Bitcoin node has not answered since the portal started.");
        }
        Instant last = seen.lastContact().get();
        if (last.plus(SILENCE).isBefore(clock.instant())) {
            return Optional.of("The Bitcoin node has not answered since " + last + ".");
        }
        long height = tip.map(ChainedHeader::height).orElse(0L);
        return seen.headerHeight() - height > LAG
                ? Optional.of(
                        "Catching up with the Bitcoin chain: at block " + height + " of " + seen.headerHeight() + ".")
                : Optional.empty();
    }

    /** Empty after a stop too: nothing more may be signed from this chain then. */
    @Override
    public Optional<BlockRef> finalBlockAtOrBefore(Instant cutOff) {
        CoinQueries.Progress progress = coins.progress();
        if (progress.stop().isPresent()) {
            return Optional.empty();
        }
        // Median-time-past never runs backwards, so a final block past the cut-off settles the answer for ever.
        return progress.finalised()
                .filter(last -> last.medianTime().isAfter(cutOff))
                .flatMap(last -> coins.lastBlockAtOrBefore(cutOff, last.height()))
                .map(this::ref);
    }

    @Override
    public Optional<BlockRef> blockAt(long height) {
        return coins.blockAt(height).map(this::ref);
    }

    @Override
    public Reading holdingsAt(BlockRef block, Collection<AccountId> accounts, Collection<AssetId> assets) {
        Map<AccountId, String> scripts = new HashMap<>();
        for (AccountId account : accounts) {
            Optional<String> script = script(account);
            if (script.isEmpty()) {
                return new Reading.Unknown(account + " is no address of " + chain() + ".");
            }
            scripts.put(account, script.get());
        }
        Optional<AssetId> other =
                assets.stream().filter(a -> !a.equals(network.coin())).findFirst();
        if (other.isPresent()) {
            return new Reading.Unknown("Of this chain only " + network.coin() + " is read, not " + other.get() + ".");
        }
        Optional<String> stopped = coins.progress().stop().map(Stop::reason);
        if (stopped.isPresent()) {
            return new Reading.Unknown(stopped.get());
        }
        return coins.balancesAt(block.height(), block.hash(), scripts.values())
                .map(balances -> reading(block, scripts, assets, balances))
                .orElseGet(() -> new Reading.Unknown("Block " + block.hash() + " at height " + block.height()
                        + " is not in the Bitcoin chain as read here."));
    }

    private Reading reading(
            BlockRef block, Map<AccountId, String> scripts, Collection<AssetId> assets, CoinQueries.Balances balances) {
        List<Holding> holdings = new ArrayList<>();
        for (Map.Entry<AccountId, String> each : scripts.entrySet()) {
            Long satoshi = balances.satoshiByScript().get(each.getValue());
            Long searchedTo = balances.catchingUp().get(each.getValue());
            if (satoshi == null) {
                return new Reading.Unknown(each.getKey().address() + " is not watched yet.");
            }
            if (searchedTo != null && searchedTo < block.height()) {
                return new Reading.Unknown("The past of " + each.getKey().address() + " is searched up to block "
                        + searchedTo + " of " + block.height() + ".");
            }
            Gap gap = balances.gaps().get(each.getValue());
            if (gap != null) {
                return new Reading.Unknown("What " + each.getKey().address() + " held at block " + block.height()
                        + " is not known: its past was taken from a UTXO snapshot, and blocks " + gap.first() + " to "
                        + gap.last() + " were not searched for it.");
            }
            for (AssetId asset : assets) {
                holdings.add(new Holding(each.getKey(), asset, Amount.of(satoshi), block));
            }
        }
        return new Reading.Known(block, holdings);
    }

    @Override
    public Optional<Evidence> evidenceFor(Reading.Known reading) {
        return proofs.map(store -> ExistenceEvidence.of(network, store, reading));
    }

    @Override
    public List<Holding> latestHoldings(AccountId account) {
        Optional<String> script = script(account);
        Optional<ChainedHeader> tip = coins.progress().tip();
        if (script.isEmpty() || tip.isEmpty()) {
            return List.of();
        }
        return coins
                .balancesAt(tip.get().height(), tip.get().hash(), List.of(script.get()))
                .flatMap(balances -> holding(account, script.get(), balances))
                .stream()
                .toList();
    }

    @Override
    public List<Holding> latestHoldings() {
        Optional<CoinQueries.Balances> balances = coins.balances();
        if (balances.isEmpty()) {
            return List.of();
        }
        List<Holding> holdings = new ArrayList<>();
        for (AccountId account : watchList.accounts(chain())) {
            BitcoinAddresses.scriptHex(account)
                    .flatMap(script -> holding(account, script, balances.get()))
                    .ifPresent(holdings::add);
        }
        return holdings;
    }

    private Optional<Holding> holding(AccountId account, String script, CoinQueries.Balances balances) {
        Long satoshi = balances.satoshiByScript().get(script);
        return satoshi == null || balances.catchingUp().containsKey(script)
                ? Optional.empty()
                : Optional.of(new Holding(account, network.coin(), Amount.of(satoshi), ref(balances.block())));
    }

    @Override
    public Map<AssetId, Reading> recordedHoldings(AccountId account, BlockRef block) {
        return searched(account).isEmpty()
                ? Map.of()
                : Map.of(network.coin(), holdingsAt(block, List.of(account), List.of(network.coin())));
    }

    @Override
    public List<RecordedPast> recordedPast(AccountId account) {
        return searched(account).map(this::past).stream().toList();
    }

    private Optional<CoinQueries.Searched> searched(AccountId account) {
        return script(account).flatMap(coins::searched);
    }

    /** Empty for what is no address of this chain. */
    private Optional<String> script(AccountId account) {
        return BitcoinAddresses.scriptHex(account).filter(s -> account.chain().equals(chain()));
    }

    private RecordedPast past(CoinQueries.Searched searched) {
        List<RecordedPast.Blocks> missing = new ArrayList<>();
        searched.gaps().forEach(gap -> missing.add(new RecordedPast.Blocks(gap.first(), gap.last())));
        Optional<Long> tip = coins.progress().tip().map(ChainedHeader::height);
        searched.upTo()
                .filter(to -> tip.isPresent() && to < tip.get())
                .ifPresent(to -> missing.add(new RecordedPast.Blocks(to + 1, tip.get())));
        return new RecordedPast(network.coin(), 0, 0, missing);
    }

    @Override
    public List<Movement> movementsUpTo(long height, AccountId account, int offset, int limit) {
        return script(account).stream()
                .flatMap(script -> coins.changes(script, height, offset, limit).stream())
                .map(change -> movement(account, change))
                .toList();
    }

    private Movement movement(AccountId account, CoinQueries.Change change) {
        return new Movement(
                account,
                network.coin(),
                ref(change.block()),
                change.txid(),
                change.deltaSat() < 0 ? Movement.Direction.OUT : Movement.Direction.IN,
                Amount.of(Math.absExact(change.deltaSat())),
                Optional.empty(),
                change.txid().isPresent() ? Movement.Kind.TRANSFER : Movement.Kind.UNATTRIBUTED);
    }

    private BlockRef ref(ChainedHeader header) {
        return header.ref(network);
    }
}
