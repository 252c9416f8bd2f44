package org.plainsight.bench.liabilities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.plainsight.bench.Figures;

/**
 * Trees of others, each in one thread and in memory, in leaves a second. The limit is this engine in the same run, also in
 * one thread, with sums, secrets, padding and files forced to the disk.
 */
final class PeerFigures {

    /** Installed by {@code ./plainsight bench liabilities --peers}. */
    private static final Path PEERS = Path.of("src", "bench", "peers");

    private static final int BITMEX_LEAVES = 1 << 20;

    private final Figures figures;
    private final double ours;
    private final int scriptLeaves;

    /** @param ours leaves a second of this engine */
    PeerFigures(Figures figures, boolean quick, double ours) {
        this.figures = figures;
        this.ours = ours;
        this.scriptLeaves = quick ? 10_000 : 100_000;
    }

    void measure() throws IOException, InterruptedException {
        String warm = BitmexTree.sample(BITMEX_LEAVES);
        long began = System.nanoTime();
        String root = BitmexTree.sample(BITMEX_LEAVES);
        report("peer.bitmex", BITMEX_LEAVES, (System.nanoTime() - began) / 1e9);
        if (!root.equals(warm)) {
            throw new IllegalStateException("one tree, two roots");
        }
        if (Files.isDirectory(PEERS.resolve("node_modules"))) {
            scripts();
        } else {
            figures.note(
                    "peer.merkletreejs and peer.openzeppelin are left out: start with --peers, which installs them");
        }
    }

    private void report(String name, int leaves, double seconds) {
        figures.rate(name, leaves / seconds, "leaves/s", ours);
    }

    private void scripts() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("node", "measure.mjs", String.valueOf(scriptLeaves))
                .directory(PEERS.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("measure.mjs failed, see above");
        }
        for (String line : lines.lines().toList()) {
            JsonNode figure = new ObjectMapper().readTree(line);
            report(
                    "peer." + figure.get("name").asText(),
                    scriptLeaves,
                    figure.get("seconds").asDouble());
        }
        figures.note("peers from npm: %,d balances, no sums over them".formatted(scriptLeaves));
    }
}
