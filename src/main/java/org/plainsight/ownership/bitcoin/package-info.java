/** Signatures of Bitcoin addresses and of coins descended from it: recoverable ones, BIP-322, redeem scripts. */
@NullMarked
package org.plainsight.ownership.bitcoin;

import org.jspecify.annotations.NullMarked;
