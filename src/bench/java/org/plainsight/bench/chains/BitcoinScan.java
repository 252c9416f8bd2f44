package org.plainsight.bench.chains;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutPoint;
import org.bitcoinj.core.TransactionOutput;
import org.plainsight.bench.Benchmark;
import org.plainsight.bench.Figures;
import org.plainsight.chain.bitcoin.BlockBuilder;
import org.plainsight.chain.bitcoin.BlockBuilder.Out;
import org.plainsight.chain.bitcoin.BlockEffects;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.chain.bitcoin.DoubleSha256;
import org.plainsight.chain.bitcoin.Outpoint;
import org.plainsight.chain.bitcoin.scan.BlockMerkleRoot;
import org.plainsight.chain.bitcoin.scan.BlockSearch;
import org.plainsight.chain.bitcoin.scan.CoinView;
import org.plainsight.chain.bitcoin.scan.RawBlock;

/**
 * Searching real blocks for 300,000 scripts and as many coins on one core: transaction ids, merkle root, every output and
 * input. Beside it bitcoinj's objects on the same blocks, and SHA-256 over the same bytes once, which no reader can beat
 * that hashes every byte; witness data is not hashed, so a block full of it can.
 */
final class BitcoinScan implements Benchmark {

    private static final int WATCHED = 300_000;

    private final Random random = new Random(1);
    private final Set<String> scripts = new HashSet<>();
    private final Set<Coin> coins = new HashSet<>();

    @Override
    public void run(Figures figures, boolean quick) throws Exception {
        List<byte[]> blocks = blocks(figures);
        for (byte[] block : blocks) {
            watchSome(Block.read(ByteBuffer.wrap(block)));
        }
        while (scripts.size() < WATCHED) {
            scripts.add("0014" + HexFormat.of().formatHex(bytes(20)));
        }
        while (coins.size() < WATCHED) {
            coins.add(new Coin(
                    new Outpoint(HexFormat.of().formatHex(bytes(32)), random.nextInt(4)),
                    "0014" + "aa".repeat(20),
                    1,
                    1));
        }
        double seconds = quick ? 2 : 10;
        double limit = rate(blocks, seconds, BitcoinScan::hash);
        CoinView view = new CoinView(scripts, coins);
        figures.rate("bitcoin.scan", rate(blocks, seconds, block -> scan(block, view)), "MB/s per core", limit);
        Objects objects = new Objects(scripts, coins);
        figures.rate("bitcoin.scan.bitcoinj", rate(blocks, seconds, objects::scan), "MB/s per core", limit);
        for (byte[] block : blocks) {
            figures.note("block of %,d bytes: %.0f MB/s"
                    .formatted(block.length, rate(List.of(block), seconds / 5, b -> scan(b, view))));
        }
        long ours = blocks.stream().mapToLong(block -> scan(block, view)).sum();
        long theirs = blocks.stream().mapToLong(objects::scan).sum();
        if (ours != theirs) {
            throw new IllegalStateException("found " + ours + " and bitcoinj " + theirs);
        }
        figures.note(ours + " coins created or spent were found by both");
    }

    private static List<byte[]> blocks(Figures figures) throws IOException {
        Path folder = Path.of(System.getProperty("plainsight.vectors", "../shared/vectors"), "bitcoin-blocks");
        if (!Files.isDirectory(folder)) {
            figures.note("no real blocks in " + folder + ": one made up instead");
            return List.of(madeUp());
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<byte[]> blocks = new ArrayList<>();
            for (Path file :
                    files.filter(f -> !f.toString().endsWith(".md")).sorted().toList()) {
                blocks.add(Files.readAllBytes(file));
            }
            return blocks;
        }
    }

    private static byte[] madeUp() {
        List<BlockBuilder.Tx> txs = new ArrayList<>();
        txs.add(BlockBuilder.coinbase(1, new Out("51", 50)));
        for (int i = 0; i < 3_000; i++) {
            Out out = new Out("0014%040x".formatted(i), 5);
            txs.add(BlockBuilder.pay(List.of(txs.getLast().outpoint(0), new Outpoint("ab".repeat(32), i)), out, out));
        }
        return BlockBuilder.mine("00".repeat(32), 1_700_000_000L, txs, true);
    }

    /** One in a thousand of the block's own, so that there is something to find. */
    private void watchSome(Block block) {
        for (Transaction tx : block.getTransactions()) {
            for (TransactionOutput output : tx.getOutputs()) {
                if (random.nextInt(1_000) == 0) {
                    scripts.add(HexFormat.of().formatHex(output.getScriptBytes()));
                }
            }
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Megabytes per second over the blocks in turn, after a warm-up of half the time. */
    private static double rate(List<byte[]> blocks, double seconds, ToLongFunction<byte[]> work) {
        measure(blocks, seconds / 2, work);
        return measure(blocks, seconds, work);
    }

    private static double measure(List<byte[]> blocks, double seconds, ToLongFunction<byte[]> work) {
        long start = System.nanoTime();
        long bytes = 0;
        long sum = 0;
        while (System.nanoTime() - start < seconds * 1e9) {
            for (byte[] block : blocks) {
                sum += work.applyAsLong(block);
                bytes += block.length;
            }
        }
        double took = (System.nanoTime() - start) / 1e9;
        return sum == Long.MIN_VALUE ? 0 : bytes / took / 1e6;
    }

    private static long hash(byte[] block) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(block)[0];
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long scan(byte[] bytes, CoinView view) {
        RawBlock block = RawBlock.parse(bytes);
        ChainedHeader place = new ChainedHeader(
                block.header(), 500_000, block.header().target().work(), Instant.EPOCH);
        BlockEffects effects = BlockSearch.effects(place, block, view);
        return Math.addExact(effects.created().size(), effects.spent().size());
    }

    /** The same by bitcoinj's objects and the maps of Java. */
    private static final class Objects {
        private final Set<ByteBuffer> scripts = new HashSet<>();
        private final Map<TransactionOutPoint, Coin> coins = new HashMap<>();

        Objects(Set<String> scripts, Set<Coin> coins) {
            scripts.forEach(s -> this.scripts.add(ByteBuffer.wrap(HexFormat.of().parseHex(s))));
            coins.forEach(c -> this.coins.put(
                    new TransactionOutPoint(
                            c.outpoint().index(), Sha256Hash.wrap(c.outpoint().txid())),
                    c));
        }

        long scan(byte[] bytes) {
            Block block = Block.read(ByteBuffer.wrap(bytes));
            long found = 0;
            Set<TransactionOutPoint> created = new HashSet<>();
            ByteArrayOutputStream txids = new ByteArrayOutputStream();
            for (Transaction tx : block.getTransactions()) {
                Sha256Hash txid = tx.getTxId();
                txids.writeBytes(DoubleSha256.parse(txid.toString()));
                for (TransactionInput input : tx.getInputs()) {
                    if (coins.containsKey(input.getOutpoint()) || created.remove(input.getOutpoint())) {
                        found++;
                    }
                }
                for (TransactionOutput output : tx.getOutputs()) {
                    if (scripts.contains(ByteBuffer.wrap(output.getScriptBytes()))) {
                        created.add(new TransactionOutPoint(output.getIndex(), txid));
                        found++;
                    }
                }
            }
            if (!BlockMerkleRoot.of(txids.toByteArray())
                    .equals(block.getMerkleRoot().toString())) {
                throw new IllegalStateException("another merkle root");
            }
            return found;
        }
    }
}
