package org.plainsight.foreignlist;

import java.util.List;
import org.plainsight.ownership.ContractOwners;
import org.plainsight.ownership.KnownBlocks;
import org.plainsight.ownership.OwnershipVerifier;
import org.plainsight.ownership.bitcoin.BitcoinSignatures;
import org.plainsight.ownership.ed25519.Ed25519Signatures;
import org.plainsight.ownership.evm.EvmSignatures;

/** Other people's lists are judged by their signatures alone: their chains are mostly not followed here. */
public final class ForeignSignatures {

    private ForeignSignatures() {}

    public static OwnershipVerifier verifier() {
        EvmSignatures evm = new EvmSignatures(
                (contract, height, hash) -> new ContractOwners.Unread("contracts of foreign lists are not read"));
        return new OwnershipVerifier(
                List.of(new BitcoinSignatures(), evm, new Ed25519Signatures()),
                (chain, height, hash) -> KnownBlocks.Answer.UNKNOWN);
    }
}
