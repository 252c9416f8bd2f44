package org.plainsight.portal.web;

import io.quarkus.arc.Arc;
import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.plainsight.asset.Amount;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainName;
import org.plainsight.evidence.Age;
import org.plainsight.evidence.BlockRef;
import org.plainsight.evidence.EvidenceGrade;

/** How templates of every feature write times, chains and grades. */
@TemplateExtension
final class DisplayForms {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** Controls, formats and line ends, and what Unicode has renderers ignore (Default_Ignorable_Code_Point). */
    private static final Pattern HIDDEN = Pattern.compile("[[\\p{Cc}&&[^\n\t]]\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}"
            + "\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2065\\u3164\\uFE00-\\uFE0F\\uFFA0\\uFFF0-\\uFFF8"
            + "\\x{E0000}-\\x{E0FFF}]");

    private DisplayForms() {}

    static String utc(Instant at) {
        return MINUTE.format(at);
    }

    /** Digits in groups of three. */
    static String grouped(Long count) {
        return Amount.of(count).display(0);
    }

    static String age(Instant at) {
        return Age.words(at, Arc.container().instance(Clock.class).get().instant());
    }

    /** As explorers of the chain print it: EVM hashes with 0x. */
    static String hashText(BlockRef block) {
        return (block.chain().isEvm() ? "0x" : "") + block.hash();
    }

    /** Of a number, what stands before the decimals. */
    static String whole(String number) {
        int point = number.indexOf('.');
        return point < 0 ? number : number.substring(0, point);
    }

    /** Of a number, the point and its decimals without noughts at the end, two at least; empty for a whole one. */
    static String fraction(String number) {
        int point = number.indexOf('.');
        if (point < 0) {
            return "";
        }
        int end = number.length();
        while (end > point + 3 && number.charAt(end - 1) == '0') {
            end--;
        }
        return number.substring(point, end);
    }

    static String label(ChainId chain) {
        return ChainName.of(chain);
    }

    static String word(EvidenceGrade grade) {
        return grade.name().toLowerCase(Locale.ROOT);
    }

    static String meaning(EvidenceGrade grade) {
        return switch (grade) {
            case PROVEN -> "arithmetic anyone can redo";
            case OBSERVED -> "read on chain, at a named block with its hash";
            case ATTESTED -> "stated by a named third party, at a time, under a standard";
            case CLAIMED -> "signed by the operator, nothing more";
        };
    }

    /** Others' text: what would turn its direction around or hide in it is spelled out, and lookalike words are marked. */
    static String tame(String text) {
        String tame = HIDDEN.matcher(text)
                .replaceAll(hidden -> "⟨U+%04X⟩".formatted(hidden.group().codePointAt(0)));
        return LookalikeLetters.flagged(tame);
    }

    /** As one part of a link's path. */
    static String pathPart(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
