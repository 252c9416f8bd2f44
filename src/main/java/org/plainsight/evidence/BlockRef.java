package org.plainsight.evidence;

import java.time.Instant;
import java.util.regex.Pattern;
import org.plainsight.asset.ChainId;

/**
 * One block of one chain, named so that nobody can mean another. The hash is 64 lower-case hex digits without 0x, as
 * explorers print it (Bitcoin: reversed byte order). The time is the chain's own: Bitcoin median-time-past, EVM the
 * block's timestamp.
 */
public record BlockRef(ChainId chain, long height, String hash, Instant time) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public BlockRef {
        if (height < 0) {
            throw new IllegalArgumentException("negative height " + height);
        }
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("not a block hash: " + hash);
        }
    }
}
