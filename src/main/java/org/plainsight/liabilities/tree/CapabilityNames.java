package org.plainsight.liabilities.tree;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.plainsight.merkle.Hash32;

/** SHA-256(capability) of account references: what the index is sorted by. One instance serves one thread. */
final class CapabilityNames {

    private static final byte[] LABEL = "capability".getBytes(StandardCharsets.US_ASCII);

    private final Prf prf;

    CapabilityNames(SnapshotKey key) {
        this.prf = key.prf();
    }

    byte[] of(byte[] reference) {
        byte[] message = ByteBuffer.allocate(2 + LABEL.length + 2 + reference.length)
                .putShort((short) LABEL.length)
                .put(LABEL)
                .putShort((short) reference.length)
                .put(reference)
                .array();
        return Hash32.sha256(prf.of(message)).toBytes();
    }
}
