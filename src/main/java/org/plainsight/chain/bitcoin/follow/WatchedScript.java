package org.plainsight.chain.bitcoin.follow;

import java.util.OptionalLong;
import org.plainsight.asset.AccountId;

/**
 * A script that is searched for, under the address it was asked for by.
 *
 * @param searchedTo while catching up: every block up to this height was searched; empty once it is searched for in
 *     every new block. A script that is catching up is a gap in what is known.
 */
public record WatchedScript(String scriptHex, AccountId account, OptionalLong searchedTo) {

    public boolean isCaughtUp() {
        return searchedTo.isEmpty();
    }
}
