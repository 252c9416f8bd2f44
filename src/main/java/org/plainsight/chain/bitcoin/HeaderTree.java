package org.plainsight.chain.bitcoin;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.chain.Reorg;

/**
 * Headers and their branches above a base; the best branch is the one with the most work, the first seen of equals. Does
 * no I/O. Not thread-safe.
 */
public final class HeaderTree {

    /** What came of headers offered. */
    public sealed interface Extension {
        /** Taken in; {@link Reorg#isEmpty} when the best branch is as before. */
        record Extended(Reorg<ChainedHeader> change) implements Extension {}

        /** The headers before the first bad one were taken in. */
        record Refused(String reason) implements Extension {}

        /** The first header's parent is not here. */
        record Unconnected(BlockHeader first) implements Extension {}
    }

    private final HeaderRules rules;
    private final Map<String, ChainedHeader> byHash = new HashMap<>();
    /** The best branch; index 0 is at the base height. */
    private final List<ChainedHeader> best = new ArrayList<>();

    /** @param base one branch of connected headers, lowest first; at least one */
    public HeaderTree(BitcoinNetwork network, List<ChainedHeader> base) {
        if (base.isEmpty()) {
            throw new IllegalArgumentException("a header tree needs a base");
        }
        this.rules = new HeaderRules(network, this);
        for (ChainedHeader header : base) {
            byHash.put(header.hash(), header);
            best.add(header);
        }
    }

    public static HeaderTree ofGenesis(BitcoinNetwork network) {
        return new HeaderTree(network, List.of(ChainedHeader.genesis(network)));
    }

    public ChainedHeader tip() {
        return best.getLast();
    }

    public Optional<ChainedHeader> find(String hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    /** The header of the best branch at a height; empty above the tip and below the base. */
    public Optional<ChainedHeader> bestAt(long height) {
        long index = height - baseHeight();
        return index < 0 || index >= best.size() ? Optional.empty() : Optional.of(best.get((int) index));
    }

    public boolean isOnBestBranch(String hash) {
        return find(hash)
                .flatMap(h -> bestAt(h.height()))
                .filter(h -> h.hash().equals(hash))
                .isPresent();
    }

    /**
     * Adds headers that follow each other.
     *
     * @param now headers more than two hours ahead of it are refused
     */
    public Extension extend(List<BlockHeader> headers, Instant now) {
        ChainedHeader before = tip();
        for (BlockHeader header : headers) {
            if (byHash.containsKey(header.hash())) {
                continue;
            }
            ChainedHeader parent = byHash.get(header.previous());
            if (parent == null) {
                return new Extension.Unconnected(header);
            }
            Optional<String> fault = rules.fault(header, parent, now);
            if (fault.isPresent()) {
                return new Extension.Refused("header " + header.hash() + ": " + fault.get());
            }
            add(header, parent);
        }
        return new Extension.Extended(change(before));
    }

    private void add(BlockHeader header, ChainedHeader parent) {
        BigInteger work = parent.work().add(header.target().work());
        ChainedHeader added = new ChainedHeader(header, parent.height() + 1, work, rules.medianTime(header, parent));
        byHash.put(added.hash(), added);
        if (work.compareTo(tip().work()) > 0) {
            switchTo(added);
        }
    }

    private void switchTo(ChainedHeader newTip) {
        List<ChainedHeader> branch = new ArrayList<>();
        ChainedHeader at = newTip;
        while (!isOnBestBranch(at.hash())) {
            branch.add(at);
            at = parent(at);
        }
        best.subList((int) (at.height() - baseHeight()) + 1, best.size()).clear();
        best.addAll(branch.reversed());
    }

    /** Of a header above the base, whose ancestors down to the best branch are always kept. */
    private ChainedHeader parent(ChainedHeader header) {
        return find(header.header().previous()).orElseThrow();
    }

    private Reorg<ChainedHeader> change(ChainedHeader before) {
        return reorgFrom(before.hash(), Integer.MAX_VALUE).orElseGet(Reorg::none);
    }

    /**
     * What leads from a block to the best tip: blocks to take back, newest first, then blocks to connect, oldest first.
     *
     * @param limit how many to connect at most, counted from the fork
     * @return empty when the block is not in the tree
     */
    public Optional<Reorg<ChainedHeader>> reorgFrom(String hash, int limit) {
        ChainedHeader at = byHash.get(hash);
        if (at == null) {
            return Optional.empty();
        }
        List<ChainedHeader> disconnected = new ArrayList<>();
        while (!isOnBestBranch(at.hash())) {
            disconnected.add(at);
            at = parent(at);
        }
        int from = (int) (at.height() - baseHeight()) + 1;
        int to = (int) Math.min(best.size(), (long) from + limit);
        return Optional.of(new Reorg<>(disconnected, best.subList(from, to)));
    }

    /** Hashes of the best branch, dense at the tip and then at doubling distances, down to the genesis block. */
    public List<String> locator() {
        List<String> hashes = new ArrayList<>();
        long step = 1;
        for (long index = best.size() - 1L; index > 0; index -= step) {
            hashes.add(best.get((int) index).hash());
            if (hashes.size() >= 10) {
                step *= 2;
            }
        }
        hashes.add(best.getFirst().hash());
        String genesis = rules.network().genesis().hash();
        if (!hashes.contains(genesis)) {
            hashes.add(genesis);
        }
        return hashes;
    }

    /** Drops everything below a height, which becomes the base, and the branches that lost; nodes offer those anew. */
    public void forgetBelow(long height) {
        int count = Math.clamp(height - baseHeight(), 0, best.size() - 1);
        best.subList(0, count).clear();
        byHash.values().removeIf(h -> !isOnBestBranch(h.hash()));
    }

    public int size() {
        return byHash.size();
    }

    private long baseHeight() {
        return best.getFirst().height();
    }
}
