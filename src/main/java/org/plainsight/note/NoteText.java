package org.plainsight.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The small forms all C2SP texts share: strict UTF-8, canonical base64, plain decimals, key names. */
final class NoteText {

    private NoteText() {}

    static String utf8(byte[] bytes, String what) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedNoteException(what + " is not UTF-8", e);
        }
    }

    static byte[] base64(String text, String what) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedNoteException(what + " is not base64", e);
        }
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new MalformedNoteException(what + " is not canonical base64 with padding");
        }
        return bytes;
    }

    /** From 0 to 2^63-1, no sign, no leading zero. */
    static long decimal(String text, String what) {
        boolean digits = !text.isEmpty() && text.length() <= 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || (text.length() > 1 && text.startsWith("0"))) {
            throw new MalformedNoteException(what + " is not a plain decimal number below 2^63");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new MalformedNoteException(what + " is not a plain decimal number below 2^63", e);
        }
    }

    static boolean isKeyName(String name) {
        return !name.isEmpty()
                && name.codePoints().noneMatch(c -> c == '+' || isSpace(c) || c < 0x20 || isSurrogate(c));
    }

    private static boolean isSpace(int c) {
        return Character.isSpaceChar(c) || Character.isWhitespace(c) || c == 0x85;
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
