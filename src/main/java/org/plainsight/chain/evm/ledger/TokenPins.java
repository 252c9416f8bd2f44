package org.plainsight.chain.evm.ledger;

import org.plainsight.asset.AssetId;

/** What each token's code was when it was first looked at. */
public interface TokenPins {

    /** The code kept for the token; when none is kept yet, keeps this one. Durable when it returns. */
    String firstCode(AssetId token, String code);
}
