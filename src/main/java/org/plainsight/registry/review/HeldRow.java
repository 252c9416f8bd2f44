package org.plainsight.registry.review;

import java.time.Instant;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;

/**
 * A row that was approved with its draft and is kept from the public: its proof does not hold, or could not be checked.
 *
 * @param digest of what it says, so that a confirmation is of exactly this
 * @param attribution as it would be published now
 * @param draft which brought it
 * @param confirmed who let it go live although its proof is inconclusive
 */
public record HeldRow(String digest, Attribution attribution, long draft, Instant since, Optional<Decided> confirmed) {

    public AccountId account() {
        return attribution.subject();
    }

    /** Whether a person may let it go live; an invalid proof needs a better one. */
    public boolean mayBeConfirmed() {
        return confirmed.isEmpty() && !attribution.ownership().word().equals("invalid");
    }
}
