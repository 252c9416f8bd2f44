package org.plainsight.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.bitcoin.BitcoinAddresses;
import org.plainsight.chain.evm.Eip55;
import org.plainsight.ownership.OwnershipVerifier;
import org.plainsight.registry.AddressFormat;
import org.plainsight.registry.DisputeLedger;
import org.plainsight.registry.IssuingClock;
import org.plainsight.registry.Registrar;
import org.plainsight.registry.SignedBlocks;
import org.plainsight.registry.declaration.DeclarationReader;

/** The registry's rules, with what chains know of their addresses. */
@Singleton
class RegistryWiring {

    @Produces
    @Singleton
    DeclarationReader reader() {
        return new DeclarationReader(RegistryWiring::check);
    }

    /** @param domain of the portal, which ownership challenges must name */
    @Produces
    @Singleton
    Registrar registrar(
            OwnershipVerifier verifier,
            SignedBlocks blocks,
            @ConfigProperty(name = "plainsight.domain", defaultValue = "localhost") String domain,
            DisputeLedger ledger) {
        return new Registrar(verifier, blocks, domain, ledger);
    }

    @Produces
    @Singleton
    IssuingClock issuing(Clock clock, KeySettings keys) {
        return new IssuingClock(keys.operators().isPresent() ? Clock.tick(clock, Duration.ofDays(1)) : clock);
    }

    static AddressFormat.Answer check(ChainId chain, String address) {
        if (chain.isBitcoin()) {
            Optional<String> script = BitcoinAddresses.scriptHex(new AccountId(chain, address));
            return script.isPresent()
                    ? new AddressFormat.Fine(script)
                    : new AddressFormat.Wrong("no address of this network, or its checksum is wrong");
        }
        if (chain.isEvm() && !Eip55.isAcceptable(address)) {
            return new AddressFormat.Wrong("the checksum in its upper and lower case (EIP-55) is wrong");
        }
        return new AddressFormat.Fine(Optional.empty());
    }
}
