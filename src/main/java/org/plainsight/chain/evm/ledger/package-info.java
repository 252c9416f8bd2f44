/** The books of one EVM chain: what a block changes, as a value, and the ports that keep it. */
@NullMarked
package org.plainsight.chain.evm.ledger;

import org.jspecify.annotations.NullMarked;
