package org.plainsight.chain.bitcoin.cli;

import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.chain.WatchList;
import org.plainsight.chain.bitcoin.BitcoinAddresses;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.follow.CoinQueries;
import org.plainsight.chain.bitcoin.follow.SnapshotComparison;
import org.plainsight.chain.bitcoin.scan.ScriptTable;
import org.plainsight.chain.bitcoin.store.PostgresCoinQueries;
import org.plainsight.chain.bitcoin.utxo.KnownSnapshot;
import org.plainsight.chain.bitcoin.utxo.MalformedSnapshotException;
import org.plainsight.chain.bitcoin.utxo.SnapshotReader;
import org.plainsight.chain.bitcoin.utxo.UtxoSnapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
class VerifySnapshot implements Callable<Integer> {

    private static final int DIFFERS = 1;
    private static final int UNCHECKED = 3;
    private static final int SHOWN = 20;

    private final DataSource database;
    private final WatchList watchList;

    @Parameters(
            paramLabel = "FILE",
            description = "Made with: bitcoin-cli -rpcclienttimeout=0 dumptxoutset FILE latest")
    Path file;

    @Option(names = "--network", required = true, description = "mainnet, testnet3, testnet4, signet or regtest")
    String networkName;

    @Option(
            names = "--hash",
            paramLabel = "HEX",
            description =
                    "hash_serialized_3 as your own node tells it: bitcoin-cli gettxoutsetinfo hash_serialized_3 HEIGHT")
    @Nullable
    String expectedHash;

    @Spec
    CommandSpec spec;

    VerifySnapshot(DataSource database, WatchList watchList) {
        this.database = database;
        this.watchList = watchList;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Optional<BitcoinNetwork> network = BitcoinNetwork.named(networkName);
        if (network.isEmpty()) {
            err.println("no network '" + networkName + "'; give one of " + BitcoinNetwork.names());
            return ExitCode.USAGE;
        }
        try (InputStream in = Files.newInputStream(file)) {
            CoinQueries coins = new PostgresCoinQueries(database, network.get());
            UtxoSnapshot snapshot = reader(network.get(), coins).read(in, (read, of) -> {
                err.printf("\r%,d of %,d coins", read, of);
                err.flush();
            });
            err.println();
            tell(out, snapshot);
            int code = Math.max(hash(out, network.get(), snapshot), balances(out, network.get(), coins, snapshot));
            out.flush();
            return code;
        } catch (MalformedSnapshotException e) {
            err.println();
            err.println("refused: " + e.getMessage());
            return ExitCode.USAGE;
        }
    }

    private SnapshotReader reader(BitcoinNetwork network, CoinQueries coins) {
        ScriptTable scripts = new ScriptTable();
        for (AccountId account : watchList.accounts(network.chainId())) {
            BitcoinAddresses.scriptHex(account)
                    .ifPresent(hex -> scripts.add(HexFormat.of().parseHex(hex)));
        }
        return new SnapshotReader(network, hash -> height(network, coins, hash), scripts);
    }

    private static OptionalLong height(BitcoinNetwork network, CoinQueries coins, String hash) {
        return coins.block(hash)
                .map(block -> OptionalLong.of(block.height()))
                .or(() -> KnownSnapshot.at(network, hash).map(known -> OptionalLong.of(known.height())))
                .orElseGet(OptionalLong::empty);
    }

    private static void tell(PrintWriter out, UtxoSnapshot snapshot) {
        out.println("base block          " + snapshot.baseHash() + " at height " + snapshot.height());
        out.printf("coins               %,d, together %s BTC%n", snapshot.coins(), btc(snapshot.totalSat()));
        out.println("hash_serialized_3   " + snapshot.hashSerialized());
        long watched =
                snapshot.found().stream().mapToLong(coin -> coin.valueSat()).reduce(0, Math::addExact);
        out.printf(
                "of our addresses    %,d coins, together %s BTC%n",
                snapshot.found().size(), btc(watched));
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
        Set<AccountId> accounts = watchList.accounts(network.chainId());
        SnapshotComparison comparison = SnapshotComparison.of(accounts, coins, snapshot);
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

    private static String btc(long satoshi) {
        return Amount.of(satoshi).display(8);
    }
}
