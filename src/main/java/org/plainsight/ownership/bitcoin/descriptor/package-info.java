/** Output descriptors (BIP-380 to 386): a wallet's addresses from its public keys. */
@NullMarked
package org.plainsight.ownership.bitcoin.descriptor;

import org.jspecify.annotations.NullMarked;
