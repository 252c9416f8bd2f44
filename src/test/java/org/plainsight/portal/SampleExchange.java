package org.plainsight.portal;

import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.chain.ChainReaders;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.log.LogSigner;
import org.plainsight.log.TransparencyLog;
import org.plainsight.note.VerifierKey;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AssetBook;
import org.plainsight.reserves.Publications;
import org.plainsight.reserves.Reconciliations;

/** Stands in for the database and the nodes. Can be emptied and filled again between pages. */
@Alternative
@Singleton
public class SampleExchange {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final MemoryLog log = new MemoryLog(NOW.minusSeconds(20));
    private final MemoryAddressBook addresses = new MemoryAddressBook();
    private final MemorySnapshots snapshots = new MemorySnapshots();
    private final MemoryReserves reserves = new MemoryReserves();
    private final List<MemoryChain> chains = SampleChains.all();

    SampleExchange() {
        fill();
    }

    void fill() {
        SampleClaims.fill(log, addresses);
        SampleSnapshots.fill(log, snapshots, reserves);
    }

    /** Claims one more address as the exchange's own. */
    void claim(AccountId account) {
        SampleClaims.claim(log, addresses, account);
    }

    void empty() {
        log.clear();
        addresses.clear();
        snapshots.clear();
        reserves.clear();
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Produces
    @Singleton
    TransparencyLog log() {
        return log;
    }

    @Produces
    @Singleton
    LogSigner logSigner() {
        return new LogSigner() {
            @Override
            public VerifierKey verifierKey() {
                return new VerifierKey("localhost/plainsight", VerifierKey.Type.ED25519, "d7".repeat(32));
            }

            @Override
            public byte[] sign(byte[] message) {
                throw new UnsupportedOperationException("nothing is signed here");
            }
        };
    }

    @Produces
    @Singleton
    AddressBook addressBook() {
        return addresses;
    }

    @Produces
    @Singleton
    AssetBook assetBook() {
        return new MemoryAssets();
    }

    @Produces
    @Singleton
    Snapshots snapshots() {
        return snapshots;
    }

    @Produces
    @Singleton
    Reconciliations reconciliations() {
        return reserves;
    }

    @Produces
    @Singleton
    Publications publications() {
        return reserves.publications();
    }

    @Produces
    @Singleton
    ChainReaders chainReaders() {
        return new ChainReaders(List.of(() -> new ArrayList<>(chains)));
    }

    Optional<String> newestSnapshot() {
        return snapshots.latestPublished().map(s -> s.id());
    }
}
