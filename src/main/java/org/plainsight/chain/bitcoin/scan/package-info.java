/**
 * Serialized blocks, read in place and searched for watched scripts and coins. Hot code: arrays and offsets, no object per
 * transaction. Depends on chain.bitcoin.
 */
@NullMarked
package org.plainsight.chain.bitcoin.scan;

import org.jspecify.annotations.NullMarked;
