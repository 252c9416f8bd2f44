package org.plainsight.liabilities.adversary;

import java.util.List;

/** Bytes that another reader might take for a proof file. */
final class FileForgeries {

    private static final List<String> NAMES =
            List.of("salt", "format", "assets", "header", "statement", "chunks", "amount", "total", "index", "path");

    private FileForgeries() {}

    static List<Forgery.Kind> kinds() {
        return List.of(
                Forgery.Kind.of("duplicate JSON key", "file", (v, i) -> {
                    String name = "\"" + NAMES.get(i % NAMES.size()) + "\":";
                    return Edits.text(v, i, name, name + "[\"" + i + "\"]," + name);
                }),
                Forgery.Kind.of("duplicate JSON key, the second one escaped", "file", (v, i) -> {
                    String name = NAMES.get(i % NAMES.size());
                    String escaped = "\"\\u%04x%s\":".formatted((int) name.charAt(0), name.substring(1));
                    return Edits.text(v, i, "\"" + name + "\":", escaped + i + ",\"" + name + "\":");
                }),
                Forgery.Kind.of(
                        "unknown member",
                        "file",
                        (v, i) -> Edits.text(
                                v,
                                i,
                                "\"salt\":",
                                "\""
                                        + List.of("uid", "email", "phrase", "id", "x")
                                                .get(i % 5) + "\":\"" + i + "\",\"salt\":")),
                Forgery.Kind.of("missing member", "file", (v, i) -> {
                    String name = "\"" + NAMES.get(i % NAMES.size()) + "\":";
                    return Edits.text(v, i, name, "\"" + "x".repeat(1 + i % 7) + "\":");
                }),
                Forgery.Kind.of("truncated file", "file", (v, i) -> {
                    String text = v.text(i);
                    int length = Victims.random(i).nextInt(text.length());
                    return new Forgery(text.substring(0, length), Victims.customer(i));
                }),
                Forgery.Kind.of(
                        "text after the end",
                        "file",
                        (v, i) -> new Forgery(
                                v.text(i) + List.of("x", "{}", "\u0000", ",").get(i % 4), Victims.customer(i))),
                Forgery.Kind.of(
                        "byte order mark", "file", (v, i) -> new Forgery("\ufeff" + v.text(i), Victims.customer(i))),
                Forgery.Kind.of(
                        "nested too deep",
                        "file",
                        (v, i) -> new Forgery("[".repeat(33 + i) + "]".repeat(33 + i), Victims.customer(i))),
                Forgery.Kind.of("hash in capitals or of another length", "file", (v, i) -> {
                    String text = v.text(i);
                    int at = text.indexOf("\"salt\":\"") + 8;
                    String salt = text.substring(at, at + 64);
                    String other = switch (i % 3) {
                        case 0 -> "A" + salt.substring(1);
                        case 1 -> salt.substring(1 + i % 60);
                        default -> salt + "0".repeat(1 + i % 9);
                    };
                    return new Forgery(text.replace(salt, other), Victims.customer(i));
                }),
                Forgery.Kind.of("another spelling of the signature", "file", (v, i) -> {
                    String text = v.text(i);
                    int end = text.indexOf("==\"", text.indexOf("\"sig\":\""));
                    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
                    int value = letters.indexOf(text.charAt(end - 1));
                    char stray = letters.charAt(value + 1 + i % 15);
                    return new Forgery(text.substring(0, end - 1) + stray + text.substring(end), Victims.customer(i));
                }));
    }
}
