package org.plainsight.chain.bitcoin.follow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.plainsight.chain.WrongNetworkException;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockEffects;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.Coin;

/** A store that forgets at the end and is as strict as the database. */
public final class MemoryCoinStore implements CoinStore, CoinQueries {

    private record Stored(Coin coin, long spentHeight) {
        boolean isUnspentAt(long height) {
            return coin.createdHeight() <= height && spentHeight > height;
        }
    }

    private record Moved(long height, BlockEffects.Change change) {}

    private final List<ChainedHeader> blocks = new ArrayList<>();
    private final Map<String, WatchedScript> scripts = new LinkedHashMap<>();
    private final List<Stored> coins = new ArrayList<>();
    private final List<Moved> moved = new ArrayList<>();
    private final Map<String, List<Gap>> gaps = new HashMap<>();
    private long finalised;
    private Optional<Stop> stop = Optional.empty();

    @Override
    public void open(BitcoinNetwork network) {
        if (blocks.isEmpty()) {
            blocks.add(ChainedHeader.genesis(network));
        } else if (!blocks.getFirst().header().equals(network.genesis())) {
            throw new WrongNetworkException("another network");
        }
    }

    @Override
    public ChainedHeader tip() {
        return blocks.getLast();
    }

    @Override
    public long finalisedHeight() {
        return finalised;
    }

    @Override
    public List<ChainedHeader> blocks(long fromHeight, long toHeight) {
        return blocks.stream()
                .filter(b -> b.height() >= fromHeight && b.height() <= toHeight)
                .toList();
    }

    @Override
    public List<WatchedScript> scripts() {
        return List.copyOf(scripts.values());
    }

    @Override
    public void watch(Collection<WatchedScript> added) {
        added.forEach(script -> scripts.putIfAbsent(script.scriptHex(), script));
    }

    @Override
    public List<Coin> unspent(Collection<String> scriptsHex) {
        return coins.stream()
                .filter(c -> c.spentHeight() == Long.MAX_VALUE)
                .map(Stored::coin)
                .filter(c -> scriptsHex.contains(c.scriptHex()))
                .toList();
    }

    @Override
    public void connect(List<BlockEffects> added, long finalisedHeight) {
        if (finalisedHeight < finalised) {
            throw new IllegalStateException("finality falls");
        }
        for (BlockEffects effects : added) {
            if (!effects.block().header().previous().equals(tip().hash())
                    || effects.block().height() != tip().height() + 1) {
                throw new IllegalStateException("no child of the tip");
            }
            blocks.add(effects.block());
            take(effects);
        }
        finalised = finalisedHeight;
    }

    private void take(BlockEffects effects) {
        long height = effects.block().height();
        for (BlockEffects.Spend spend : effects.spent()) {
            if (spend.coin().createdHeight() < height) {
                spend(spend.coin(), height);
            }
        }
        for (Coin coin : effects.created()) {
            if (!scripts.containsKey(coin.scriptHex())) {
                throw new IllegalStateException("a coin of nobody watched");
            }
            coins.add(new Stored(coin, Long.MAX_VALUE));
        }
        for (BlockEffects.Spend spend : effects.spent()) {
            if (spend.coin().createdHeight() == height) {
                spend(spend.coin(), height);
            }
        }
        effects.changes().forEach(change -> moved.add(new Moved(height, change)));
    }

    private void spend(Coin coin, long height) {
        if (!coins.remove(new Stored(coin, Long.MAX_VALUE))) {
            throw new IllegalStateException("a coin spent that is not there");
        }
        coins.add(new Stored(coin, height));
    }

    @Override
    public void disconnectAbove(long height) {
        if (height < finalised) {
            throw new IllegalStateException("final blocks");
        }
        takeBack(height);
    }

    private void takeBack(long height) {
        resetGaps(height);
        blocks.removeIf(b -> b.height() > height);
        coins.removeIf(c -> c.coin().createdHeight() > height);
        coins.replaceAll(c -> c.spentHeight() > height ? new Stored(c.coin(), Long.MAX_VALUE) : c);
        moved.removeIf(m -> m.height() > height);
        scripts.replaceAll(
                (hex, s) -> s.searchedTo().isPresent() && s.searchedTo().getAsLong() > height
                        ? new WatchedScript(hex, s.account(), OptionalLong.of(height))
                        : s);
    }

    @Override
    public boolean backfill(
            List<BlockEffects> searched, Collection<String> scriptsHex, long searchedFrom, long searchedTo) {
        OptionalLong from = OptionalLong.of(searchedFrom);
        if (!scriptsHex.stream().allMatch(hex -> scripts.get(hex).searchedTo().equals(from))) {
            return false;
        }
        if (searchedTo > tip().height()) {
            throw new IllegalStateException("searched above the tip");
        }
        searched.forEach(this::take);
        searched(scriptsHex, searchedTo);
        return true;
    }

    private void searched(Collection<String> scriptsHex, long searchedTo) {
        scriptsHex.forEach(hex ->
                scripts.put(hex, new WatchedScript(hex, scripts.get(hex).account(), OptionalLong.of(searchedTo))));
    }

