/**
 * Proofs, for outsiders, that coins are in the chain with the most work. Depends on chain.bitcoin and its scanner.
 */
@NullMarked
package org.plainsight.chain.bitcoin.proof;

import org.jspecify.annotations.NullMarked;
