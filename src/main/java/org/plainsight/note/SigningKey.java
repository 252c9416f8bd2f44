package org.plainsight.note;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.plainsight.signature.Ed25519;

/**
 * The private half of a {@link VerifierKey}, written {@code PRIVATE+KEY+name+id+base64(1 ‖ seed)} as the Go note tools
 * write it. Its text is a secret; {@link #toString} does not tell it.
 */
public final class SigningKey {

    private static final String START = "PRIVATE+KEY+";
    private static final int LONGEST = 1_000;

    private final VerifierKey verifier;
    private final byte[] seed;

    private SigningKey(String name, byte[] seed) {
        this.seed = seed;
        this.verifier = VerifierKey.of(name, VerifierKey.Type.ED25519, Ed25519.publicKey(seed));
    }

    public static SigningKey generate(String name, SecureRandom random) {
        byte[] seed = new byte[Ed25519.KEY_LENGTH];
        random.nextBytes(seed);
        return new SigningKey(name, seed);
    }

    /** The key that 32 secret bytes make. */
    public static SigningKey ofSeed(String name, byte[] seed) {
        if (seed.length != Ed25519.KEY_LENGTH) {
            throw new MalformedNoteException("an Ed25519 seed has 32 bytes");
        }
        return new SigningKey(name, seed.clone());
    }

    /** @throws MalformedNoteException when the text is no private key, or its id is another key's */
    public static SigningKey parse(String text) {
        String[] parts = text.length() > LONGEST ? new String[0] : text.split("\\+", 5);
        if (parts.length != 5 || !text.startsWith(START)) {
            throw new MalformedNoteException("a signing key is written PRIVATE+KEY+name+id+base64");
        }
        byte[] typed = NoteText.base64(parts[4], "the private key");
        if (typed.length != Ed25519.KEY_LENGTH + 1 || typed[0] != 1) {
            throw new MalformedNoteException("a signing key is of type 1 and has 32 bytes");
        }
        SigningKey key = new SigningKey(parts[2], Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.verifier.id().equals(parts[3])) {
            throw new MalformedNoteException("the signing key's id is not that of its key");
        }
        return key;
    }

    /** Of type Ed25519. */
    public VerifierKey verifier() {
        return verifier;
    }

    /** 64 bytes, RFC 8032. */
    public byte[] sign(byte[] message) {
        return Ed25519.sign(seed, message);
    }

    /** The secret text that {@link #parse} reads. */
    public String secretText() {
        byte[] typed = new byte[seed.length + 1];
        typed[0] = 1;
        System.arraycopy(seed, 0, typed, 1, seed.length);
        return START + verifier.name() + "+" + verifier.id() + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    @Override
    public String toString() {
        return "signing key of " + verifier;
    }
}
