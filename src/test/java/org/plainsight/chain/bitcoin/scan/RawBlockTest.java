package org.plainsight.chain.bitcoin.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockBuilder;
import org.plainsight.chain.bitcoin.BlockBuilder.Out;
import org.plainsight.chain.bitcoin.BlockBuilder.Tx;
import org.plainsight.chain.bitcoin.MalformedBlockException;
import org.plainsight.chain.bitcoin.Outpoint;

class RawBlockTest {

    private static final String PARENT = BitcoinNetwork.REGTEST.genesis().hash();
    private static final long TIME = 1_700_000_000L;
    private static final Tx COINBASE = BlockBuilder.coinbase(1, new Out("51", 50));
    private static final Tx PAYMENT =
            BlockBuilder.pay(List.of(new Outpoint("ab".repeat(32), 7)), new Out("0014" + "11".repeat(20), 40));

    @Test
    void witness_data_changes_neither_the_ids_nor_the_root() {
        RawBlock plain = RawBlock.parse(BlockBuilder.mine(PARENT, TIME, List.of(COINBASE, PAYMENT), false));
        RawBlock segwit = RawBlock.parse(BlockBuilder.mine(PARENT, TIME, List.of(COINBASE, PAYMENT), true));

        assertThat(segwit.header().merkleRoot()).isEqualTo(plain.header().merkleRoot());
        assertThat(segwit.txid(1)).isEqualTo(PAYMENT.txid());
    }

    @Test
    void the_visitor_is_told_inputs_then_outputs_but_not_the_coinbase_input() {
        List<String> told = new ArrayList<>();
        RawBlock.parse(BlockBuilder.mine(PARENT, TIME, List.of(COINBASE, PAYMENT), true))
                .visit(new RawBlock.Visitor() {
                    @Override
                    public void input(int transaction, byte[] bytes, int at) {
                        told.add(transaction + " in "
                                + Outpoint.parse(bytes, at).equals(new Outpoint("ab".repeat(32), 7)));
                    }

                    @Override
                    public void output(int transaction, int index, long valueSat, byte[] bytes, int at, int length) {
                        told.add(transaction + " out " + index + " " + valueSat + " "
                                + HexFormat.of().formatHex(bytes, at, at + length));
                    }
                });

        assertThat(told).containsExactly("0 out 0 50 51", "1 in true", "1 out 0 40 0014" + "11".repeat(20));
    }

    @Test
    void a_body_that_hashes_to_another_root_is_refused() {
        byte[] block = BlockBuilder.assemble(
                PARENT, TIME, "00".repeat(32), List.of(COINBASE.bytes(false), PAYMENT.bytes(false)));

        assertThatThrownBy(() -> RawBlock.parse(block))
                .isInstanceOf(MalformedBlockException.class)
                .hasMessageContaining("the header says");
    }

    @Test
    void a_last_transaction_repeated_to_keep_the_root_is_refused() {
        byte[] honest = BlockBuilder.mine(PARENT, TIME, List.of(COINBASE, PAYMENT, PAYMENT3), false);
        byte[] repeated = BlockBuilder.assemble(
                PARENT,
                TIME,
                RawBlock.parse(honest).header().merkleRoot(),
                List.of(COINBASE.bytes(false), PAYMENT.bytes(false), PAYMENT3.bytes(false), PAYMENT3.bytes(false)));

        assertThatThrownBy(() -> RawBlock.parse(repeated)).hasMessageContaining("CVE-2012-2459");
    }

    private static final Tx PAYMENT3 = BlockBuilder.pay(List.of(new Outpoint("cd".repeat(32), 0)), new Out("52", 3));

    @Test
    void inner_nodes_posing_as_transactions_are_refused_for_want_of_a_coinbase() {
        Tx inner = BlockBuilder.pay(List.of(new Outpoint("ef".repeat(32), 1)), new Out("", 1));
        assertThat(inner.bytes(false)).hasSize(64);
        byte[] block = BlockBuilder.assemble(PARENT, TIME, inner.txid(), List.of(inner.bytes(false)));

        assertThatThrownBy(() -> RawBlock.parse(block)).hasMessageContaining("64 bytes of an inner node");
    }

    @Test
    void a_64_byte_transaction_beside_a_coinbase_is_counted_as_suspect() {
        Tx small = BlockBuilder.pay(List.of(new Outpoint("ef".repeat(32), 1)), new Out("", 1));

        assertThat(RawBlock.parse(BlockBuilder.mine(PARENT, TIME, List.of(COINBASE, small), true))
                        .suspectTransactions())
                .isEqualTo(1);
    }

    @Test
    void a_second_coinbase_a_negative_value_and_trailing_bytes_are_refused() {
        Tx second = BlockBuilder.coinbase(2, new Out("51", 1));
        Tx negative = BlockBuilder.coinbase(3, new Out("51", -1));
        byte[] sound = BlockBuilder.mine(PARENT, TIME, List.of(COINBASE), false);

        assertThatThrownBy(() -> RawBlock.parse(BlockBuilder.mine(PARENT, TIME, List.of(COINBASE, second), false)))
                .hasMessageContaining("second coinbase");
        assertThatThrownBy(() -> RawBlock.parse(BlockBuilder.mine(PARENT, TIME, List.of(negative), false)))
                .hasMessageContaining("satoshi");
        assertThatThrownBy(() -> RawBlock.parse(Arrays.copyOf(sound, sound.length + 1)))
                .hasMessageContaining("follow the last transaction");
    }

    @Test
    void a_count_that_promises_more_than_the_bytes_hold_is_refused_before_anything_is_allocated() {
        byte[] block = Arrays.copyOf(
                BlockBuilder.mineHeader(PARENT, TIME, "00".repeat(32)).toBytes(), 89);
        Arrays.fill(block, 80, 89, (byte) 0xff);

        assertThatThrownBy(() -> RawBlock.parse(block)).hasMessageContaining("18446744073709551615 transactions");
    }

    @Test
    void damaged_bytes_are_refused_or_read_but_never_break_the_parser() {
        Random random = new Random(20261122);
        byte[] sound = BlockBuilder.mine(PARENT, TIME, List.of(COINBASE, PAYMENT, PAYMENT3), true);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(sound, random.nextInt(4) == 0 ? random.nextInt(sound.length) : sound.length);
            for (int flips = random.nextInt(4); flips >= 0 && damaged.length > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                RawBlock.parse(damaged);
            } catch (MalformedBlockException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(10_000, 20_000);
    }
}
