package org.plainsight.chain.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutput;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Our parser against bitcoinj's on real blocks kept outside the repository. */
class RealBlocksTest {

    @TestFactory
    Stream<DynamicTest> every_real_block_hashes_below_its_target_and_reads_as_bitcoinj_reads_it() throws IOException {
        Path folder = Path.of(System.getProperty("plainsight.vectors", "../shared/vectors"), "bitcoin-blocks");
        assumeTrue(Files.isDirectory(folder), "no real blocks in " + folder);
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(f -> !f.toString().endsWith(".md")).sorted().toList();
        }
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        RawBlock ours = RawBlock.parse(bytes);
        assertThat(ours.header().target().isMetBy(ours.header().hash())).isTrue();
        assertThat(told(ours)).isEqualTo(told(Block.read(ByteBuffer.wrap(bytes))));
    }

    private static List<String> told(RawBlock block) {
        List<String> told = new ArrayList<>();
        told.add(block.header().hash());
        block.visit(new RawBlock.Visitor() {
            @Override
            public void input(int transaction, ByteBuffer outpoint) {
                told.add(block.txid(transaction) + " in " + hex(outpoint));
            }

            @Override
            public void output(int transaction, int index, long valueSat, ByteBuffer script) {
                told.add(block.txid(transaction) + " out " + index + " " + valueSat + " " + hex(script));
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
                    told.add(txid + " in "
                            + HexFormat.of().formatHex(input.getOutpoint().serialize()));
                }
            }
            for (TransactionOutput output : tx.getOutputs()) {
                told.add(txid + " out " + output.getIndex() + " "
                        + output.getValue().getValue() + " " + HexFormat.of().formatHex(output.getScriptBytes()));
            }
        }
        return told;
    }

    private static String hex(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