    @Override
    public int bootstrap(ChainedHeader base, Collection<WatchedScript> added, List<Coin> unspent) {
        if (base.height() > finalised || !blockAt(base.height()).equals(Optional.of(base))) {
            throw new IllegalStateException("not final here");
        }
        Map<String, Long> behind = new HashMap<>();
        for (WatchedScript script : added) {
            scripts.getOrDefault(script.scriptHex(), script)
                    .searchedTo()
                    .ifPresent(to -> behind.put(script.scriptHex(), to));
        }
        behind.values().removeIf(to -> to >= base.height());
        BlockEffects jump = SnapshotJump.of(base, behind, unspent(behind.keySet()), unspent);
        watch(added);
        take(jump);
        behind.forEach(
                (hex, to) -> gaps.computeIfAbsent(hex, h -> new ArrayList<>()).add(new Gap(to + 1, base.height())));
        searched(behind.keySet(), base.height());
        return behind.size();
    }

    /** Where a snapshot's block is taken back, its scripts are again as they were searched before it. */
    private void resetGaps(long height) {
        gaps.forEach((hex, all) -> all.stream()
                .filter(gap -> gap.last() > height)
                .mapToLong(Gap::first)
                .min()
                .ifPresent(first -> {
                    coins.removeIf(
                            c -> c.coin().scriptHex().equals(hex) && c.coin().createdHeight() >= first);
                    coins.replaceAll(c -> c.coin().scriptHex().equals(hex) && c.spentHeight() >= first
                            ? new Stored(c.coin(), Long.MAX_VALUE)
                            : c);
                    moved.removeIf(m -> m.change().scriptHex().equals(hex) && m.height() >= first);
                    searched(List.of(hex), first - 1);
                }));
        gaps.values().forEach(all -> all.removeIf(gap -> gap.last() > height));
    }

    @Override
    public void caughtUp(Collection<String> scriptsHex) {
        for (String hex : scriptsHex) {
            WatchedScript script = scripts.get(hex);
            if (script.searchedTo().orElse(tip().height()) != tip().height()) {
                throw new IllegalStateException("not searched up to the tip");
            }
            scripts.put(hex, new WatchedScript(hex, script.account(), OptionalLong.empty()));
        }
    }

    @Override
    public Optional<Stop> stop() {
        return stop;
    }

    @Override
    public void stop(Stop at) {
        stop = Optional.of(at);
    }

    @Override
    public void acceptReorg(long height) {
        takeBack(height);
        finalised = Math.min(finalised, height);
        stop = Optional.empty();
    }

    @Override
    public Progress progress() {
        return new Progress(blocks.isEmpty() ? Optional.empty() : Optional.of(tip()), blockAt(finalised), stop);
    }

    @Override
    public Optional<ChainedHeader> blockAt(long height) {
        return blocks.stream().filter(b -> b.height() == height).findFirst();
    }

    @Override
    public Optional<ChainedHeader> block(String hash) {
        return blocks.stream().filter(b -> b.hash().equals(hash)).findFirst();
    }

    @Override
    public Optional<ChainedHeader> lastBlockAtOrBefore(Instant time, long maxHeight) {
        return blocks.stream()
                .filter(b -> b.height() <= maxHeight && !b.medianTime().isAfter(time))
                .max(Comparator.comparingLong(ChainedHeader::height));
    }

    @Override
    public Optional<Balances> balancesAt(long height, String hash, Collection<String> scriptsHex) {
        return blockAt(height).filter(b -> b.hash().equals(hash)).map(block -> {
            Map<String, Long> satoshi = new HashMap<>();
            Map<String, Long> catchingUp = new HashMap<>();
            Map<String, Gap> hidden = new HashMap<>();
            for (String hex : scriptsHex) {
                WatchedScript script = scripts.get(hex);
                if (script != null) {
                    script.searchedTo().ifPresent(to -> catchingUp.put(hex, to));
                    satoshi.put(hex, balance(hex, height));
                    gaps.getOrDefault(hex, List.of()).stream()
                            .filter(gap -> gap.hides(height))
                            .forEach(gap -> hidden.put(hex, gap));
                }
            }
            return new Balances(block, satoshi, catchingUp, hidden);
        });
    }

    private long balance(String hex, long height) {
        return coins.stream()
                .filter(c -> c.coin().scriptHex().equals(hex) && c.isUnspentAt(height))
                .mapToLong(c -> c.coin().valueSat())
                .sum();
    }

    @Override
    public Optional<Balances> balances() {
        return blocks.isEmpty() ? Optional.empty() : balancesAt(tip().height(), tip().hash(), scripts.keySet());
    }

    @Override
    public Optional<Searched> searched(String scriptHex) {
        return Optional.ofNullable(scripts.get(scriptHex))
                .map(script -> new Searched(
                        script.searchedTo().stream().boxed().findFirst(),
                        gaps.getOrDefault(scriptHex, List.of()).stream()
                                .sorted(Comparator.comparingLong(Gap::first))
                                .toList()));
    }

    @Override
    public List<Change> changes(String scriptHex, long upTo, int offset, int limit) {
        return moved.stream()
                .filter(m -> m.change().scriptHex().equals(scriptHex) && m.height() <= upTo)
                .sorted(Comparator.comparingLong(Moved::height)
                        .thenComparingInt(m -> m.change().sequence())
                        .reversed())
                .skip(offset)
                .limit(limit)
                .map(m -> new Change(
                        blockAt(m.height()).orElseThrow(),
                        m.change().txid(),
                        m.change().deltaSat()))
                .toList();
    }
}
