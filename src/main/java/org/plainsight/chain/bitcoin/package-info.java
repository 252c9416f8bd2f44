/**
 * Bitcoin: headers by work, blocks scanned for watched scripts, and the ports of a follower. Depends on chain, evidence,
 * asset; bitcoinj reads addresses only.
 */
@NullMarked
package org.plainsight.chain.bitcoin;

import org.jspecify.annotations.NullMarked;
