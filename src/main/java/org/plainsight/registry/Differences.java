package org.plainsight.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Evidence;
import org.plainsight.disclosure.Attribution.Role;

/** How two attributions of one address differ, in words. What nobody declares (times, cited indices) is no difference. */
public final class Differences {

    private Differences() {}

    /** What a first claim says. */
    public static List<String> ofNew(Attribution next) {
        List<String> words = new ArrayList<>();
        words.add(word(next.claim()));
        next.role().ifPresent(role -> words.add("role " + word(role)));
        if (AddressClaim.isOurs(next.claim())) {
            words.add(ownership(next));
        }
        return words;
    }

    /** Old and new, for each member that differs. */
    public static List<String> between(Attribution old, Attribution next) {
        List<String> words = new ArrayList<>();
        compare(words, "claim", word(old.claim()), word(next.claim()));
        compare(words, "id", old.id(), next.id());
        compare(words, "entity", old.entity(), next.entity());
        compare(words, "role", role(old), role(next));
        compare(words, "purpose", old.purpose().orElse("none"), next.purpose().orElse("none"));
        compare(words, "assets", String.join(" ", old.assets()), String.join(" ", next.assets()));
        changed(words, "valid from", old.validFrom().equals(next.validFrom()));
        changed(words, "valid until", old.validUntil().equals(next.validUntil()));
        changed(words, "script", old.script().equals(next.script()));
        compare(words, "reason", "'" + old.reason() + "'", "'" + next.reason() + "'");
        changed(words, "disputes", old.disputes().equals(next.disputes()));
        changed(words, "evidence", proofs(old).equals(proofs(next)));
        if (!verdicts(old).equals(verdicts(next))) {
            words.add("verdict " + old.ownership().word() + " → " + ownership(next));
        }
        return words;
    }

    private static void compare(List<String> words, String name, String old, String next) {
        if (!old.equals(next)) {
            words.add(name + " " + old + " → " + next);
        }
    }

    private static void changed(List<String> words, String name, boolean same) {
        if (!same) {
            words.add(name + " changed");
        }
    }

    private static String role(Attribution a) {
        return a.role().map((Role role) -> word(role)).orElse("none");
    }

    private static String ownership(Attribution a) {
        if (a.evidence().stream().allMatch(e -> e.signatures().isEmpty())) {
            return "no signature";
        }
        return a.ownership().word() + " (" + a.ownership().reason() + ")";
    }

    private static List<String> verdicts(Attribution a) {
        return a.evidence().stream().map(e -> e.verdict().word()).toList();
    }

    private static List<Evidence> proofs(Attribution a) {
        return a.evidence().stream()
                .map(e -> new Evidence(
                        e.method(),
                        e.message(),
                        e.signatures(),
                        e.script(),
                        Optional.empty(),
                        org.plainsight.evidence.Verdict.inconclusive("")))
                .toList();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
