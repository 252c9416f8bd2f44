package org.plainsight.ownership;

import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.Verdict;

/** The signatures of one family of chains. Stateless; any thread; never throws for what a proof holds. */
public interface SignatureScheme {

    boolean covers(ChainId chain);

    /** Whether the proof's signatures are by the account, whatever the text they sign. */
    Verdict verify(AccountId account, OwnershipProof proof);
}
