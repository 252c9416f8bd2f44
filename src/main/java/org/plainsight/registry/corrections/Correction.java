package org.plainsight.registry.corrections;

import java.time.Instant;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution.Dispute;

/**
 * One entry of the ledger: how far the correction of one publisher's label of one address has come.
 *
 * @param dispute as it is published from now on; its state is the news
 * @param by who wrote it down: a person, or {@link #WATCHER}
 */
public record Correction(AccountId account, Dispute dispute, String by, Instant at) {

    /** The portal's own look at the publisher's list. */
    public static final String WATCHER = "the portal's watch";
}
