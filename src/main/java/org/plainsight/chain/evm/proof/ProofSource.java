package org.plainsight.chain.evm.proof;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plainsight.asset.Amount;
import org.plainsight.merkle.Hash32;

/**
 * A node as a giver of proofs. Nothing it gives is believed: headers must hash to their name, and nodes are looked up by
 * what they hash to. Throws {@link org.plainsight.chain.evm.NodeException} when it cannot answer.
 */
public interface ProofSource {

    /** The header that hashes to this; empty when the node has none, or one of a form that is not known here. */
    Optional<ProvenHeader> provenHeader(Hash32 blockHash);

    /** The nodes from the state root to these accounts, and from their storage roots to these slots. */
    NodeSet nodes(Hash32 blockHash, Map<String, ? extends Collection<Hash32>> slotsByAddress);

    /**
     * What {@code balanceOf} would answer if the slot held this value: whether it is read there at all. Empty when the
     * node cannot try that.
     */
    Optional<Amount> balanceIf(Hash32 blockHash, String token, String account, Hash32 slot, Amount value);

    /** All of these accounts without storage. */
    static Map<String, List<Hash32>> accounts(Collection<String> addresses) {
        return addresses.stream().distinct().collect(Collectors.toMap(address -> address, address -> List.of()));
    }
}
