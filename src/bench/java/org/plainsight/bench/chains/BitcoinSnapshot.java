package org.plainsight.bench.chains;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;
import java.util.Random;
import org.plainsight.bench.Benchmark;
import org.plainsight.bench.Figures;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.scan.ScriptTable;
import org.plainsight.chain.bitcoin.utxo.SnapshotReader;
import org.plainsight.chain.bitcoin.utxo.SnapshotWriter;
import org.plainsight.chain.bitcoin.utxo.UtxoSnapshot;

/**
 * Reading a synthetic UTXO snapshot on one core: every check, 300,000 watched scripts, the recomputed hash. The limit is
 * SHA-256 alone over what that hash covers, about 78 bytes a coin.
 */
final class BitcoinSnapshot implements Benchmark {

    private static final String BASE = "ab".repeat(32);
    private static final int HEIGHT = 900_000;
    private static final long MAINNET_COINS = 175_000_000;

    @Override
    public void run(Figures figures, boolean quick) throws Exception {
        long coins = Long.getLong("plainsight.bench.coins", quick ? 5_000_000 : 40_000_000);
        Path file = Files.createTempFile("plainsight-bench", ".utxo");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
                SnapshotWriter.synthetic(out, BitcoinNetwork.MAINNET, BASE, HEIGHT, coins);
            }
            read(file);
            long start = System.nanoTime();
            UtxoSnapshot snapshot = read(file);
            double seconds = (System.nanoTime() - start) / 1e9;
            double rate = snapshot.coins() / seconds;
            figures.rate("bitcoin.snapshot", rate, "coins/s per core", hashRate() / 78);
            figures.note("measured on %,d coins, %,d bytes, page cache warm, heap limit %,d MB"
                    .formatted(coins, Files.size(file), Runtime.getRuntime().maxMemory() >> 20));
            figures.note("%,d coins at this rate: %.0f s%s"
                    .formatted(MAINNET_COINS, MAINNET_COINS / rate, coins < MAINNET_COINS ? " (extrapolated)" : ""));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static UtxoSnapshot read(Path file) throws IOException {
        ScriptTable scripts = new ScriptTable();
        Random random = new Random(2);
        for (int i = 0; i < 300_000; i++) {
            byte[] script = new byte[22];
            random.nextBytes(script);
            scripts.add(script);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new SnapshotReader(BitcoinNetwork.MAINNET, hash -> OptionalLong.of(HEIGHT), scripts)
                    .read(in, (coins, of) -> {});
        }
    }

    /** Bytes per second. */
    private static double hashRate() throws NoSuchAlgorithmException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        byte[] bytes = new byte[1 << 20];
        double rate = 0;
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 500; i++) {
                sha.update(bytes);
            }
            rate = 500.0 * bytes.length / ((System.nanoTime() - start) / 1e9);
        }
        return rate;
    }
}
