package org.plainsight.note;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * One signature line of a note: {@code — name base64(id ‖ signature)}.
 *
 * @param keyId eight lower-case hexadecimal digits
 * @param base64 the id's four bytes and the signature, as written
 */
public record NoteSignature(String name, String keyId, String base64) {

    private static final String START = "— ";
    private static final int ID_LENGTH = 4;

    public NoteSignature {
        if (!NoteText.isKeyName(name)) {
            throw new MalformedNoteException("a signature names its key without space and plus sign");
        }
        byte[] bytes = NoteText.base64(base64, "the signature by " + name);
        if (bytes.length <= ID_LENGTH) {
            throw new MalformedNoteException("the signature by " + name + " has no bytes after the key's id");
        }
        if (!HexFormat.of().formatHex(bytes, 0, ID_LENGTH).equals(keyId)) {
            throw new MalformedNoteException("the signature by " + name + " begins with another key's id");
        }
    }

    static NoteSignature of(VerifierKey key, byte[] signature) {
        byte[] id = HexFormat.of().parseHex(key.id());
        byte[] bytes = Arrays.copyOf(id, ID_LENGTH + signature.length);
        System.arraycopy(signature, 0, bytes, ID_LENGTH, signature.length);
        return new NoteSignature(key.name(), key.id(), Base64.getEncoder().encodeToString(bytes));
    }

    /** @param line without its newline */
    static NoteSignature parse(String line) {
        int space = line.indexOf(' ', START.length());
        if (!line.startsWith(START) || space < 0) {
            throw new MalformedNoteException("a signature line is written: — name base64");
        }
        String base64 = line.substring(space + 1);
        byte[] bytes = NoteText.base64(base64, "a signature");
        if (bytes.length <= ID_LENGTH) {
            throw new MalformedNoteException("a signature has no bytes after the key's id");
        }
        String id = HexFormat.of().formatHex(bytes, 0, ID_LENGTH);
        return new NoteSignature(line.substring(START.length(), space), id, base64);
    }

    /** Whether the line says it is by this key; only then has its signature a meaning. */
    public boolean names(VerifierKey key) {
        return name.equals(key.name()) && keyId.equals(key.id());
    }

    /** The bytes after the id. */
    byte[] signature() {
        byte[] bytes = Base64.getDecoder().decode(base64);
        return Arrays.copyOfRange(bytes, ID_LENGTH, bytes.length);
    }

    /** The line without its newline. */
    @Override
    public String toString() {
        return START + name + " " + base64;
    }
}
