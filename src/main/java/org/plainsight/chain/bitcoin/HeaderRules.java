package org.plainsight.chain.bitcoin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plainsight.chain.bitcoin.BitcoinNetwork.Difficulty;

/** What a header must satisfy beside its parent: proof of work, the expected target, median-time-past, not the future. */
final class HeaderRules {

    static final int MEDIAN_SPAN = 11;
    static final int PERIOD = 2016;
    private static final long PERIOD_SECONDS = Duration.ofDays(14).toSeconds();
    private static final long MAX_AHEAD_SECONDS = Duration.ofHours(2).toSeconds();
    /** On test networks a block this late after its parent may have the easiest target. */
    private static final long LATE_SECONDS = Duration.ofMinutes(20).toSeconds();

    private final BitcoinNetwork network;
    private final HeaderTree tree;

    HeaderRules(BitcoinNetwork network, HeaderTree tree) {
        this.network = network;
        this.tree = tree;
    }

    BitcoinNetwork network() {
        return network;
    }

    /** What is wrong with a header, in words; empty when nothing is. */
    Optional<String> fault(BlockHeader header, ChainedHeader parent, Instant now) {
        long expected = expectedBits(header, parent);
        if (header.bits() != expected) {
            return Optional.of("nBits is %08x, the blocks before it ask for %08x".formatted(header.bits(), expected));
        }
        if (!header.target().isMetBy(header.hash())) {
            return Optional.of("its hash is above its target");
        }
        if (header.timeSeconds() <= parent.medianTime().getEpochSecond()) {
            return Optional.of("its time is not after the median of the eleven blocks before it");
        }
        if (header.timeSeconds() > now.getEpochSecond() + MAX_AHEAD_SECONDS) {
            return Optional.of("its time is more than two hours ahead of this machine's clock");
        }
        return Optional.empty();
    }

    /** BIP 113: the median of the header's own time and those of the ten before it, or as many as there are. */
    Instant medianTime(BlockHeader header, ChainedHeader parent) {
        List<Long> times = new ArrayList<>(MEDIAN_SPAN);
        times.add(header.timeSeconds());
        @Nullable ChainedHeader at = parent;
        while (at != null && times.size() < MEDIAN_SPAN) {
            times.add(at.header().timeSeconds());
            at = tree.find(at.header().previous()).orElse(null);
        }
        times.sort(null);
        return Instant.ofEpochSecond(times.get(times.size() / 2));
    }

    private long expectedBits(BlockHeader header, ChainedHeader parent) {
        long parentBits = parent.header().bits();
        return switch (network.difficulty()) {
            case CONSTANT -> parentBits;
            case RETARGETS -> startsPeriod(parent.height() + 1) ? retarget(parent) : parentBits;
            case TESTNET, BIP94 -> startsPeriod(parent.height() + 1) ? retarget(parent) : testnetBits(header, parent);
        };
    }

    private static boolean startsPeriod(long height) {
        return height % PERIOD == 0;
    }

    private long retarget(ChainedHeader last) {
        ChainedHeader first = last;
        for (int i = 1; i < PERIOD; i++) {
            String previous = first.header().previous();
            first = tree.find(previous)
                    .orElseThrow(() -> new IllegalStateException(
                            "the header tree was cut above " + previous + ", inside the period that a retarget needs"));
        }
        BlockHeader base = network.difficulty() == Difficulty.BIP94 ? first.header() : last.header();
        long took = last.header().timeSeconds() - first.header().timeSeconds();
        return base.target().retargeted(took, PERIOD_SECONDS, network.limit()).toBits();
    }

    private long testnetBits(BlockHeader header, ChainedHeader parent) {
        long easiest = network.limit().toBits();
        if (header.timeSeconds() > parent.header().timeSeconds() + LATE_SECONDS) {
            return easiest;
        }
        ChainedHeader at = parent;
        while (!startsPeriod(at.height()) && at.header().bits() == easiest) {
            at = tree.find(at.header().previous()).orElseThrow();
        }
        return at.header().bits();
    }
}
