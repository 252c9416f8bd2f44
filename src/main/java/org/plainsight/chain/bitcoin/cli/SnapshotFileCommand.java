package org.plainsight.chain.bitcoin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.chain.WatchList;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.store.PostgresCoinQueries;
import org.plainsight.chain.bitcoin.utxo.MalformedSnapshotException;
import org.plainsight.chain.bitcoin.utxo.UtxoSnapshot;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands on a snapshot file have in common. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
abstract class SnapshotFileCommand implements Callable<Integer> {

    static final int DIFFERS = 1;
    static final int UNCHECKED = 3;

    final DataSource database;
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

    SnapshotFileCommand(DataSource database, WatchList watchList) {
        this.database = database;
        this.watchList = watchList;
    }

    /** @return the exit code */
    abstract int read(BitcoinNetwork network, PostgresCoinQueries coins, InputStream in, PrintWriter out);

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Optional<BitcoinNetwork> network = BitcoinNetwork.named(networkName);
        if (network.isEmpty()) {
            err.println("no network '" + networkName + "'; give one of " + BitcoinNetwork.names());
            return ExitCode.USAGE;
        }
        try (InputStream in = Files.newInputStream(file)) {
            PrintWriter out = spec.commandLine().getOut();
            int code = read(network.get(), new PostgresCoinQueries(database, network.get()), in, out);
            out.flush();
            return code;
        } catch (MalformedSnapshotException e) {
            err.println();
            err.println("refused: " + e.getMessage());
            return ExitCode.USAGE;
        } catch (NoSuchFileException e) {
            err.println("there is no file " + file + "; correct its name");
            return ExitCode.USAGE;
        } catch (IOException | UncheckedIOException e) {
            err.println("cannot read " + file + ", nothing was changed: " + e.getMessage());
            return ExitCode.USAGE;
        }
    }

    Set<AccountId> accounts(BitcoinNetwork network) {
        return watchList.accounts(network.chainId());
    }

    void progress(long read, long of) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf("\r%,d of %,d coins%s", read, of, read == of ? System.lineSeparator() : "");
        err.flush();
    }

    static void tell(PrintWriter out, UtxoSnapshot snapshot) {
        out.println("base block          " + snapshot.baseHash() + " at height " + snapshot.height());
        out.printf("coins               %,d, together %s BTC%n", snapshot.coins(), btc(snapshot.totalSat()));
        out.println("hash_serialized_3   " + snapshot.hashSerialized());
        long watched =
                snapshot.found().stream().mapToLong(coin -> coin.valueSat()).reduce(0, Math::addExact);
        out.printf(
                "of our addresses    %,d coins, together %s BTC%n",
                snapshot.found().size(), btc(watched));
    }

    private static String btc(long satoshi) {
        return Amount.of(satoshi).display(8);
    }
}
