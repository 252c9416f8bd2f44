package org.plainsight.note;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.plainsight.merkle.Hash32;
import org.plainsight.signature.Ed25519;

/**
 * A public key of a signed note, written {@code name+id+base64(type ‖ key)}. The id is the first four bytes of SHA-256
 * over name, newline, type and key, as eight hexadecimal digits.
 *
 * @param publicKeyHex the 32 bytes of an Ed25519 key in lower-case hexadecimal
 */
public record VerifierKey(String name, Type type, String publicKeyHex) {

    private static final int LONGEST = 1_000;

    /** What a signature by the key says. */
    public enum Type {
        /** Over the text of the note. */
        ED25519((byte) 0x01),
        /** Over a time and the text of a checkpoint, c2sp.org/tlog-cosignature. */
        COSIGNATURE_V1((byte) 0x04);

        private final byte code;

        Type(byte code) {
            this.code = code;
        }

        private static Type of(byte code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            throw new MalformedNoteException("a key of type " + code + " is not known here; known are 1 and 4");
        }
    }

    public VerifierKey {
        if (!NoteText.isKeyName(name)) {
            throw new MalformedNoteException("a key name is not empty and has no space and no plus sign");
        }
        if (publicKeyHex.length() != 2 * Ed25519.KEY_LENGTH) {
            throw new MalformedNoteException("an Ed25519 key has 32 bytes");
        }
        try {
            publicKeyHex = HexFormat.of().formatHex(HexFormat.of().parseHex(publicKeyHex));
        } catch (IllegalArgumentException e) {
            throw new MalformedNoteException("a key is written in hexadecimal", e);
        }
    }

    /** @throws MalformedNoteException when the text is no key, or its id is not that of the key */
    public static VerifierKey parse(String text) {
        if (text.length() > LONGEST) {
            throw new MalformedNoteException("a key is at most " + LONGEST + " characters long");
        }
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw new MalformedNoteException("a key is written name+id+base64");
        }
        byte[] typed = NoteText.base64(parts[2], "the key after the second plus sign");
        if (typed.length != Ed25519.KEY_LENGTH + 1) {
            throw new MalformedNoteException("a key is one byte of type and 32 bytes, not " + typed.length);
        }
        String hex = HexFormat.of().formatHex(typed, 1, typed.length);
        VerifierKey key = new VerifierKey(parts[0], Type.of(typed[0]), hex);
        if (!key.id().equals(parts[1])) {
            throw new MalformedNoteException("the key's id is " + key.id() + ", not " + parts[1]);
        }
        return key;
    }

    /** Eight lower-case hexadecimal digits. */
    public String id() {
        byte[] prefix = (name + "\n").getBytes(StandardCharsets.UTF_8);
        return Hash32.sha256(prefix, typed()).toHex().substring(0, 8);
    }

    /** The same key and name for the other kind of signature. */
    public VerifierKey as(Type other) {
        return new VerifierKey(name, other, publicKeyHex);
    }

    boolean verifies(byte[] message, byte[] signature) {
        return Ed25519.verify(HexFormat.of().parseHex(publicKeyHex), message, signature);
    }

    private byte[] typed() {
        byte[] key = HexFormat.of().parseHex(publicKeyHex);
        byte[] typed = new byte[key.length + 1];
        typed[0] = type.code;
        System.arraycopy(key, 0, typed, 1, key.length);
        return typed;
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return name + "+" + id() + "+" + Base64.getEncoder().encodeToString(typed());
    }

    static VerifierKey of(String name, Type type, byte[] publicKey) {
        return new VerifierKey(name, type, HexFormat.of().formatHex(publicKey));
    }
}
