package org.plainsight.log;

import java.time.Instant;
import org.plainsight.merkle.Hash32;

/**
 * A published head of the log.
 *
 * @param note the signed note, verbatim: what readers get and keep
 */
public record SignedCheckpoint(long size, Hash32 root, String note, Instant signedAt) {

    boolean isSameTreeAs(SignedCheckpoint other) {
        return size == other.size && root.equals(other.root);
    }
}
