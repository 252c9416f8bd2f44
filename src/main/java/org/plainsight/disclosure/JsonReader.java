package org.plainsight.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A strict reader of the subset: no duplicate names, no floats, bounded depth and size. */
final class JsonReader {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_CHARS = 16 * 1024 * 1024;

    private final String text;
    private int at;

    JsonReader(String text) {
        if (text.length() > MAX_CHARS) {
            throw new MalformedStatementException("longer than " + MAX_CHARS + " characters");
        }
        this.text = text;
    }

    Json readAll() {
        Json value = value(0);
        blank();
        if (at != text.length()) {
            throw wrong("text after the end");
        }
        return value;
    }

    private Json value(int depth) {
        if (depth > MAX_DEPTH) {
            throw wrong("nested deeper than " + MAX_DEPTH);
        }
        blank();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new Json.Str(string());
            case 't' -> word("true", new Json.Bool(true));
            case 'f' -> word("false", new Json.Bool(false));
            case 'n' -> word("null", new Json.Null());
            default -> integer();
        };
    }

    private Json object(int depth) {
        TreeMap<String, Json> members = new TreeMap<>();
        at++;
        blank();
        if (peek() == '}') {
            at++;
            return new Json.Obj(members);
        }
        while (true) {
            blank();
            String name = string();
            blank();
            expect(':');
            if (members.put(name, value(depth + 1)) != null) {
                throw wrong("the name '" + name + "' stands twice");
            }
            blank();
            if (peek() == ',') {
                at++;
            } else {
                expect('}');
                return new Json.Obj(members);
            }
        }
    }

    private Json array(int depth) {
        List<Json> items = new ArrayList<>();
        at++;
        blank();
        if (peek() == ']') {
            at++;
            return new Json.Arr(items);
        }
        while (true) {
            items.add(value(depth + 1));
            blank();
            if (peek() == ',') {
                at++;
            } else {
                expect(']');
                return new Json.Arr(items);
            }
        }
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return out.toString();
            }
            if (c < 0x20) {
                throw wrong("a bare control character in a string");
            }
            out.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int value = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(next(), 16);
                    if (digit < 0) {
                        throw wrong("a bad \\u escape");
                    }
                    value = value << 4 | digit;
                }
                yield (char) value;
            }
            default -> throw wrong("a bad escape");
        };
    }

    private Json integer() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        int digits = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        boolean leadingZero = at - digits > 1 && text.charAt(digits) == '0';
        if (at == digits || at - digits > 16 || leadingZero || "-0".equals(text.substring(start, at))) {
            throw wrong("not a whole number");
        }
        if (at < text.length() && ".eE".indexOf(text.charAt(at)) >= 0) {
            throw wrong("a number with a fraction or an exponent");
        }
        return new Json.Int(Long.parseLong(text.substring(start, at)));
    }

    private Json word(String word, Json value) {
        if (!text.startsWith(word, at)) {
            throw wrong("not JSON");
        }
        at += word.length();
        return value;
    }

    private void blank() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("ends too early");
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private void expect(char c) {
        if (next() != c) {
            at--;
            throw wrong("expected '" + c + "'");
        }
    }

    private MalformedStatementException wrong(String what) {
        return new MalformedStatementException(what + " at character " + at);
    }
}
