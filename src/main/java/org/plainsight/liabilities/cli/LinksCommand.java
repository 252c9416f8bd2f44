package org.plainsight.liabilities.cli;

import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.plainsight.liabilities.CustomerProofs;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Singleton
@Command(
        name = "links",
        description = "Writes account,capability,link for the exchange to hand to its customers. Keep it secret.",
        mixinStandardHelpOptions = true)
class LinksCommand implements Callable<Integer> {

    private static final String FORMULA_START = "=+-@\t\r";

    private final Snapshots snapshots;
    private final CustomerProofs proofs;

    @Parameters(paramLabel = "SNAPSHOT", description = "The snapshot's id; see: plainsight liabilities list")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private String snapshotId;

    @Option(names = "--base", description = "The portal's public address.", defaultValue = "http://localhost:8080")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private String base;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    LinksCommand(Snapshots snapshots, CustomerProofs proofs) {
        this.snapshots = snapshots;
        this.proofs = proofs;
    }

    @Override
    public Integer call() {
        Optional<Snapshot> snapshot = snapshots.find(snapshotId);
        if (snapshot.isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("plainsight: there is no snapshot " + snapshotId + "; see: plainsight liabilities list");
            err.flush();
            return LiabilitiesCommand.REFUSED;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("account,capability,link");
        proofs.links(
                snapshotId,
                (account, capability) -> out.println(
                        cell(account) + "," + capability + "," + base + "/check#" + snapshotId + "." + capability));
        out.flush();
        return 0;
    }

    private static String cell(String text) {
        String safe = FORMULA_START.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.contains(",") || safe.contains("\"") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
