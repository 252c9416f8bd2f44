package org.plainsight.chain.evm.quorum;

import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.proof.StateEvidence;

/**
 * A provider's answer that the chain's own state proves wrong.
 *
 * @param providerId what stays the same over restarts, and changes with the provider's address
 * @param provider what the public calls it
 * @param question what it was asked
 * @param said its answer
 * @param proven what follows from the state root of the block
 * @param answer the provider's answer as it came, when asked once more for this alone; or why there is none
 * @param proof the header and the nodes that prove the other
 */
public record Contradiction(
        String providerId,
        String provider,
        EvmHeader block,
        String question,
        String said,
        String proven,
        String answer,
        StateEvidence proof) {}
