package org.plainsight.app;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.plainsight.chain.ChainReaders;
import org.plainsight.ownership.ContractOwners;
import org.plainsight.ownership.KnownBlocks;
import org.plainsight.ownership.OwnershipVerifier;
import org.plainsight.ownership.bitcoin.BitcoinSignatures;
import org.plainsight.ownership.ed25519.Ed25519Signatures;
import org.plainsight.ownership.evm.EvmSignatures;
import org.plainsight.registry.SignedBlocks;

/** The verifier with every scheme there is, asking the followed chains about blocks and owners. */
@Singleton
class OwnershipWiring {

    @Produces
    @Singleton
    RecentBlocks recentBlocks(ChainReaders chains, Clock clock) {
        return new RecentBlocks(chains, clock);
    }

    @Produces
    @Singleton
    KnownBlocks knownBlocks(RecentBlocks recent) {
        return (chain, height, hash) -> recent.at(chain, height)
                .map(block -> block.hash().equals(hash) ? KnownBlocks.Answer.MATCHES : KnownBlocks.Answer.CONTRADICTS)
                .orElse(KnownBlocks.Answer.UNKNOWN);
    }

    @Produces
    @Singleton
    SignedBlocks signedBlocks(RecentBlocks recent) {
        return (chain, height, hash) ->
                recent.at(chain, height).filter(block -> block.hash().equals(hash));
    }

    @Produces
    @Singleton
    OwnershipVerifier verifier(KnownBlocks blocks, Instance<ContractOwners> owners) {
        ContractOwners contracts = owners.isResolvable()
                ? owners.get()
                : (contract, height, hash) -> new ContractOwners.Unread("no node of an EVM chain is configured");
        return new OwnershipVerifier(
                List.of(new BitcoinSignatures(), new EvmSignatures(contracts), new Ed25519Signatures()), blocks);
    }
}
