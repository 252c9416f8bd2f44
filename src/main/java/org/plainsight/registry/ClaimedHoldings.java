package org.plainsight.registry;

import java.util.List;

/** The off-chain holdings as last declared, in the order of the files. */
public interface ClaimedHoldings {

    List<ClaimedHolding> current();

    /** Replaces all. */
    void replace(List<ClaimedHolding> holdings);
}
