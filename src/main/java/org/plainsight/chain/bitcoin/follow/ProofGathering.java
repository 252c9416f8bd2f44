package org.plainsight.chain.bitcoin.follow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.MalformedBlockException;
import org.plainsight.chain.bitcoin.proof.BlockProof;
import org.plainsight.chain.bitcoin.scan.RawBlock;

/**
 * Fetches the blocks of our coins once more after they are final, and keeps the proofs that the coins exist, so that they
 * are there when a snapshot is published. Between rounds of following, a few blocks at a time. For use by one thread.
 */
public final class ProofGathering {

    private static final int BLOCKS = 16;
    /** A publication waits for proofs of the newest blocks, so looking for what lacks is not put off for long. */
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** Nor does it take more than this part of the follower's time where there are millions of coins. */
    private static final int PAUSES = 10;

    private final ProofStore proofs;
    private final Clock clock;
    private final Map<BlockSource, Asked> bySource = new WeakHashMap<>();

    private static final class Asked {
        /** Blocks that this node has not got any more. */
        private final Set<String> gone = new HashSet<>();

        private Instant next = Instant.MIN;
    }

    public ProofGathering(ProofStore proofs, Clock clock) {
        this.proofs = proofs;
        this.clock = clock;
    }

    /**
     * @return whether there is more to fetch at once
     * @throws NodeUnavailableException when the node does not answer
     * @throws MalformedBlockException when it gives another body than the header's
     */
    public boolean step(BlockSource source) {
        Asked asked = bySource.computeIfAbsent(source, s -> new Asked());
        Instant began = clock.instant();
        if (began.isBefore(asked.next)) {
            return false;
        }
        boolean any = false;
        for (Map.Entry<ChainedHeader, Set<String>> lacking :
                proofs.lacking(BLOCKS + asked.gone.size()).entrySet()) {
            ChainedHeader block = lacking.getKey();
            if (asked.gone.contains(block.hash())) {
                continue;
            }
            try {
                fetch(source, block, lacking.getValue());
                any = true;
            } catch (BlockNotThereException e) {
                asked.gone.add(block.hash());
            }
        }
        if (!any) {
            Instant ended = clock.instant();
            Duration took = Duration.between(began, ended).multipliedBy(PAUSES);
            asked.next = ended.plus(took.compareTo(PAUSE) > 0 ? took : PAUSE);
        }
        return any;
    }

    private void fetch(BlockSource source, ChainedHeader block, Set<String> txids) {
        RawBlock body = RawBlock.parse(source.blocks(List.of(block.hash())).getFirst());
        if (!body.header().hash().equals(block.hash())) {
            throw new MalformedBlockException(
                    "asked for block " + block.hash() + ", got " + body.header().hash());
        }
        proofs.keep(block, txids, BlockProof.of(body, txids));
    }
}
