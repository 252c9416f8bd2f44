package org.plainsight.liabilities.cli;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plainsight.liabilities.CustomerProofs;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.qr.QrPicture;
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

    @Option(
            names = "--qr",
            paramLabel = "FOLDER",
            description = "Also writes each link as a QR code, one SVG file per account, for printed and mailed"
                    + " statements; a fourth column names the file. The folder must be new or empty.")
    private @Nullable Path qrFolder;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    LinksCommand(Snapshots snapshots, CustomerProofs proofs) {
        this.snapshots = snapshots;
        this.proofs = proofs;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Snapshot> snapshot = snapshots.find(snapshotId);
        if (snapshot.isEmpty()) {
            return refuse("there is no snapshot " + snapshotId + "; see: plainsight liabilities list");
        }
        Path folder = qrFolder;
        if (folder != null) {
            Files.createDirectories(folder);
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isPresent()) {
                    return refuse(folder + " is not empty: name a new folder, so that no old link lies among the new");
                }
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("account,capability,link" + (folder == null ? "" : ",qr"));
        AtomicLong rows = new AtomicLong();
        proofs.links(snapshotId, (account, capability) -> {
            String link = base + "/check#" + snapshotId + "." + capability;
            out.println(cell(account) + "," + capability + "," + link
                    + (folder == null ? "" : "," + picture(folder, rows.incrementAndGet(), link)));
        });
        out.flush();
        return 0;
    }

    private int refuse(String problem) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("plainsight: " + problem);
        err.flush();
        return LiabilitiesCommand.REFUSED;
    }

    /** Named by a number: a reference may be no name for a file. */
    private static String picture(Path folder, long number, String link) {
        String name = number + ".svg";
        try {
            Files.writeString(folder.resolve(name), QrPicture.of(link).svg());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return name;
    }

    private static String cell(String text) {
        String safe = FORMULA_START.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.contains(",") || safe.contains("\"") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
