package org.plainsight.app.keys;

/** An Ed25519 key that somebody holds for us. Safe for use by several threads. */
public interface HeldKey {

    /** The raw 32 bytes in lower-case hex. */
    String publicKey();

    /**
     * 64 bytes of Ed25519 (RFC 8032) over the message.
     *
     * @throws KeyUnavailableException when the holder does not sign now
     */
    byte[] sign(byte[] message);
}
