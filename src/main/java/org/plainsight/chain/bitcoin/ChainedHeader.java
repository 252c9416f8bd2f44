package org.plainsight.chain.bitcoin;

import java.math.BigInteger;
import java.time.Instant;
import org.plainsight.evidence.BlockRef;

/**
 * A header in its place.
 *
 * @param work hashes expected for the whole branch up to here
 * @param medianTime median of the times of this block and the ten before it (BIP 113), which never runs backwards
 */
public record ChainedHeader(BlockHeader header, long height, BigInteger work, Instant medianTime) {

    public static ChainedHeader genesis(BitcoinNetwork network) {
        BlockHeader genesis = network.genesis();
        return new ChainedHeader(genesis, 0, genesis.target().work(), Instant.ofEpochSecond(genesis.timeSeconds()));
    }

    public String hash() {
        return header.hash();
    }

    public BlockRef ref(BitcoinNetwork network) {
        return new BlockRef(network.chainId(), height, hash(), medianTime);
    }
}
