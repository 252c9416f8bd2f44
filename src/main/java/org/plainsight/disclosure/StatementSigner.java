package org.plainsight.disclosure;

/**
 * Signs statements in one role. A file in development; the same two questions fit PKCS#11 and a cloud's key service.
 * Safe for use by several threads.
 */
public interface StatementSigner {

    SignerRole role();

    /** The raw 32-byte Ed25519 public key in hex. */
    String publicKey();

    /** Ed25519 (RFC 8032) over the given bytes, 64 bytes. */
    byte[] sign(byte[] message);
}
