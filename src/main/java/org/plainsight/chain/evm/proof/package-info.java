/**
 * Proofs of Ethereum state: from a block's hash to its header, from there to accounts and storage (Yellow Paper 4.1,
 * appendices B and D; EIP-1186). Nothing here asks a node.
 */
@NullMarked
package org.plainsight.chain.evm.proof;

import org.jspecify.annotations.NullMarked;
