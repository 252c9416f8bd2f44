package org.plainsight.registry.job;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.plainsight.event.Citation;
import org.plainsight.evidence.BlockRef;
import org.plainsight.log.TransparencyLog;
import org.plainsight.merkle.Hash32;
import org.plainsight.registry.AddressClaim;

/** What a quotation of a finding about a claim needs: where the claim stands in the log, and the digest of its entry. */
@Singleton
public class ClaimCitations {

    private final TransparencyLog log;

    public ClaimCitations(TransparencyLog log) {
        this.log = log;
    }

    /** @param block where the finding was observed */
    public Citation of(AddressClaim claim, String figure, Optional<BlockRef> block) {
        return new Citation(
                figure,
                block,
                Optional.of(claim.logIndex()),
                log.entry(claim.logIndex()).map(entry -> Hash32.sha256(entry).toHex()));
    }
}
