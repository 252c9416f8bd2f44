/** Bitcoin's scripts and transactions, as far as a signature of BIP-322 needs them evaluated. */
@NullMarked
package org.plainsight.ownership.script;

import org.jspecify.annotations.NullMarked;
