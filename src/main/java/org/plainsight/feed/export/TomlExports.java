package org.plainsight.feed.export;

import java.io.OutputStream;
import org.plainsight.feed.EntryWriter;
import org.plainsight.feed.FeedEntry;

/** The forms that ledgers look for under {@code /.well-known/}. Empty text where no such address is ours. */
final class TomlExports {

    private TomlExports() {}

    static EntryWriter xrpLedger(OutputStream out) {
        return EntryWriter.separated(
                out,
                "",
                "\n",
                entry -> isOn(entry, "xrpl")
                        ? "[[ACCOUNTS]]\naddress = " + string(LabelWords.address(entry)) + "\ndesc = "
                                + string(LabelWords.label(entry)) + "\n"
                        : "",
                written -> "");
    }

    static EntryWriter stellar(OutputStream out) {
        return EntryWriter.separated(
                out,
                "ACCOUNTS = [\n",
                ",\n",
                entry -> isOn(entry, "stellar") ? "  " + string(LabelWords.address(entry)) : "",
                written -> written == 0 ? "" : "\n]\n");
    }

    private static boolean isOn(FeedEntry entry, String namespace) {
        return entry.attribution().subject().chain().namespace().equals(namespace);
    }

    /** A basic string. */
    private static String string(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || c == 0x7f) {
                out.append("\\u%04X".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
