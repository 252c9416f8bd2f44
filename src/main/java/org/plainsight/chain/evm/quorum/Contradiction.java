package org.plainsight.chain.evm.quorum;

import org.plainsight.chain.evm.EvmHeader;

/**
 * A provider's answer that the chain's own state proves wrong.
 *
 * @param question what it was asked
 * @param said its answer
 * @param proven what follows from the state root of the block
 */
public record Contradiction(String provider, EvmHeader block, String question, String said, String proven) {}
