package org.plainsight.chain.bitcoin.follow;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.Coin;

/** Lacks nothing and keeps nothing. */
public final class NoProofs implements ProofStore {

    @Override
    public Map<ChainedHeader, Set<String>> lacking(int limit) {
        return Map.of();
    }

    @Override
    public void keep(ChainedHeader block, Set<String> txids, byte[] proof) {
        throw new IllegalStateException("nothing was lacking");
    }

    @Override
    public List<Kept> kept(Collection<Long> heights) {
        return List.of();
    }

    @Override
    public byte[] proof(Kept kept) {
        throw new IllegalStateException("nothing is kept");
    }

    @Override
    public List<Coin> coinsAt(long height, Collection<String> scriptsHex) {
        return List.of();
    }

    @Override
    public List<ChainedHeader> blocks(long fromHeight, long toHeight) {
        return List.of();
    }
}
