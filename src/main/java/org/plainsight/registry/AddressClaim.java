package org.plainsight.registry;

import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;

/**
 * An attribution with its place in the log.
 *
 * @param supersededBy the log index of the attribution that replaced it; empty while it stands
 */
public record AddressClaim(long logIndex, Attribution attribution, Optional<Long> supersededBy) {

    public AccountId account() {
        return attribution.subject();
    }

    public boolean isOwned() {
        return isOurs(attribution.claim());
    }

    /** Whether who claims this says that the address is theirs. */
    public static boolean isOurs(Attribution.Claim claim) {
        return claim == Attribution.Claim.OWNED || claim == Attribution.Claim.CUSTOMER_DEPOSIT;
    }
}
