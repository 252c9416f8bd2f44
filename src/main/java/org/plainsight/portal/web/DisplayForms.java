package org.plainsight.portal.web;

import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.plainsight.asset.Amount;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainName;
import org.plainsight.evidence.EvidenceGrade;

/** How templates of every feature write times, chains and grades. */
@TemplateExtension
final class DisplayForms {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private DisplayForms() {}

    static String utc(Instant at) {
        return MINUTE.format(at);
    }

    /** Digits in groups of three. */
    static String grouped(Long count) {
        return Amount.of(count).display(0);
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
}
