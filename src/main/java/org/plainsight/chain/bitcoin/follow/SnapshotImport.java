package org.plainsight.chain.bitcoin.follow;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.plainsight.asset.AccountId;
import org.plainsight.chain.bitcoin.BitcoinAddresses;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.scan.ScriptTable;
import org.plainsight.chain.bitcoin.utxo.KnownSnapshot;
import org.plainsight.chain.bitcoin.utxo.SnapshotReader;
import org.plainsight.chain.bitcoin.utxo.UtxoSnapshot;

/**
 * Takes the past of addresses from a UTXO snapshot instead of from every block: one pass over the file, then one
 * transaction. Addresses searched beyond the snapshot's block are compared with it and left as they are. A follower may run
 * meanwhile.
 */
public final class SnapshotImport {

    /** What came of it. */
    public sealed interface Outcome {

        /** @param addresses how many were behind the snapshot's block and now are at it */
        record Done(UtxoSnapshot snapshot, int addresses, int compared) implements Outcome {}

        /** Nothing was changed. */
        record Refused(String reason) implements Outcome {}
    }

    private final BitcoinNetwork network;
    private final CoinStore store;
    private final CoinQueries coins;

    public SnapshotImport(BitcoinNetwork network, CoinStore store, CoinQueries coins) {
        this.network = network;
        this.store = store;
        this.coins = coins;
    }

    /**
     * @param expectedHash {@code hash_serialized_3} as a node of one's own says; without it only the blocks that Bitcoin
     *     Core pins can be imported
     * @throws org.plainsight.chain.bitcoin.utxo.MalformedSnapshotException naming the byte; nothing was changed
     */
    public Outcome run(
            InputStream file,
            Collection<AccountId> accounts,
            Optional<String> expectedHash,
            SnapshotReader.Progress progress) {
        List<WatchedScript> watched = new ArrayList<>();
        ScriptTable scripts = new ScriptTable();
        for (AccountId account : accounts) {
            BitcoinAddresses.scriptHex(account).ifPresent(hex -> {
                watched.add(new WatchedScript(hex, account, OptionalLong.of(0)));
                scripts.add(HexFormat.of().parseHex(hex));
            });
        }
        UtxoSnapshot snapshot = new SnapshotReader(network, this::heightOf, scripts).read(file, progress);
        Optional<String> refusal = refusal(snapshot, expectedHash);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        SnapshotComparison comparison = SnapshotComparison.of(accounts, coins, snapshot);
        if (!comparison.differences().isEmpty()) {
            return new Outcome.Refused(comparison.differences().size()
                    + " addresses that are searched beyond the snapshot's block differ from it: "
                    + comparison.differences().getFirst());
        }
        ChainedHeader base = coins.block(snapshot.baseHash()).orElseThrow();
        try {
            return new Outcome.Done(snapshot, store.bootstrap(base, watched, snapshot.found()), comparison.compared());
        } catch (SnapshotConflictException e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        }
    }

    private OptionalLong heightOf(String hash) {
        return coins.block(hash).map(block -> OptionalLong.of(block.height())).orElseGet(OptionalLong::empty);
    }

    private Optional<String> refusal(UtxoSnapshot snapshot, Optional<String> expectedHash) {
        Optional<String> expected = expectedHash.or(
                () -> KnownSnapshot.at(network, snapshot.baseHash()).map(KnownSnapshot::hashSerialized));
        if (expected.isEmpty()) {
            return Optional.of("nobody says that these are the coins of block " + snapshot.height() + ": give --hash"
                    + " with what a node of your own says to: bitcoin-cli gettxoutsetinfo hash_serialized_3 "
                    + snapshot.height());
        }
        if (!expected.get().equals(snapshot.hashSerialized())) {
            return Optional.of("the snapshot's hash_serialized_3 is " + snapshot.hashSerialized() + ", it should be "
                    + expected.get());
        }
        CoinQueries.Progress progress = coins.progress();
        long finalised = progress.finalised().map(ChainedHeader::height).orElse(0L);
        return snapshot.height() > finalised
                ? Optional.of("block " + snapshot.height() + " is not final yet, only block " + finalised
                        + " is; try again when a few more blocks are on top of it")
                : progress.stop().map(stop -> "following is stopped, decide about that first: " + stop.reason());
    }
}
