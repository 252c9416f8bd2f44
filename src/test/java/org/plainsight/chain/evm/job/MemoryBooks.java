package org.plainsight.chain.evm.job;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Movement;
import org.plainsight.chain.RecordedPast;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.HeadWindow;
import org.plainsight.chain.evm.ledger.BlockChange;
import org.plainsight.chain.evm.ledger.BlockStore;
import org.plainsight.chain.evm.ledger.MovementHistory;
import org.plainsight.chain.evm.ledger.OrderedMovement;
import org.plainsight.chain.evm.ledger.PairState;
import org.plainsight.chain.evm.ledger.RecordedState;
import org.plainsight.evidence.BlockRef;

/** The books of one chain in memory, as strict as the database: what is final is never changed. */
final class MemoryBooks implements BlockStore, RecordedState, MovementHistory {

    private record Since(long height, long historyTo) {}

    private final ChainId chain;
    private final TreeMap<Long, BlockChange> blocks = new TreeMap<>();
    private final Map<AccountAsset, Since> pairs = new HashMap<>();
    private final TreeMap<String, OrderedMovement> movements = new TreeMap<>();
    private long finalHeight = -1;
    private Optional<Stop> stop = Optional.empty();

    MemoryBooks(ChainId chain) {
        this.chain = chain;
    }

    /** Everything that must be the same after any way to the same chain. */
    List<String> dump() {
        List<String> rows = new ArrayList<>();
        blocks.forEach((height, change) -> {
            rows.add("block " + height + " " + change.header().hash() + " " + change.complete() + change.unread());
            new TreeMap<>(Map.copyOf(byText(change.balances()))).forEach((pair, balance) -> rows.add(pair + balance));
        });
        movements.forEach((key, movement) -> rows.add(key + movement.movement().amount()));
        new TreeMap<>(byText(pairs)).forEach((pair, since) -> rows.add(pair + since));
        return rows;
    }

    private static <T> Map<String, T> byText(Map<AccountAsset, T> map) {
        Map<String, T> text = new HashMap<>();
        map.forEach((pair, value) -> text.put(pair.toString(), value));
        return text;
    }

    @Override
    public Optional<Position> position(ChainId asked) {
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        List<EvmHeader> headers = new ArrayList<>();
        for (BlockChange change : blocks.tailMap(Math.max(finalHeight, blocks.lastKey() - WINDOW + 1))
                .values()) {
            headers.add(change.header());
        }
        return Optional.of(new Position(new HeadWindow(headers), blocks.firstKey(), finalHeight, stop));
    }

    @Override
    public Map<AccountAsset, PairState> pairs(ChainId asked) {
        Map<AccountAsset, PairState> states = new HashMap<>();
        for (AccountAsset pair : pairs.keySet()) {
            Optional<Amount> known = Optional.empty();
            Optional<String> unreadable = Optional.empty();
            long knownAt = Long.MAX_VALUE;
            for (Map.Entry<Long, BlockChange> block : blocks.entrySet()) {
                switch (block.getValue().balances().get(pair)) {
                    case Balance.Known(Amount amount) -> {
                        known = Optional.of(amount);
                        unreadable = Optional.empty();
                        knownAt = block.getKey();
                    }
                    case Balance.Unreadable(String reason) -> unreadable = Optional.of(reason);
                    case null -> {}
                }
            }
            BigInteger explained = BigInteger.ZERO;
            for (OrderedMovement movement : movements.values()) {
                if (movement.pair().equals(pair) && movement.movement().block().height() > knownAt) {
                    explained = explained.add(movement.signedUnits());
                }
            }
            states.put(pair, new PairState(known, unreadable, explained));
        }
        return states;
    }

    @Override
    public void append(ChainId asked, BlockChange change) {
        EvmHeader header = change.header();
        if (blocks.isEmpty()) {
            finalHeight = header.number();
        } else if (blocks.lastKey() != header.number() - 1
                || !blocks.lastEntry().getValue().header().hash().equals(header.parentHash())) {
            throw new IllegalStateException("block " + header.number() + " has no parent here");
        }
        blocks.put(header.number(), change);
        change.balances()
                .keySet()
                .forEach(pair -> pairs.putIfAbsent(
                        pair,
                        new Since(
                                header.number(),
                                pair.asset().isErc20() ? blocks.firstKey() - 1 : header.number() - 1)));
        change.movements().forEach(this::add);
        finaliseTo(asked, change.finalHeight());
    }

    private void add(OrderedMovement movement) {
        Movement m = movement.movement();
        movements.putIfAbsent(
                "%020d %s %s %020d %s"
                        .formatted(m.block().height(), m.account(), m.asset(), movement.ordinal(), m.direction()),
                movement);
    }

