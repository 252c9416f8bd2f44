package org.plainsight.liabilities;

import java.time.Instant;
import org.plainsight.merkle.Hash32;

/**
 * What one hash commits of a whole snapshot, chained to the snapshot before.
 *
 * @param cutOff in whole milliseconds
 * @param treeCount n, the number of asset records under {@code assetsRoot}
 * @param previous the header before; 32 zero bytes for the first
 * @param manifest SHA-256 of the reserves manifest
 * @param policy SHA-256 of the policy document
 */
public record SnapshotHeader(
        SnapshotId snapshot,
        Instant cutOff,
        int treeCount,
        Hash32 assetsRoot,
        Hash32 previous,
        Hash32 manifest,
        Hash32 policy) {

    public static final int VERSION = 1;
    public static final Hash32 NO_PREVIOUS = Hash32.of(new byte[Hash32.LENGTH]);

    public SnapshotHeader {
        if (!isWholeMillis(cutOff)) {
            throw new IllegalArgumentException("a cut-off has whole milliseconds, from 1970 on: " + cutOff);
        }
    }

    public static boolean isWholeMillis(Instant time) {
        return time.getEpochSecond() >= 0 && time.getNano() % 1_000_000 == 0;
    }

    /**
     * SHA-256( 08 00 version u16 | snapshotId[16] | cut-off millis u64 | n u32 | A[32] | previous[32] |
     * SHA-256(manifest)[32] | SHA-256(policy)[32] ).
     */
    public Hash32 hash() {
        return HashInput.tag(8, 0, VERSION)
                .snapshot(snapshot)
                .u64(cutOff.toEpochMilli())
                .u32(treeCount)
                .hash(assetsRoot)
                .hash(previous)
                .hash(manifest)
                .hash(policy)
                .sha256();
    }
}
