package org.plainsight.liabilities;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.plainsight.merkle.Hash32;

/**
 * What a customer types to find themselves in the trees; never read from a proof file. Its digest is guessable by
 * someone who knows the customer, so it is never public and never logged.
 *
 * @param email ASCII spaces around it trimmed, A–Z lowered, NFC
 * @param phrase NFC; may be empty
 */
public record CustomerIdentity(String uid, String email, String phrase) {

    private static final int MAX_BYTES = 65_535;

    public CustomerIdentity {
        email = Normalizer.normalize(lowerAscii(trimSpaces(email)), Normalizer.Form.NFC);
        phrase = Normalizer.normalize(phrase, Normalizer.Form.NFC);
        requireFits("customer number", uid);
        requireFits("e-mail", email);
        requireFits("phrase", phrase);
    }

    /** ID = SHA-256( 03 00 0000 | lp(uid) | lp(e-mail) | lp(phrase) ). */
    public Hash32 digest() {
        return HashInput.tag(3, 0, 0).lp(uid).lp(email).lp(phrase).sha256();
    }

    /** Keeps the person out of logs and messages. */
    @Override
    public String toString() {
        return "CustomerIdentity[…]";
    }

    private static void requireFits(String what, String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("the " + what + " is longer than " + MAX_BYTES + " bytes");
        }
    }

    private static String trimSpaces(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == ' ') {
            to--;
        }
        return text.substring(from, to);
    }

    private static String lowerAscii(String text) {
        StringBuilder lowered = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lowered.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return lowered.toString();
    }
}