    @Override
    public void revertTo(ChainId asked, long height) {
        if (height < finalHeight) {
            throw new IllegalStateException("block " + finalHeight + " is final");
        }
        blocks.tailMap(height, false).clear();
        movements.values().removeIf(movement -> movement.movement().block().height() > height);
        pairs.values().removeIf(since -> since.height() > height);
    }

    @Override
    public void finaliseTo(ChainId asked, long height) {
        if (height > finalHeight) {
            if (!blocks.containsKey(height)) {
                throw new IllegalStateException("block " + height + " is not taken in and cannot be final");
            }
            finalHeight = height;
        }
    }

    @Override
    public void stop(ChainId asked, String reason, Instant at) {
        stop = Optional.of(new Stop(reason, at, false));
    }

    @Override
    public void reported(ChainId asked) {
        stop = stop.map(s -> new Stop(s.reason(), s.at(), true));
    }

    @Override
    public void resume(ChainId asked) {
        stop = Optional.empty();
    }

    @Override
    public Optional<BlockRef> tip(ChainId asked) {
        return blocks.isEmpty() ? Optional.empty() : blockAt(asked, blocks.lastKey());
    }

    @Override
    public Optional<BlockRef> finalised(ChainId asked) {
        return blockAt(asked, finalHeight);
    }

    @Override
    public Optional<String> stopped(ChainId asked) {
        return stop.map(Stop::reason);
    }

    @Override
    public Optional<BlockRef> blockAt(ChainId asked, long height) {
        return Optional.ofNullable(blocks.get(height))
                .map(change -> change.header().ref(chain));
    }

    @Override
    public Optional<BlockRef> finalBlockAtOrBefore(ChainId asked, Instant cutOff) {
        throw new UnsupportedOperationException("not asked in a simulation");
    }

    @Override
    public List<Holding> latest(ChainId asked, Optional<AccountId> account) {
        throw new UnsupportedOperationException("not asked in a simulation");
    }

    @Override
    public Map<AccountAsset, Balance> balancesAt(BlockRef block, Collection<AccountAsset> asked) {
        Map<AccountAsset, Balance> found = new HashMap<>();
        for (AccountAsset pair : asked) {
            for (BlockChange change :
                    blocks.headMap(block.height(), true).descendingMap().values()) {
                Balance balance = change.balances().get(pair);
                if (balance != null) {
                    if (change.header().number() == block.height()
                            || blocks.get(block.height()).complete()) {
                        found.put(pair, balance);
                    }
                    break;
                }
            }
        }
        return found;
    }

    @Override
    public List<Movement> movements(AccountId account, long upTo, int offset, int limit) {
        return movements.descendingMap().values().stream()
                .map(OrderedMovement::movement)
                .filter(movement ->
                        movement.account().equals(account) && movement.block().height() <= upTo)
                .skip(offset)
                .limit(limit)
                .toList();
    }

    @Override
    public List<RecordedPast> past(AccountId account) {
        throw new UnsupportedOperationException("not asked in a simulation");
    }

    @Override
    public List<Long> readInFullAround(ChainId asked, long height) {
        throw new UnsupportedOperationException("not asked in a simulation");
    }

    @Override
    public List<UnreadBlock> unread(ChainId asked, int limit) {
        return List.of();
    }

    @Override
    public Optional<Missing> next(ChainId asked, int count) {
        TreeSet<Long> starts = new TreeSet<>(Comparator.naturalOrder());
        pairs.values().stream()
                .filter(since -> since.historyTo() < since.height() - 1 && since.historyTo() < finalHeight)
                .forEach(since -> starts.add(since.historyTo()));
        if (starts.isEmpty()) {
            return Optional.empty();
        }
        long from = starts.first();
        Set<AccountAsset> missing = new HashSet<>();
        long to = Math.min(finalHeight, from + count);
        for (Map.Entry<AccountAsset, Since> pair : pairs.entrySet()) {
            if (pair.getValue().historyTo() == from && pair.getValue().height() - 1 > from) {
                missing.add(pair.getKey());
                to = Math.min(to, pair.getValue().height() - 1);
            }
        }
        return Optional.of(new Missing(missing, from + 1, to));
    }

    @Override
    public void record(ChainId asked, Missing piece, List<OrderedMovement> found) {
        found.forEach(this::add);
        piece.pairs()
                .forEach(pair -> pairs.computeIfPresent(pair, (p, since) -> new Since(since.height(), piece.to())));
    }
}
