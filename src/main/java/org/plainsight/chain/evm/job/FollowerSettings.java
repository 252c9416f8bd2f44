package org.plainsight.chain.evm.job;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.plainsight.asset.ChainId;

/**
 * How one chain is followed.
 *
 * @param setting the prefix of its settings, to name remedies by
 * @param genesisHash 64 lower-case hex digits without 0x
 * @param acceptedCode of tokens whose code has changed and was looked at
 */
record FollowerSettings(
        String setting,
        long chainNumber,
        Optional<String> genesisHash,
        OptionalLong startBlock,
        Finality finality,
        Duration staleAfter,
        Optional<Duration> headMaxAge,
        Set<String> acceptedCode) {

    FollowerSettings {
        acceptedCode = Set.copyOf(acceptedCode);
    }

    /** With no code accepted but the first seen. */
    FollowerSettings(
            String setting,
            long chainNumber,
            Optional<String> genesisHash,
            OptionalLong startBlock,
            Finality finality,
            Duration staleAfter,
            Optional<Duration> headMaxAge) {
        this(setting, chainNumber, genesisHash, startBlock, finality, staleAfter, headMaxAge, Set.of());
    }

    static FollowerSettings of(String name, EvmConfig.Chain chain) {
        String setting = "plainsight.evm." + name;
        return new FollowerSettings(
                setting,
                chain.chainId(),
                chain.genesisHash().map(hash -> genesis(setting, hash)),
                chain.startBlock(),
                Finality.parse(setting + ".finality", chain.finality()),
                chain.staleAfter(),
                chain.headMaxAge(),
                chain.acceptedCode().orElse(Set.of()));
    }

    ChainId chain() {
        return new ChainId("eip155", Long.toString(chainNumber));
    }

    private static String genesis(String setting, String hash) {
        String digits = hash.startsWith("0x") ? hash.substring(2) : hash;
        if (!digits.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    setting + ".genesis-hash is '" + hash + "'; write 0x and 64 lower-case hex digits");
        }
        return digits;
    }
}
