package org.plainsight.chain.bitcoin.cli;

import jakarta.enterprise.context.Dependent;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.plainsight.asset.AccountId;
import org.plainsight.chain.WatchList;
import org.plainsight.chain.bitcoin.BitcoinAddresses;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.follow.CoinQueries;
import org.plainsight.chain.bitcoin.follow.SnapshotComparison;
import org.plainsight.chain.bitcoin.scan.ScriptTable;
import org.plainsight.chain.bitcoin.store.PostgresCoinQueries;
import org.plainsight.chain.bitcoin.utxo.KnownSnapshot;
import org.plainsight.chain.bitcoin.utxo.SnapshotReader;
import org.plainsight.chain.bitcoin.utxo.UtxoSnapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code plainsight bitcoin snapshot verify FILE}: changes nothing. */
@Dependent
@Command(
        name = "verify",
        description = "Read a UTXO snapshot once, recompute its hash, and hold the portal's balances against it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit code: 0 everything agrees, 1 something differs, 2 the file is malformed,",
            "3 something could not be compared."
        })
class VerifySnapshot extends SnapshotFileCommand {

    private static final int SHOWN = 20;

    VerifySnapshot(DataSource database, WatchList watchList) {
        super(database, watchList);
    }

    @Override
    int read(BitcoinNetwork network, PostgresCoinQueries coins, InputStream in, PrintWriter out) {
        ScriptTable scripts = new ScriptTable();
        for (AccountId account : accounts(network)) {
            BitcoinAddresses.scriptHex(account)
                    .ifPresent(hex -> scripts.add(HexFormat.of().parseHex(hex)));
        }
        UtxoSnapshot snapshot =
                new SnapshotReader(network, hash -> height(network, coins, hash), scripts).read(in, this::progress);
        tell(out, snapshot);
        return Math.max(hash(out, network, snapshot), balances(out, network, coins, snapshot));
    }

    private static OptionalLong height(BitcoinNetwork network, CoinQueries coins, String hash) {
        return coins.block(hash)
                .map(block -> OptionalLong.of(block.height()))
                .or(() -> KnownSnapshot.at(network, hash).map(known -> OptionalLong.of(known.height())))
                .orElseGet(OptionalLong::empty);
    }

    private int hash(PrintWriter out, BitcoinNetwork network, UtxoSnapshot snapshot) {
        Optional<String> expected = Optional.ofNullable(expectedHash)
                .or(() -> KnownSnapshot.at(network, snapshot.baseHash()).map(KnownSnapshot::hashSerialized));
        if (expected.isEmpty()) {
            out.println("not checked         the hash: give --hash with what your own node says for this block");
            return UNCHECKED;
        }
        boolean same = expected.get().equals(snapshot.hashSerialized());
        out.println(same ? "agrees              the hash" : "DIFFERS             the hash should be " + expected.get());
        return same ? ExitCode.OK : DIFFERS;
    }

    private int balances(PrintWriter out, BitcoinNetwork network, CoinQueries coins, UtxoSnapshot snapshot) {
        SnapshotComparison comparison = SnapshotComparison.of(accounts(network), coins, snapshot);
        comparison.differences().stream().limit(SHOWN).forEach(line -> out.println("DIFFERS             " + line));
        if (!comparison.differences().isEmpty()) {
            out.println(comparison.differences().size() + " addresses differ");
            return DIFFERS;
        }
        if (comparison.unknown().isPresent()) {
            out.println("not checked         the portal's balances: "
                    + comparison.unknown().get());
            return UNCHECKED;
        }
        out.println("agrees              " + comparison.compared() + " balances as the portal read them at this block");
        return ExitCode.OK;
    }
}
