package org.plainsight.app.keys;

import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.StatementSigner;

/** A statement key that this process can use. */
public record HeldSigner(SignerRole role, HeldKey key) implements StatementSigner {

    @Override
    public String publicKey() {
        return key.publicKey();
    }

    @Override
    public byte[] sign(byte[] message) {
        return key.sign(message);
    }
}
