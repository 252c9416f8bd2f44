package org.plainsight.registry.corrections;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution.Dispute;
import org.plainsight.disclosure.Attribution.DisputeState;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.DisputeLedger;
import org.plainsight.registry.labels.LabelFinding;

/** How a correction may go on, and what a look at a publisher's list says of it. */
public final class CorrectionRules {

    private CorrectionRules() {}

    /** What may follow; asking again is always possible until it is corrected. */
    public static Set<DisputeState> next(DisputeState state) {
        return switch (state) {
            case ASKED -> EnumSet.of(DisputeState.ACKNOWLEDGED, DisputeState.CORRECTED);
            case ACKNOWLEDGED -> EnumSet.of(DisputeState.ASKED, DisputeState.CORRECTED);
            case CORRECTED -> EnumSet.of(DisputeState.BROKEN_AGAIN);
            case BROKEN_AGAIN -> EnumSet.of(DisputeState.ASKED, DisputeState.ACKNOWLEDGED, DisputeState.CORRECTED);
        };
    }

    /** The dispute in another state, seen at another time. */
    public static Dispute moved(Dispute dispute, DisputeState to, Instant at) {
        return new Dispute(dispute.publisher(), dispute.label(), dispute.url(), at, dispute.observedSha256(), to);
    }

    /**
     * What a look at a publisher's list says of its disputes: labels that are gone are corrected, and corrected ones that
     * are back are broken again. A list that shrank to less than half since the last look, or is empty, says nothing: it
     * may be broken itself.
     *
     * @param standing claims with disputes
     * @param sha256 of the list as it was read
     */
    public static List<Correction> seen(
            WatchedList look, long labelsBefore, List<AddressClaim> standing, String sha256) {
        if (look.labels() == 0 || look.labels() * 2 < labelsBefore) {
            return List.of();
        }
        Map<AccountId, LabelFinding> wrong = new HashMap<>();
        look.findings().stream()
                .filter(f -> contradicts(f.kind()))
                .forEach(f -> wrong.put(f.label().account(), f));
        List<Correction> news = new ArrayList<>();
        for (AddressClaim claim : standing) {
            for (Dispute dispute : claim.attribution().disputes()) {
                if (DisputeLedger.key(dispute.publisher()).equals(DisputeLedger.key(look.publisher()))) {
                    step(dispute, Optional.ofNullable(wrong.get(claim.account())))
                            .ifPresent(to -> news.add(new Correction(
                                    claim.account(),
                                    new Dispute(
                                            dispute.publisher(),
                                            wrong.containsKey(claim.account())
                                                    ? wrong.get(claim.account())
                                                            .label()
                                                            .label()
                                                    : dispute.label(),
                                            dispute.url(),
                                            look.lookedAt(),
                                            Optional.of(sha256),
                                            to),
                                    Correction.WATCHER,
                                    look.lookedAt())));
                }
            }
        }
        return news;
    }

    private static Optional<DisputeState> step(Dispute dispute, Optional<LabelFinding> wrong) {
        boolean corrected = dispute.state() == DisputeState.CORRECTED;
        if (wrong.isPresent() && corrected) {
            return Optional.of(DisputeState.BROKEN_AGAIN);
        }
        return wrong.isEmpty() && !corrected ? Optional.of(DisputeState.CORRECTED) : Optional.empty();
    }

    /** Whether a label says the opposite of a claim, so that its publisher can be asked to correct it. */
    public static boolean contradicts(LabelFinding.Kind kind) {
        return kind == LabelFinding.Kind.CALLS_OURS_WHAT_IS_NOT
                || kind == LabelFinding.Kind.CALLS_OURS_WHAT_WAS
                || kind == LabelFinding.Kind.CALLS_OTHERS_WHAT_IS_OURS;
    }
}
