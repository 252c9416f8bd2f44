package org.plainsight.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.plainsight.signature.Ed25519;

/**
 * A signature over a time and a checkpoint, c2sp.org/tlog-cosignature type 0x04: eight bytes of seconds since 1970, then
 * an Ed25519 signature over {@code cosignature/v1}, {@code time <seconds>} and the text of the checkpoint.
 */
final class Cosignature {

    private static final int LENGTH = Long.BYTES + Ed25519.SIGNATURE_LENGTH;

    private final long seconds;
    private final byte[] signature;

    private Cosignature(long seconds, byte[] signature) {
        this.seconds = seconds;
        this.signature = signature;
    }

    /** @throws MalformedNoteException when the bytes have another length or the time is beyond what Java can name */
    static Cosignature parse(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new MalformedNoteException("a cosignature has " + LENGTH + " bytes, not " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long seconds = buffer.getLong();
        if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
            throw new MalformedNoteException("the time of a cosignature is out of range");
        }
        byte[] signature = new byte[Ed25519.SIGNATURE_LENGTH];
        buffer.get(signature);
        return new Cosignature(seconds, signature);
    }

    static byte[] message(long seconds, String checkpointText) {
        return ("cosignature/v1\ntime " + seconds + "\n" + checkpointText).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] format(long seconds, byte[] signature) {
        return ByteBuffer.allocate(LENGTH).putLong(seconds).put(signature).array();
    }

    Instant time() {
        return Instant.ofEpochSecond(seconds);
    }

    boolean verifies(VerifierKey key, String checkpointText) {
        return key.verifies(message(seconds, checkpointText), signature);
    }
}
