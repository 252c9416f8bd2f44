package org.plainsight.note;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A text with signatures, c2sp.org/signed-note. Parsing says nothing about who signed: ask {@link #verify}.
 *
 * @param text ends in a newline
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    /** A longer note is refused unread. */
    public static final int MAX_BYTES = 1_000_000;

    public static final int MAX_SIGNATURES = 64;

    public SignedNote {
        if (!text.endsWith("\n")) {
            throw new MalformedNoteException("the text of a note ends in a newline");
        }
        checkCharacters(text);
        signatures = List.copyOf(signatures);
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new MalformedNoteException("a note has 1 to " + MAX_SIGNATURES + " signatures");
        }
    }

    /** @throws MalformedNoteException when the bytes are no signed note */
    public static SignedNote parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedNoteException("a note is at most " + MAX_BYTES + " bytes long");
        }
        return parse(NoteText.utf8(bytes, "the note"));
    }

    /** @throws MalformedNoteException when the text is no signed note */
    public static SignedNote parse(String note) {
        if (note.length() > MAX_BYTES) {
            throw new MalformedNoteException("a note is at most " + MAX_BYTES + " bytes long");
        }
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0) {
            throw new MalformedNoteException("a note has a blank line between text and signatures");
        }
        if (!note.endsWith("\n") || blank + 2 == note.length()) {
            throw new MalformedNoteException("a note ends in a signature line and its newline");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : note.substring(blank + 2, note.length() - 1).split("\n", MAX_SIGNATURES + 1)) {
            if (signatures.size() == MAX_SIGNATURES) {
                throw new MalformedNoteException("a note has at most " + MAX_SIGNATURES + " signatures");
            }
            signatures.add(NoteSignature.parse(line));
        }
        return new SignedNote(note.substring(0, blank + 1), signatures);
    }

    /** The same text with further signatures behind those it has; one that stands there already is left out. */
    public SignedNote with(Collection<NoteSignature> more) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        more.stream().filter(signature -> !all.contains(signature)).forEach(all::add);
        return new SignedNote(text, all);
    }

    /**
     * Whether keys we trust signed this text. Signatures by other keys are ignored; one that names a trusted key and
     * does not verify rejects the note.
     */
    public NoteVerification verify(Collection<VerifierKey> trusted) {
        List<NoteVerification.Signed> signed = new ArrayList<>();
        for (NoteSignature signature : signatures) {
            for (VerifierKey key : trusted) {
                if (!signature.names(key)) {
                    continue;
                }
                Optional<NoteVerification.Signed> good = check(key, signature);
                if (good.isEmpty()) {
                    return new NoteVerification.Rejected("the signature by " + key.name() + " does not verify");
                }
                signed.add(good.get());
            }
        }
        return signed.isEmpty()
                ? new NoteVerification.Rejected("no key that is trusted here has signed")
                : new NoteVerification.Verified(signed);
    }

    /** When this key cosigned the text; empty where it did not, or not truly. */
    public Optional<Instant> timeSigned(VerifierKey cosigner) {
        return verify(List.of(cosigner)) instanceof NoteVerification.Verified(var by)
                ? by.getFirst().time()
                : Optional.empty();
    }

    private Optional<NoteVerification.Signed> check(VerifierKey key, NoteSignature signature) {
        byte[] bytes = signature.signature();
        if (key.type() == VerifierKey.Type.ED25519) {
            return key.verifies(text.getBytes(StandardCharsets.UTF_8), bytes)
                    ? Optional.of(new NoteVerification.Signed(key, Optional.empty()))
                    : Optional.empty();
        }
        try {
            Cosignature cosignature = Cosignature.parse(bytes);
            return cosignature.verifies(key, text)
                    ? Optional.of(new NoteVerification.Signed(key, Optional.of(cosignature.time())))
                    : Optional.empty();
        } catch (MalformedNoteException e) {
            return Optional.empty();
        }
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return signatures.stream().map(signature -> signature + "\n").collect(Collectors.joining("", text + "\n", ""));
    }

    private static void checkCharacters(String text) {
        if (text.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
            throw new MalformedNoteException("a note has no control character but newlines");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new MalformedNoteException("the note is not UTF-8");
        }
    }
}
