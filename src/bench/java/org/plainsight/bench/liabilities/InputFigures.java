package org.plainsight.bench.liabilities;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;
import org.plainsight.bench.Figures;
import org.plainsight.liabilities.balances.Balances;
import org.plainsight.liabilities.store.BenchLedger;
import org.plainsight.liabilities.tree.SnapshotDirectory;

/**
 * Reading balances into columns, with every check. The limit of a file is SHA-256 over the same bytes on all threads, that
 * of a query the server that writes its rows.
 */
final class InputFigures {

    private static final int ASSETS = 4;
    private static final double HASH_BYTES_PER_SECOND = 1.7e9;

    private final Figures figures;
    private final int accounts;

    InputFigures(Figures figures, boolean quick) {
        this.figures = figures;
        this.accounts = quick ? 1_000_000 : 10_000_000;
    }

    void measure() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "bench-input");
        Path csv = folder.resolve("balances.csv");
        String rows = "." + accounts * ASSETS / 1_000_000 + "M";
        try {
            byte[] control = new SampleBalances(accounts, ASSETS).write(csv);
            force(csv);
            double limit = Files.size(csv)
                    / HASH_BYTES_PER_SECOND
                    / Runtime.getRuntime().availableProcessors();
            if (figures.wants("read.csv" + rows)) {
                report("read.csv" + rows, read(csv, control), limit, csv);
            }
            Files.delete(csv);
            if (figures.wants("read.postgres" + rows)) {
                ledger(folder, control, "read.postgres" + rows);
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** So that the reading is measured, and not the writing that goes on behind it. */
    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private void report(String name, double seconds, double limit, Path csv) throws IOException {
        figures.time(name, seconds, "s", limit);
        figures.note("%.0f MB/s, %.2f million rows/s"
                .formatted(Files.size(csv) / 1e6 / seconds, accounts * ASSETS / 1e6 / seconds));
    }

    /** @return seconds */
    private double read(Path csv, byte[] control) throws IOException {
        long began = System.nanoTime();
        try (Balances balances = SampleBalances.read(csv, control)) {
            double seconds = (System.nanoTime() - began) / 1e9;
            if (balances.accounts().size() != accounts) {
                throw new IllegalStateException("some accounts were lost");
            }
            return seconds;
        }
    }

    private void ledger(Path folder, byte[] control, String name) throws IOException {
        Path declared = Files.write(folder.resolve("control.json"), control);
        try (BenchLedger ledger = new BenchLedger(folder.resolve("postgres"), accounts, ASSETS)) {
            long began = System.nanoTime();
            int taken = ledger.take(declared, folder.resolve("taken"));
            double seconds = (System.nanoTime() - began) / 1e9;
            if (taken != accounts) {
                throw new IllegalStateException("some accounts were lost");
            }
            report(name, seconds, ledger.writing(), new SnapshotDirectory(folder.resolve("taken")).balances());
            figures.note(
                    "from the query to sorted columns, the copy hashed and forced to the disk; the limit is the server"
                            + " writing the same rows as text to nobody");
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
