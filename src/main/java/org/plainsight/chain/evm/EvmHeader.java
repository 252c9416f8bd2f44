package org.plainsight.chain.evm;

import java.time.Instant;
import java.util.regex.Pattern;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.BlockRef;

/**
 * One block's place in its chain.
 *
 * @param hash 64 lower-case hex digits without 0x, as is the parent's
 * @param time the block's own timestamp
 */
public record EvmHeader(long number, String hash, String parentHash, Instant time) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public EvmHeader {
        if (number < 0) {
            throw new IllegalArgumentException("negative block number " + number);
        }
        if (!HASH.matcher(hash).matches() || !HASH.matcher(parentHash).matches()) {
            throw new IllegalArgumentException("not a block hash: " + hash + " or " + parentHash);
        }
    }

    public BlockRef ref(ChainId chain) {
        return new BlockRef(chain, number, hash, time);
    }
}
