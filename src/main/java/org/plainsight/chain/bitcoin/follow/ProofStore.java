package org.plainsight.chain.bitcoin.follow;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.Coin;

/** Proofs that coins are in final blocks, kept while the blocks are at hand. What is kept never changes. */
public interface ProofStore {

    /** One kept proof. */
    record Kept(long height, int revision, Set<String> txids) {
        public Kept {
            txids = Set.copyOf(txids);
        }
    }

    /**
     * Final blocks, newest first, with transactions of coins that are unspent, or were spent in one of the newest thousand
     * blocks, and have no proof here; and all such transactions of each.
     */
    Map<ChainedHeader, Set<String>> lacking(int limit);

    /** Keeps the proof of these transactions of a block, as its next revision. Durable when it returns. */
    void keep(ChainedHeader block, Set<String> txids, byte[] proof);

    /** The newest proof of each of these blocks of the chain, as far as there is one; by height. */
    List<Kept> kept(Collection<Long> heights);

    byte[] proof(Kept kept);

    /** Coins of these scripts that are unspent at the end of a block. */
    List<Coin> coinsAt(long height, Collection<String> scriptsHex);

    /** Lowest first. */
    List<ChainedHeader> blocks(long fromHeight, long toHeight);
}
