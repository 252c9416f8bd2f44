package org.plainsight.disclosure;

import java.util.List;

/**
 * Signs statements in one role: a file in development, a hardware module, a key service, or people outside. Safe for use
 * by several threads.
 */
public interface StatementSigner {

    SignerRole role();

    /** The raw 32-byte Ed25519 public key in hex. */
    String publicKey();

    /**
     * Ed25519 (RFC 8032) over the given bytes, 64 bytes.
     *
     * @throws AwaitingSignatureException when somebody outside must sign first
     */
    byte[] sign(byte[] message);

    /**
     * All of them, in order.
     *
     * @throws AwaitingSignatureException when somebody outside must sign one or more of them first; asked for at once
     */
    default List<byte[]> signAll(List<byte[]> messages) {
        return messages.stream().map(this::sign).toList();
    }
}
