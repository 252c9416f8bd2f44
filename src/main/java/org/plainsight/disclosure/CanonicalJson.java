package org.plainsight.disclosure;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/** Writes and reads JSON in its one canonical form (RFC 8785), for the subset of {@link Json}. */
public final class CanonicalJson {

    private CanonicalJson() {}

    public static byte[] write(Json value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    public static String text(Json value) {
        StringBuilder out = new StringBuilder(512);
        append(out, value);
        return out.toString();
    }

    /**
     * Reads any JSON of the subset, canonical or not.
     *
     * @throws MalformedStatementException for anything else; the message names the byte
     */
    public static Json read(byte[] bytes) {
        return new JsonReader(decode(bytes)).readAll();
    }

    /** Reads, and refuses bytes that are not exactly what {@link #write} would write. */
    public static Json readCanonical(byte[] bytes) {
        Json value = read(bytes);
        if (!java.util.Arrays.equals(write(value), bytes)) {
            throw new MalformedStatementException("not in canonical form (RFC 8785)");
        }
        return value;
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedStatementException("not UTF-8");
        }
    }

    private static void append(StringBuilder out, Json value) {
        switch (value) {
            case Json.Obj(var members) -> appendObject(out, members);
            case Json.Arr(var items) -> {
                out.append('[');
                for (int i = 0; i < items.size(); i++) {
                    if (i > 0) {
                        out.append(',');
                    }
                    append(out, items.get(i));
                }
                out.append(']');
            }
            case Json.Str(String s) -> appendString(out, s);
            case Json.Int(long n) -> out.append(n);
            case Json.Bool(boolean b) -> out.append(b);
            case Json.Null n -> out.append("null");
        }
    }

    private static void appendObject(StringBuilder out, Map<String, Json> members) {
        out.append('{');
        Iterator<Map.Entry<String, Json>> entries = members.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, Json> entry = entries.next();
            appendString(out, entry.getKey());
            out.append(':');
            append(out, entry.getValue());
            if (entries.hasNext()) {
                out.append(',');
            }
        }
        out.append('}');
    }

    private static void appendString(StringBuilder out, String s) {
        out.append('"');
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        requirePaired(s, i, c);
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void requirePaired(String s, int i, char c) {
        boolean alone = Character.isHighSurrogate(c)
                ? i + 1 >= s.length() || !Character.isLowSurrogate(s.charAt(i + 1))
                : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(s.charAt(i - 1)));
        if (alone) {
            throw new MalformedStatementException("a string holds half a surrogate pair");
        }
    }
}
