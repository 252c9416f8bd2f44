package org.plainsight.chain.bitcoin.cli;

import jakarta.enterprise.context.Dependent;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Optional;
import javax.sql.DataSource;
import org.plainsight.chain.WatchList;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.follow.SnapshotImport;
import org.plainsight.chain.bitcoin.store.PostgresCoinQueries;
import org.plainsight.chain.bitcoin.store.PostgresCoinStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code plainsight bitcoin snapshot import FILE}: all or nothing, beside a running portal or without one. */
@Dependent
@Command(
        name = "import",
        description = {
            "Take the past of addresses from a UTXO snapshot instead of from every block: their coins and balances",
            "at the snapshot's block. Following goes on from there. Addresses searched further are compared with it."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code: 0 imported, 1 refused, 2 the file is malformed. If not 0, nothing was imported."})
class ImportSnapshot extends SnapshotFileCommand {

    ImportSnapshot(DataSource database, WatchList watchList) {
        super(database, watchList);
    }

    @Override
    int read(BitcoinNetwork network, PostgresCoinQueries coins, InputStream in, PrintWriter out) {
        SnapshotImport.Outcome outcome = new SnapshotImport(network, new PostgresCoinStore(database, network), coins)
                .run(in, accounts(network), Optional.ofNullable(expectedHash), this::progress);
        return switch (outcome) {
            case SnapshotImport.Outcome.Done done -> {
                tell(out, done.snapshot());
                out.printf("compared            %,d addresses that were searched further agree%n", done.compared());
                out.printf("imported            %,d addresses are known as of this block%n", done.addresses());
                yield ExitCode.OK;
            }
            case SnapshotImport.Outcome.Refused(String reason) -> {
                spec.commandLine().getErr().println("refused, nothing was imported: " + reason);
                yield DIFFERS;
            }
        };
    }
}
