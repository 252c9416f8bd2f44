package org.plainsight.log;

import org.plainsight.note.VerifierKey;

/** The log's Ed25519 key, wherever it lies: a file, a hardware module, a key service. */
public interface LogSigner {

    /** Named like the log's origin. */
    VerifierKey verifierKey();

    /** 64 bytes of Ed25519 signature over the message. */
    byte[] sign(byte[] message);
}
