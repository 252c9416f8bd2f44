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
        return attribution.claim() == Attribution.Claim.OWNED
                || attribution.claim() == Attribution.Claim.CUSTOMER_DEPOSIT;
    }
}
