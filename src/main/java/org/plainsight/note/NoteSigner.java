package org.plainsight.note;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Makes the signature lines of a checkpoint with a key that may lie elsewhere. */
public final class NoteSigner {

    private final VerifierKey key;
    private final UnaryOperator<byte[]> ed25519;

    /** @param ed25519 answers 64 bytes of signature by {@code key} over the message it is given */
    public NoteSigner(VerifierKey key, UnaryOperator<byte[]> ed25519) {
        this.key = key.as(VerifierKey.Type.ED25519);
        this.ed25519 = ed25519;
    }

    public NoteSignature sign(String text) {
        return NoteSignature.of(key, ed25519.apply(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same key's word that this was the newest checkpoint at that time, to the second. */
    public NoteSignature cosign(Checkpoint checkpoint, Instant time) {
        long seconds = time.getEpochSecond();
        byte[] signature = ed25519.apply(Cosignature.message(seconds, checkpoint.toString()));
        return NoteSignature.of(key.as(VerifierKey.Type.COSIGNATURE_V1), Cosignature.format(seconds, signature));
    }
}
