package org.plainsight.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution.Dispute;

/** How far corrections have come since the files were written. Safe for use by several threads. */
@FunctionalInterface
public interface DisputeLedger {

    /** A log entry has room for these. */
    int DISPUTES_MAX = 16;

    /** Nothing beyond the files. */
    DisputeLedger NONE = account -> List.of();

    /** The newest word on each publisher's label of an address. */
    List<Dispute> of(AccountId account);

    /** What files declare, with newer words of the ledger in their place, and what only the ledger knows behind. */
    static List<Dispute> merged(List<Dispute> declared, List<Dispute> ledger) {
        List<Dispute> merged = new ArrayList<>();
        for (Dispute dispute : declared) {
            merged.add(ledger.stream()
                    .filter(l -> isSame(l, dispute) && !l.observedAt().isBefore(dispute.observedAt()))
                    .findFirst()
                    .orElse(dispute));
        }
        ledger.stream()
                .filter(l -> declared.stream().noneMatch(d -> isSame(l, d)))
                .forEach(merged::add);
        return merged.subList(0, Math.min(merged.size(), DISPUTES_MAX));
    }

    /** One dispute per publisher and address. */
    static boolean isSame(Dispute one, Dispute other) {
        return key(one.publisher()).equals(key(other.publisher()));
    }

    /** Publishers are compared without case. */
    static String key(String publisher) {
        return publisher.strip().toLowerCase(Locale.ROOT);
    }
}
