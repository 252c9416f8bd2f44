package org.plainsight.testing;

import java.security.SecureRandom;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.StatementSigner;
import org.plainsight.note.SigningKey;

/** A statement key that lives for one test. */
public record TestSigner(SignerRole role, SigningKey key) implements StatementSigner {

    /** With a new key. */
    public TestSigner(SignerRole role) {
        this(role, SigningKey.generate("test", new SecureRandom()));
    }

    /** The operator's, with a new key. */
    public static TestSigner operator() {
        return new TestSigner(SignerRole.OPERATOR);
    }

    /** The same key in another role. */
    public TestSigner as(SignerRole other) {
        return new TestSigner(other, key);
    }

    @Override
    public String publicKey() {
        return key.verifier().publicKeyHex();
    }

    @Override
    public byte[] sign(byte[] message) {
        return key.sign(message);
    }
}
