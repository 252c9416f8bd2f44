package org.plainsight.feed.export;

import java.util.List;
import java.util.stream.Collectors;
import org.plainsight.feed.FeedEntry;

/** The forms that ledgers look for under {@code /.well-known/}. Empty text where no such address is ours. */
final class TomlExports {

    private TomlExports() {}

    static String xrpLedger(List<FeedEntry> ours) {
        return ours.stream()
                .filter(entry -> isOn(entry, "xrpl"))
                .map(entry -> "[[ACCOUNTS]]\naddress = " + string(LabelWords.address(entry)) + "\ndesc = "
                        + string(LabelWords.label(entry)) + "\n")
                .collect(Collectors.joining("\n"));
    }

    static String stellar(List<FeedEntry> ours) {
        List<String> accounts = ours.stream()
                .filter(entry -> isOn(entry, "stellar"))
                .map(entry -> "  " + string(LabelWords.address(entry)))
                .toList();
        return accounts.isEmpty() ? "" : "ACCOUNTS = [\n" + String.join(",\n", accounts) + "\n]\n";
    }

    private static boolean isOn(FeedEntry entry, String namespace) {
        return entry.attribution().subject().chain().namespace().equals(namespace);
    }

    /** A basic string: entities are printable ASCII, addresses letters and digits. */
    private static String string(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
