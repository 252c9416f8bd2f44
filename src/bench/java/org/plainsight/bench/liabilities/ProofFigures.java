package org.plainsight.bench.liabilities;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plainsight.bench.Figures;
import org.plainsight.liabilities.adversary.VerifierVectors;
import org.plainsight.liabilities.adversary.Victims;
import org.plainsight.liabilities.proof.ProofCodec;
import org.plainsight.liabilities.tree.SampleSnapshot;
import org.plainsight.merkle.Hash32;

/** Extraction with JSON on one thread, and verification whole: tree, statement, log entry, receipt. */
final class ProofFigures {

    private static final Path SCRIPTS = Path.of("frontend-templates/META-INF/resources/verify");
    private static final Path RUNNERS = Path.of("src/test/resources/verifiers");
    private static final Pattern MICROS = Pattern.compile("\"micros\": ?([0-9]+)");

    private final Figures figures;
    private final boolean quick;
    private final Path folder;

    ProofFigures(Figures figures, boolean quick) throws IOException {
        this.figures = figures;
        this.quick = quick;
        this.folder = Files.createTempDirectory("plainsight-bench");
    }

    void measure() throws IOException, InterruptedException {
        double block = nanosPerBlock();
        extract(block);
        if (!figures.wants("proof.verify")) {
            return;
        }
        Victims victims = Victims.build(folder.resolve("victims"));
        java(victims, block);
        Path vectors = folder.resolve("vectors.jsonl");
        VerifierVectors.write(vectors, victims, quick ? 300 : 2_000);
        script("proof.verify.browser", "node", "vectors.mjs", vectors, block);
        script("proof.verify.python", "python3", "vectors.py", vectors, block);
    }

    /** SHA-256 of two blocks, so that a digest of 64 bytes costs what a node does. */
    private static double nanosPerBlock() {
        byte[] input = new byte[64];
        Hash32 last = Hash32.sha256(input);
        int rounds = 2_000_000;
        for (int warm = 0; warm < 2; warm++) {
            long began = System.nanoTime();
            for (int i = 0; i < rounds; i++) {
                input[0] = (byte) i;
                last = Hash32.sha256(input);
            }
            if (warm == 1 && last.toBytes().length == Hash32.LENGTH) {
                return (System.nanoTime() - began) / (2.0 * rounds);
            }
        }
        throw new IllegalStateException("two rounds were run");
    }

    /** The limit: seven leaves and four nodes below the stored levels, 15 compressions a path. */
    private void extract(double block) throws IOException {
        int customers = quick ? 20_000 : 100_000;
        SampleSnapshot sample = SampleSnapshot.build(folder.resolve("extract"), customers, 1);
        long chunks = 0;
        for (int place = 0; place < customers; place++) {
            chunks += ProofCodec.read(sample.maker.proof(place, Optional.empty())).assets().stream()
                    .mapToInt(a -> a.chunks().size())
                    .sum();
        }
        for (int round = 0; round < 4; round++) {
            long began = System.nanoTime();
            long bytes = 0;
            for (int i = 0; i < customers; i++) {
                // any order but that of the file
                int place = (int) (i * 7_919L % customers);
                bytes += sample.maker.proof(place, Optional.empty()).length;
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            if (round == 3) {
                double limit = customers / (chunks * 15 * block / 1e9);
                figures.rate("proof.extract", customers / seconds, "proofs/s", limit);
                figures.note("%.2f paths and %d bytes of JSON a proof; %.0f paths/s, %.0f MB/s"
                        .formatted(
                                (double) chunks / customers,
                                bytes / customers,
                                chunks / seconds,
                                bytes / seconds / 1e6));
            }
        }
    }

    private void java(Victims victims, double block) {
        int rounds = quick ? 2_000 : 10_000;
        for (int warm = 0; warm < 2; warm++) {
            long began = System.nanoTime();
            for (int i = 0; i < rounds; i++) {
                if (!victims.holds(i)) {
                    throw new IllegalStateException("an honest proof was refused");
                }
            }
            if (warm == 1) {
                double micros = (System.nanoTime() - began) / 1e3 / rounds;
                figures.time("proof.verify.java", micros, "µs", hashMicros(block));
            }
        }
    }

    private void script(String name, String program, String runner, Path vectors, double block)
            throws IOException, InterruptedException {
        Path output = folder.resolve(name);
        Process process;
        try {
            process = new ProcessBuilder(
                            program, RUNNERS.resolve(runner).toString(), SCRIPTS.toString(), vectors.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            figures.note(name + " was not measured: no " + program);
            return;
        }
        if (!process.waitFor(8, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            figures.note(name + " was not measured: it took too long");
            return;
        }
        Matcher micros = MICROS.matcher(Files.readString(output));
        if (micros.find()) {
            figures.time(name, Double.parseDouble(micros.group(1)), "µs", hashMicros(block));
        }
    }

    /** About two assets of depth seven with a top path, two blocks a node; signatures are not in the limit. */
    private static double hashMicros(double block) {
        return 2 * (1 + 7 * 2 + 5) * block / 1e3;
    }
}
