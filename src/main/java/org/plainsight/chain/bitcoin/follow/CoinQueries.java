package org.plainsight.chain.bitcoin.follow;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.chain.bitcoin.ChainedHeader;

/** Questions to what a follower has taken in. Each answer is of one moment. Safe for use by several threads. */
public interface CoinQueries {

    /**
     * @param tip the newest block taken in; empty before the first
     * @param finalised the newest block that will not be taken back
     */
    record Progress(Optional<ChainedHeader> tip, Optional<ChainedHeader> finalised, Optional<Stop> stop) {}

    /**
     * Satoshi per script. Absent scripts are not watched.
     *
     * @param catchingUp scripts whose past is not searched in full, and up to which height it is
     * @param gaps scripts whose balance at this very block is not known
     */
    record Balances(
            ChainedHeader block,
            Map<String, Long> satoshiByScript,
            Map<String, Long> catchingUp,
            Map<String, Gap> gaps) {
        public Balances {
            satoshiByScript = Map.copyOf(satoshiByScript);
            catchingUp = Map.copyOf(catchingUp);
            gaps = Map.copyOf(gaps);
        }
    }

    /** @param txid empty when no transaction explains the change */
    record Change(ChainedHeader block, Optional<String> txid, long deltaSat) {}

    /**
     * @param upTo the height that the search has reached; empty when it keeps up with the chain
     * @param gaps lowest first
     */
    record Searched(Optional<Long> upTo, List<Gap> gaps) {
        public Searched {
            gaps = List.copyOf(gaps);
        }
    }

    Progress progress();

    Optional<ChainedHeader> blockAt(long height);

    Optional<ChainedHeader> block(String hash);

    /** The highest block up to a height whose median-time-past is at or before the given time. */
    Optional<ChainedHeader> lastBlockAtOrBefore(Instant time, long maxHeight);

    /** At the end of the block of this height and hash; empty when that block is not taken in. */
    Optional<Balances> balancesAt(long height, String hash, Collection<String> scriptsHex);

    /** Of all watched scripts at the tip; empty before the first block. */
    Optional<Balances> balances();

    /** Of blocks up to this height, newest first. */
    List<Change> changes(String scriptHex, long upTo, int offset, int limit);

    /** Empty when the script is not watched. */
    Optional<Searched> searched(String scriptHex);
}
