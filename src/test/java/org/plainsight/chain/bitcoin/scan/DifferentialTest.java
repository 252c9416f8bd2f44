package org.plainsight.chain.bitcoin.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutput;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.plainsight.chain.bitcoin.BlockBuilder;
import org.plainsight.chain.bitcoin.BlockEffects;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.chain.bitcoin.DoubleSha256;
import org.plainsight.chain.bitcoin.Outpoint;

/** Our scanner against bitcoinj's objects: on real blocks kept outside the repository, and on blocks of every shape. */
class DifferentialTest {

    private static final String PARENT = "00".repeat(32);

    @TestFactory
    Stream<DynamicTest> every_real_block_hashes_below_its_target_and_reads_as_bitcoinj_reads_it() throws IOException {
        Path folder = Path.of(System.getProperty("plainsight.vectors", "../shared/vectors"), "bitcoin-blocks");
        assumeTrue(Files.isDirectory(folder), "no real blocks in " + folder);
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(f -> !f.toString().endsWith(".md")).sorted().toList();
        }
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    byte[] bytes = Files.readAllBytes(file);
                    RawBlock ours = RawBlock.parse(bytes);
                    assertThat(ours.header().target().isMetBy(ours.header().hash()))
                            .isTrue();
                    check(bytes, new Random(ours.header().nonce()));
                }));
    }

    @Test
    void generated_blocks_of_every_shape_read_as_bitcoinj_reads_them() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            check(block(random), random);
        }
    }

    /** Every field, and then the search: a random third of the scripts is watched, and a third of the inputs are coins. */
    private static void check(byte[] bytes, Random random) {
        RawBlock ours = RawBlock.parse(bytes);
        Block theirs = Block.read(ByteBuffer.wrap(bytes));
        assertThat(told(ours)).isEqualTo(told(theirs));

        Set<String> here = new HashSet<>();
        theirs.getTransactions().forEach(tx -> here.add(tx.getTxId().toString()));
        Set<String> watched = new HashSet<>();
        Set<Coin> coins = new HashSet<>();
        for (Transaction tx : theirs.getTransactions()) {
            tx.getOutputs().stream()
                    .filter(o -> random.nextInt(3) == 0)
                    .forEach(o -> watched.add(HexFormat.of().formatHex(o.getScriptBytes())));
            for (TransactionInput input : tx.getInputs()) {
                if (!here.contains(outpoint(input).txid()) && !tx.isCoinBase() && random.nextInt(3) == 0) {
                    coins.add(new Coin(outpoint(input), "0014" + "ee".repeat(20), 1 + random.nextInt(1000), 5));
                }
            }
        }
        watched.add("0014" + "ee".repeat(20));
        ChainedHeader place =
                new ChainedHeader(ours.header(), 100, ours.header().target().work(), Instant.EPOCH);
        BlockEffects effects = BlockSearch.effects(place, ours, new CoinView(watched, coins));
        assertThat(effects.created()).isEqualTo(created(theirs, watched));
        assertThat(effects.spent().stream()
                        .map(s -> s.coin().outpoint() + " by " + s.txid().orElseThrow())
                        .toList())
                .isEqualTo(spent(theirs, watched, coins));
    }

    private static List<Coin> created(Block block, Set<String> watched) {
        List<Coin> created = new ArrayList<>();
        for (Transaction tx : block.getTransactions()) {
            for (TransactionOutput output : tx.getOutputs()) {
                String script = HexFormat.of().formatHex(output.getScriptBytes());
                if (watched.contains(script)) {
                    Outpoint name = new Outpoint(tx.getTxId().toString(), output.getIndex());
                    created.add(new Coin(name, script, output.getValue().getValue(), 100));
                }
            }
        }
        return created;
    }

    private static List<String> spent(Block block, Set<String> watched, Set<Coin> coins) {
        Set<Outpoint> unspent = new HashSet<>();
        coins.forEach(coin -> unspent.add(coin.outpoint()));
        List<String> spent = new ArrayList<>();
        for (Transaction tx : block.getTransactions()) {
            for (TransactionInput input : tx.getInputs()) {
                if (unspent.remove(outpoint(input))) {
                    spent.add(outpoint(input) + " by " + tx.getTxId());
                }
            }
            for (TransactionOutput output : tx.getOutputs()) {
                if (watched.contains(HexFormat.of().formatHex(output.getScriptBytes()))) {
                    unspent.add(new Outpoint(tx.getTxId().toString(), output.getIndex()));
                }
            }
        }
        return spent;
    }

    private static Outpoint outpoint(TransactionInput input) {
        return new Outpoint(
                input.getOutpoint().hash().toString(), input.getOutpoint().index());
    }

    private static List<String> told(RawBlock block) {
        List<String> told = new ArrayList<>();
        told.add(block.header().hash());
        block.visit(new RawBlock.Visitor() {
            @Override
            public void input(int transaction, byte[] bytes, int at) {
                told.add(block.txid(transaction) + " in " + Outpoint.parse(bytes, at));
            }

            @Override
            public void output(int transaction, int index, long valueSat, byte[] bytes, int at, int length) {
                told.add(block.txid(transaction) + " out " + index + " " + valueSat + " "
                        + HexFormat.of().formatHex(bytes, at, at + length));
            }
        });
        return told;
    }

    private static List<String> told(Block block) {
        List<String> told = new ArrayList<>();
        told.add(block.getHashAsString());
        for (Transaction tx : block.getTransactions()) {
            String txid = tx.getTxId().toString();
            for (TransactionInput input : tx.getInputs()) {
                if (!tx.isCoinBase()) {
                    told.add(txid + " in " + outpoint(input));
                }
            }
            for (TransactionOutput output : tx.getOutputs()) {
                told.add(txid + " out " + output.getIndex() + " "
                        + output.getValue().getValue() + " " + HexFormat.of().formatHex(output.getScriptBytes()));
            }
        }
        return told;
    }

    /** Counts and lengths on both sides of every CompactSize step, witnesses of every kind, chains inside the block. */
    private static byte[] block(Random random) {
        int count = random.nextInt(10) == 0 ? 252 + random.nextInt(4) : 1 + random.nextInt(20);
        List<byte[]> bodies = new ArrayList<>();
        ByteArrayOutputStream txids = new ByteArrayOutputStream();
        List<byte[]> spendable = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int outputs = howMany(random, i, 30);
            Shape shape = new Shape(random, i == 0, outputs, spendable);
            bodies.add(shape.serialized(true));
            byte[] stripped = shape.serialized(false);
            byte[] txid = DoubleSha256.parse(DoubleSha256.hashOf(stripped, 0, stripped.length));
            txids.writeBytes(txid);
            for (int output = 0; i > 0 && output < outputs; output += 3) {
                spendable.add(ByteBuffer.allocate(36)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(txid)
                        .putInt(output)
                        .array());
            }
        }
        return BlockBuilder.assemble(PARENT, 1_700_000_000L, BlockMerkleRoot.of(txids.toByteArray()), bodies);
    }

    private static int howMany(Random random, int seldom, int usual) {
        return seldom == 1 ? 252 + random.nextInt(4) : 1 + random.nextInt(usual);
    }

    /** One transaction's parts, to be written with and without its witness. */
    private static final class Shape {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final ByteArrayOutputStream witness = new ByteArrayOutputStream();
        private final byte[] version = new byte[4];
        private final byte[] lockTime = new byte[4];
        private final boolean segwit;

        Shape(Random random, boolean coinbase, int outputs, List<byte[]> spendable) {
            random.nextBytes(version);
            random.nextBytes(lockTime);
            int inputs = coinbase ? 1 : howMany(random, random.nextInt(12), 8);
            boolean any = false;
            size(body, inputs);
            for (int i = 0; i < inputs; i++) {
                body.writeBytes(coinbase ? nullOutpoint() : outpoint(random, spendable));
                bytes(body, random, scriptLength(random));
                body.writeBytes(new byte[] {1, 2, 3, 4});
                int items = random.nextInt(4) == 0 ? 0 : random.nextInt(5);
                any |= items > 0;
                size(witness, items);
                for (int j = 0; j < items; j++) {
                    bytes(witness, random, scriptLength(random));
                }
            }
            size(body, outputs);
            for (int i = 0; i < outputs; i++) {
                body.writeBytes(ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(random.nextLong(Coin.MAX_MONEY_SAT / 1000))
                        .array());
                bytes(body, random, scriptLength(random));
            }
            segwit = any && random.nextBoolean();
        }

        byte[] serialized(boolean withWitness) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(version);
            if (segwit && withWitness) {
                out.write(0);
                out.write(1);
            }
            out.writeBytes(body.toByteArray());
            if (segwit && withWitness) {
                out.writeBytes(witness.toByteArray());
            }
            out.writeBytes(lockTime);
            return out.toByteArray();
        }

        private static int scriptLength(Random random) {
            return switch (random.nextInt(40)) {
                case 0 -> 0;
                case 1 -> 252 + random.nextInt(4);
                case 2 -> random.nextInt(20) == 0 ? 65_534 + random.nextInt(4) : 1;
                case 3 -> 520;
                default -> 20 + random.nextInt(16);
            };
        }

        private static byte[] nullOutpoint() {
            byte[] outpoint = new byte[36];
            Arrays.fill(outpoint, 32, 36, (byte) 0xff);
            return outpoint;
        }

        private static byte[] outpoint(Random random, List<byte[]> spendable) {
            if (!spendable.isEmpty() && random.nextInt(3) == 0) {
                return spendable.remove(random.nextInt(spendable.size()));
            }
            byte[] outpoint = new byte[36];
            random.nextBytes(outpoint);
            return outpoint;
        }

        private static void bytes(ByteArrayOutputStream out, Random random, int length) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            size(out, length);
            out.writeBytes(bytes);
        }

        private static void size(ByteArrayOutputStream out, int value) {
            if (value < 0xfd) {
                out.write(value);
            } else if (value <= 0xffff) {
                out.writeBytes(new byte[] {(byte) 0xfd, (byte) value, (byte) (value >>> 8)});
            } else {
                out.writeBytes(new byte[] {(byte) 0xfe, (byte) value, (byte) (value >>> 8), (byte) (value >>> 16), 0});
            }
        }
    }
}
