package org.plainsight.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.plainsight.merkle.Hash32;

/** A log in memory that refuses what PostgreSQL refuses. */
public final class MemoryLogStore implements LogStore {

    private final ReentrantLock writers = new ReentrantLock();
    private final List<LogEntry> committed = new ArrayList<>();
    private final Map<List<Long>, Tile> tiles = new HashMap<>();
    private Optional<SignedCheckpoint> head = Optional.empty();

    @SuppressWarnings("ThreadLocalUsage") // one log per test, gone with it
    private final ThreadLocal<List<LogEntry>> pending = new ThreadLocal<>();

    /** What is appended within stands when the work ends, and is forgotten when it throws. */
    public <T> T inTransaction(Supplier<T> work) {
        pending.set(new ArrayList<>());
        try {
            T result = work.get();
            synchronized (this) {
                committed.addAll(pending.get());
            }
            return result;
        } finally {
            pending.remove();
            while (writers.isHeldByCurrentThread()) {
                writers.unlock();
            }
        }
    }

    @Override
    public long lockSize() {
        if (pending.get() == null) {
            throw new IllegalStateException("an append joins a transaction; none is open");
        }
        writers.lock();
        return size();
    }

    @Override
    public void insert(long from, List<LogEntry> entries) {
        if (!writers.isHeldByCurrentThread() || from != size()) {
            throw new IllegalStateException("not at the end of the log: " + from);
        }
        pending.get().addAll(entries);
    }

    @Override
    public synchronized long size() {
        return (long) committed.size()
                + (pending.get() == null ? 0 : pending.get().size());
    }

    @Override
    public synchronized List<LogEntry> entries(long from, int max) {
        List<LogEntry> visible = committed;
        if (pending.get() != null) {
            visible = new ArrayList<>(committed);
            visible.addAll(pending.get());
        }
        int start = (int) Math.min(from, visible.size());
        int end = (int) Math.min((long) start + max, visible.size());
        return List.copyOf(visible.subList(start, end));
    }

    @Override
    public List<Hash32> leafHashes(long from, int max) {
        return entries(from, max).stream().map(LogEntry::leafHash).toList();
    }

    @Override
    public synchronized Optional<Tile> tile(int level, long index) {
        return Optional.ofNullable(tiles.get(List.of((long) level, index)));
    }

    @Override
    public synchronized Optional<SignedCheckpoint> head() {
        return head;
    }

    @Override
    public synchronized boolean publish(
            Optional<SignedCheckpoint> expected, SignedCheckpoint next, List<Tile> published) {
        boolean asExpected = head.isPresent() == expected.isPresent()
                && head.map(now -> now.isSameTreeAs(expected.orElseThrow())).orElse(true);
        if (!asExpected) {
            return false;
        }
        head.ifPresent(now -> {
            if (next.size() < now.size()
                    || (next.size() == now.size() && !next.root().equals(now.root()))
                    || next.signedAt().isBefore(now.signedAt())) {
                throw new IllegalStateException("the head is never taken back");
            }
        });
        if (next.size() > committed.size()) {
            throw new IllegalStateException("the head is beyond the entries");
        }
        for (Tile tile : published) {
            tile(tile.level(), tile.index()).ifPresent(old -> {
                List<Hash32> begin = tile.hashes()
                        .subList(0, Math.min(old.hashes().size(), tile.hashes().size()));
                if (!begin.equals(old.hashes())) {
                    throw new IllegalStateException("a tile only grows");
                }
            });
        }
        published.forEach(tile -> tiles.put(List.of((long) tile.level(), tile.index()), tile));
        head = Optional.of(next);
        return true;
    }

    /** What only a fault or an intruder does. */
    public synchronized void tamper(int index, LogEntry entry) {
        committed.set(index, entry);
    }

    /** Every stored tile. */
    synchronized List<Tile> tiles() {
        return List.copyOf(tiles.values());
    }

    /** What only a fault or an intruder does. */
    synchronized void rot(Tile tile) {
        tiles.put(List.of((long) tile.level(), tile.index()), tile);
    }

    /** What only a fault or an intruder does. */
    synchronized void rot(SignedCheckpoint damaged) {
        head = Optional.of(damaged);
    }

    /** A backup of an earlier time: everything behind {@code size} is gone, and the head is that of then. */
    public synchronized void restore(int size, Optional<SignedCheckpoint> earlierHead) {
        committed.subList(size, committed.size()).clear();
        List<Tile> now = tiles();
        tiles.clear();
        for (Tile tile : now) {
            long width = (size >> (8 * tile.level())) - tile.index() * 256;
            if (width > 0) {
                List<Hash32> hashes =
                        tile.hashes().subList(0, (int) Math.min(tile.hashes().size(), width));
                rot(new Tile(tile.level(), tile.index(), hashes));
            }
        }
        head = earlierHead;
    }
}
