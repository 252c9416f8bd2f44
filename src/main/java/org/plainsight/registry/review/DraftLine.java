package org.plainsight.registry.review;

import java.util.Locale;
import java.util.Optional;
import org.plainsight.disclosure.Attribution;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.RegistryChanges;
import org.plainsight.registry.RegistryChanges.Change;

/**
 * One change of a draft, for a person to read.
 *
 * @param position from 0, in the order of publication
 * @param subject the address, asset or holding it is about
 * @param words what changes, e.g. {@code role hot → cold}
 * @param held why it would not go live with the draft; empty when it would
 */
public record DraftLine(long position, Kind kind, String subject, String claimId, String words, Optional<String> held) {

    /** @param position of the change among all */
    public static DraftLine of(long position, Change change) {
        return new DraftLine(
                position,
                kind(change),
                change.next().subject().toString(),
                change.next().id(),
                String.join("; ", change.differences()),
                HoldRule.reason(change));
    }

    private static Kind kind(Change change) {
        if (change.kind() != RegistryChanges.Kind.CHANGED || change.superseded().isEmpty()) {
            return change.kind() == RegistryChanges.Kind.LEFT ? Kind.LEFT : Kind.JOINED;
        }
        Attribution old = change.superseded().get().attribution();
        if (!AddressClaim.isOurs(old.claim())
                && AddressClaim.isOurs(change.next().claim())) {
            return Kind.JOINED;
        }
        if (!old.role().equals(change.next().role())) {
            return Kind.ROLE;
        }
        return HoldRule.digest(old).equals(HoldRule.digest(change.next())) ? Kind.VERDICT : Kind.CHANGED;
    }

    public enum Kind {
        JOINED,
        LEFT,
        /** Another role. */
        ROLE,
        /** Another verdict on its ownership, and nothing else. */
        VERDICT,
        /** Anything else. */
        CHANGED,
        /** What counts for an asset. */
        ASSET,
        /** What is said to be held off chain. */
        CLAIMED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
