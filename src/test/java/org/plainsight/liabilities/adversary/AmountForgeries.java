package org.plainsight.liabilities.adversary;

import java.math.BigInteger;
import java.util.List;
import org.plainsight.merkle.SumNode;

/** Numbers that are negative, too large, or written otherwise than in their one form. */
final class AmountForgeries {

    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(127);
    private static final List<String> OTHER_SPELLINGS = List.of("0", "+", " ", "00", "1e", "0x", "\\u0030", "٣");

    private AmountForgeries() {}

    static List<Forgery.Kind> kinds() {
        return List.of(
                Forgery.Kind.of("negative leaf", "file", (v, i) -> Edits.text(v, i, "\"amount\":\"", "\"amount\":\"-")),
                Forgery.Kind.of(
                        "negative sibling", "file", (v, i) -> Edits.text(v, i, "\"path\":[[", "\",\"", "\",\"-")),
                Forgery.Kind.of("sibling grown by 2^63", "asset", (v, i) -> grown(v, i, 63)),
                Forgery.Kind.of("sibling grown by 2^64", "asset", (v, i) -> grown(v, i, 64)),
                Forgery.Kind.of("sibling grown by 2^126", "asset", (v, i) -> grown(v, i, 126)),
                Forgery.Kind.of("sum of 2^127", "file", (v, i) -> replaced(v, i, "\"path\":[[", "\",\"", limit(i))),
                Forgery.Kind.of("amount of 2^127", "file", (v, i) -> replaced(v, i, "", "\"amount\":\"", limit(i))),
                Forgery.Kind.of("total of 2^127", "file", (v, i) -> replaced(v, i, "", "\"total\":\"", limit(i))),
                Forgery.Kind.of(
                        "non-canonical amount",
                        "file",
                        (v, i) -> Edits.text(
                                v,
                                i,
                                "\"amount\":\"",
                                "\"amount\":\"" + OTHER_SPELLINGS.get(i % OTHER_SPELLINGS.size()))),
                Forgery.Kind.of(
                        "amount as a number", "file", (v, i) -> replaced(v, i, "", "\"amount\":", "5,\"x\":\"")),
                Forgery.Kind.of(
                        "fraction", "file", (v, i) -> Edits.text(v, i, "\"decimals\":8", "\"decimals\":8." + i % 10)),
                Forgery.Kind.of("exponent", "file", (v, i) -> Edits.text(v, i, "\"kind\":0", "\"kind\":0e" + i)),
                Forgery.Kind.of(
                        "total of its own",
                        "asset",
                        (v, i) -> Edits.asset(
                                v,
                                i,
                                a -> Edits.chunks(a, a.depth(), a.total().add(BigInteger.valueOf(1 + i)), a.chunks()))),
                Forgery.Kind.of(
                        "other decimals",
                        "asset",
                        (v, i) -> Edits.text(v, i, "\"decimals\":8", "\"decimals\":" + (9 + i % 240))),
                Forgery.Kind.of(
                        "other kind", "asset", (v, i) -> Edits.text(v, i, "\"kind\":0", "\"kind\":" + (1 + i % 255))));
    }

    private static String limit(int i) {
        return LIMIT.add(BigInteger.valueOf(i)).toString();
    }

    /** Puts a text in the place of a quoted number. */
    private static Forgery replaced(Victims v, int i, String after, String before, String number) {
        String text = v.text(i);
        int at = text.indexOf(before, text.indexOf(after) + after.length()) + before.length();
        int end = text.indexOf('"', at + 1);
        return new Forgery(text.substring(0, at) + number + text.substring(end), Victims.customer(i));
    }

    /** A sibling and the total grow by a power of two, as if a sum had wrapped there. */
    private static Forgery grown(Victims v, int i, int bits) {
        BigInteger wrap = BigInteger.ONE.shiftLeft(bits);
        return Edits.asset(v, i, a -> {
            int level = i % a.depth();
            var grown =
                    Edits.sibling(a, level, n -> new SumNode(n.hash(), n.sum().add(wrap)));
            return Edits.chunks(grown, a.depth(), a.total().add(wrap), grown.chunks());
        });
    }
}
