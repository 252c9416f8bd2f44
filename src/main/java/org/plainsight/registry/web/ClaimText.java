package org.plainsight.registry.web;

import io.quarkus.qute.TemplateExtension;
import java.util.Locale;
import org.plainsight.asset.AccountId;
import org.plainsight.chain.evm.Eip55;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.DisputeState;

/** Claims and addresses in the words of the pages. */
@TemplateExtension
final class ClaimText {

    private ClaimText() {}

    /** As people compare it: EVM addresses with their checksum, all others as they are. Never shortened. */
    static String display(AccountId account) {
        return account.chain().isEvm() ? Eip55.checksum(account.address()) : account.address();
    }

    static String words(Attribution.Claim claim) {
        return switch (claim) {
            case OWNED -> "ours";
            case CUSTOMER_DEPOSIT -> "ours, for a customer's deposits";
            case FORMERLY_OWNED -> "no longer ours";
            case NOT_OWNED -> "not ours";
            case UNDER_REVIEW -> "under review";
        };
    }

    static String words(Attribution.Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    static String words(DisputeState state) {
        return switch (state) {
            case ASKED -> "asked to correct it";
            case ACKNOWLEDGED -> "acknowledged, not corrected yet";
            case CORRECTED -> "corrected";
            case BROKEN_AGAIN -> "corrected once, wrong again";
        };
    }
}
