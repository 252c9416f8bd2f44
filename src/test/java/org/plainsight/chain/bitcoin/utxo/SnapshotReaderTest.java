package org.plainsight.chain.bitcoin.utxo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.DoubleSha256;
import org.plainsight.chain.bitcoin.Outpoint;
import org.plainsight.chain.bitcoin.scan.ScriptTable;
import org.plainsight.chain.bitcoin.utxo.SnapshotWriter.Unspent;

class SnapshotReaderTest {

    private static final String BASE = "ab".repeat(32);
    private static final int HEIGHT = 800_000;
    private static final String WATCHED = "0014" + "77".repeat(20);
    private static final String CORE_SCRIPT = "76a9142b4569203694fc997e13f2c0a1383b9e16c77a0d88ac";
    private static final String POINT_G = "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
    private static final String POINT_G_Y = "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8";

    /**
     * The chain and the hash of Bitcoin Core's own functional test {@code rpc_dumptxoutset.py}: a hundred regtest blocks
     * to a fixed address, their coinbase transactions rebuilt here byte by byte.
     */
    @Test
    void the_snapshot_of_bitcoin_cores_own_test_has_the_hash_that_bitcoin_core_says() {
        List<Unspent> coins = new ArrayList<>();
        for (int height = 1; height <= 100; height++) {
            byte[] coinbase = coreCoinbase(height);
            String txid = DoubleSha256.hashOf(coinbase, 0, coinbase.length);
            coins.add(new Unspent(
                    HexFormat.of().formatHex(DoubleSha256.parse(txid)), 0, height, true, 5_000_000_000L, CORE_SCRIPT));
        }
        String base = "09abf0e7b510f61ca6cf33bab104e9ee99b3528b371d27a2d4b39abb800fba7e";
        byte[] file = SnapshotWriter.file(BitcoinNetwork.REGTEST, base, coins);

        UtxoSnapshot read = new SnapshotReader(
                        BitcoinNetwork.REGTEST,
                        hash -> hash.equals(base) ? OptionalLong.of(100) : OptionalLong.empty(),
                        new ScriptTable())
                .read(new ByteArrayInputStream(file), (coin, of) -> {});

        assertThat(read.hashSerialized()).isEqualTo("a0b7baa3bf5ccbd3279728f230d7ca0c44a76e9923fca8f32dbfd08d65ea496a");
        assertThat(read.coins()).isEqualTo(100);
        assertThat(read.totalSat()).isEqualTo(100 * 5_000_000_000L);
    }

    private static byte[] coreCoinbase(int height) {
        String push = height <= 16 ? "%02x".formatted(0x50 + height) : "01%02x".formatted(height);
        return HexFormat.of()
                .parseHex("02000000" + "01" + "00".repeat(32) + "ffffffff" + (height <= 16 ? "02" : "03") + push + "00"
                        + "ffffffff" + "02" + "00f2052a01000000" + "19"
                        + CORE_SCRIPT + "0000000000000000" + "26" + "6a24aa21a9ed"
                        + "e2f61c3f71d1defd3fa999dfa36953755c690689799962b48bebd836974e8cf9" + "00000000");
    }

    @Test
    void random_coins_of_every_kind_give_the_hash_of_the_plainest_computation_and_the_watched_ones() {
        Random random = new Random(3);
        List<Unspent> coins = coins(random);

        UtxoSnapshot read = read(SnapshotWriter.file(BitcoinNetwork.MAINNET, BASE, coins));

        assertThat(read.coins()).isEqualTo(coins.size());
        assertThat(read.hashSerialized()).isEqualTo(plainHash(coins));
        assertThat(read.found().stream().map(c -> c.outpoint() + " " + c.valueSat() + " " + c.createdHeight()))
                .containsExactlyInAnyOrderElementsOf(coins.stream()
                        .filter(c -> c.scriptHex().equals(WATCHED))
                        .map(c -> new Outpoint(DoubleSha256.display(c.txid(), 0), c.vout()) + " " + c.amountSat() + " "
                                + c.height())
                        .toList());
        assertThat(read.found()).isNotEmpty();
    }

    /** Among them one transaction with so many outputs that the file's order is not that of their numbers. */
    private static List<Unspent> coins(Random random) {
        List<Unspent> coins = new ArrayList<>();
        for (int tx = 0; tx < 2_000; tx++) {
            byte[] txid = new byte[32];
            random.nextBytes(txid);
            boolean large = tx == 1_000;
            for (int vout = random.nextInt(3); vout < (large ? 17_500 : 6); vout += 1 + random.nextInt(large ? 9 : 3)) {
                coins.add(new Unspent(
                        HexFormat.of().formatHex(txid),
                        vout,
                        random.nextInt(HEIGHT + 1),
                        random.nextBoolean(),
                        random.nextInt(4) == 0 ? random.nextInt(100) * 100_000_000L : random.nextInt(Integer.MAX_VALUE),
                        script(random)));
            }
        }
        return coins;
    }

    private static String script(Random random) {
        byte[] noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);
        String hash = HexFormat.of().formatHex(Arrays.copyOf(noise, 20));
        return switch (random.nextInt(7)) {
            case 0 -> "76a914" + hash + "88ac";
            case 1 -> "a914" + hash + "87";
            case 2 -> "2102" + POINT_G + "ac";
            case 3 -> "4104" + POINT_G + POINT_G_Y + "ac";
            case 4 -> WATCHED;
            default -> HexFormat.of().formatHex(noise);
        };
    }

    private static String plainHash(List<Unspent> coins) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        coins.stream()
                .sorted(Comparator.comparing((Unspent c) -> c.txidHashed()).thenComparingInt(Unspent::vout))
                .forEach(c -> {
                    ByteBuffer coin =
                            ByteBuffer.allocate(51 + c.script().length).order(ByteOrder.LITTLE_ENDIAN);
                    coin.put(c.txid())
                            .putInt(c.vout())
                            .putInt(c.height() * 2 + (c.coinbase() ? 1 : 0))
                            .putLong(c.amountSat());
                    if (c.script().length < 0xfd) {
                        coin.put((byte) c.script().length);
                    } else {
                        coin.put((byte) 0xfd).putShort((short) c.script().length);
                    }
                    coin.put(c.script());
                    all.write(coin.array(), 0, coin.position());
                });
        return DoubleSha256.hashOf(all.toByteArray(), 0, all.size());
    }

    @Test
    void a_synthetic_snapshot_is_sound_and_told_of_as_it_is_read() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        SnapshotWriter.synthetic(file, BitcoinNetwork.MAINNET, BASE, HEIGHT, 50_000);
        List<Long> told = new ArrayList<>();

        UtxoSnapshot read = reader().read(new ByteArrayInputStream(file.toByteArray()), (coin, of) -> told.add(coin));

        assertThat(read.coins()).isEqualTo(50_000);
        assertThat(told).startsWith(0L).endsWith(50_000L);
    }

    @Test
    void a_file_cut_anywhere_is_refused_as_truncated() {
        byte[] file = small();
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> read(cut))
                    .isInstanceOf(MalformedSnapshotException.class)
                    .hasMessageContaining("truncated");
        }
    }

    @Test
    void another_magic_version_network_or_base_block_is_refused_by_name() {
        assertThatThrownBy(() -> read(damaged(0, 'x'))).hasMessageContaining("no UTXO snapshot");
        assertThatThrownBy(() -> read(damaged(5, 1))).hasMessageContaining("byte 5: format version 1");
        byte[] testnet = SnapshotWriter.file(BitcoinNetwork.TESTNET3, BASE, List.of());
        assertThatThrownBy(() -> read(testnet)).hasMessage("byte 7: the snapshot is of testnet3, not of mainnet");
        byte[] elsewhere = SnapshotWriter.file(BitcoinNetwork.MAINNET, "cd".repeat(32), List.of());
        assertThatThrownBy(() -> read(elsewhere))
                .hasMessageContaining("byte 11: ")
                .hasMessageContaining("not in our chain of headers");
    }

    @Test
    void a_count_that_is_too_high_too_low_or_negative_is_refused() {
        List<Unspent> coins = List.of(coin("11", 0, 5), coin("11", 1, 5), coin("22", 0, 5));
        assertThatThrownBy(() -> read(withCount(4, coins))).hasMessageContaining("truncated");
        assertThatThrownBy(() -> read(withCount(2, coins))).hasMessageContaining("bytes follow the last");
        assertThatThrownBy(() -> read(withCount(1, coins))).hasMessageContaining("2 coins of one transaction, of 1");
        assertThatThrownBy(() -> read(withCount(-1, coins))).hasMessageContaining("18446744073709551615 coins");
    }

    @Test
    void transactions_or_outputs_out_of_order_or_twice_are_refused() {
        assertThatThrownBy(() -> read(withCount(2, List.of(coin("22", 0, 5), coin("11", 0, 5)))))
                .hasMessageContaining("reordered");
        assertThatThrownBy(() -> read(withCount(2, List.of(coin("11", 1, 5), coin("11", 0, 5)))))
                .hasMessageContaining("reordered");
        assertThatThrownBy(() -> read(withCount(2, List.of(coin("11", 1, 5), coin("11", 1, 5)))))
                .hasMessageContaining("reordered");
        assertThatThrownBy(() -> read(withCount(2, List.of(coin("11", 16_000, 5), coin("11", 16_600, 5)))))
                .hasMessageContaining("reordered");
    }

    @Test
    void a_height_above_the_base_and_more_money_than_there_is_are_refused() {
        assertThatThrownBy(() -> read(withCount(1, List.of(Unspent.of("11".repeat(32), 0, HEIGHT + 1, 5, "51")))))
                .hasMessageContaining("above the base block's");
        assertThatThrownBy(() ->
                        read(withCount(1, List.of(Unspent.of("11".repeat(32), 0, 1, 2_100_000_000_000_001L, "51")))))
                .hasMessageContaining("21 million");
        List<Unspent> rich = List.of(
                Unspent.of("11".repeat(32), 0, 1, 2_000_000_000_000_000L, "51"),
                Unspent.of("22".repeat(32), 0, 1, 50_000_000_000_000L, "51"));
        assertThatThrownBy(() -> read(withCount(2, rich))).hasMessageContaining("more money than");
        byte[] overflowing = SnapshotWriter.inThisOrder(header(1), List.of());
        byte[] endless = Arrays.copyOf(overflowing, overflowing.length + 60);
        Arrays.fill(endless, overflowing.length, endless.length, (byte) 0xff);
        endless[overflowing.length + 32] = 1;
        endless[overflowing.length + 33] = 0;
        assertThatThrownBy(() -> read(endless)).hasMessageContaining("above 2^63");
    }

    @Test
    void a_script_too_long_and_a_key_off_the_curve_are_refused() {
        assertThatThrownBy(() -> read(withCount(1, List.of(Unspent.of("11".repeat(32), 0, 1, 5, "6a".repeat(10_001))))))
                .hasMessageContaining("a script of 10001 bytes");
        String offCurve = "00".repeat(31) + "05";
        assertThatThrownBy(() -> read(withCount(
                        1, List.of(Unspent.of("11".repeat(32), 0, 1, 5, "4104" + offCurve + "00".repeat(32) + "ac")))))
                .hasMessageContaining("no point of the curve");
    }

    @Test
    void damaged_bytes_are_refused_or_change_the_hash_but_never_break_the_reader() {
        Random random = new Random(4);
        byte[] sound = small();
        String hash = read(sound).hashSerialized();
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = sound.clone();
            int at = 51 + random.nextInt(sound.length - 51);
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            try {
                assertThat(read(damaged).hashSerialized()).isNotEqualTo(hash);
            } catch (MalformedSnapshotException e) {
                assertThat(e.getMessage()).startsWith("byte ");
            }
        }
    }

    /** The examples of Bitcoin Core's {@code compress_tests.cpp}. */
    @Test
    void amounts_are_compressed_as_bitcoin_core_compresses_them() {
        assertThat(CoinCompression.compressed(0)).isZero();
        assertThat(CoinCompression.compressed(1)).isEqualTo(0x1);
        assertThat(CoinCompression.compressed(1_000_000)).isEqualTo(0x7);
        assertThat(CoinCompression.compressed(100_000_000)).isEqualTo(0x9);
        assertThat(CoinCompression.compressed(5_000_000_000L)).isEqualTo(0x32);
        assertThat(CoinCompression.compressed(2_100_000_000_000_000L)).isEqualTo(0x1406f40);
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            long amount = random.nextLong(2_100_000_000_000_001L);
            assertThat(CoinCompression.amount(CoinCompression.compressed(amount)))
                    .isEqualTo(amount);
            assertThat(CoinCompression.amount(random.nextLong() & Long.MAX_VALUE))
                    .isGreaterThanOrEqualTo(-1);
        }
    }

    @Test
    void the_subsidy_schedule_ends_just_below_twenty_one_million() {
        assertThat(Subsidy.totalSat(BitcoinNetwork.MAINNET, 1)).isEqualTo(5_000_000_000L);
        assertThat(Subsidy.totalSat(BitcoinNetwork.MAINNET, 210_000))
                .isEqualTo(209_999 * 5_000_000_000L + 2_500_000_000L);
        assertThat(Subsidy.totalSat(BitcoinNetwork.MAINNET, 7_000_000))
                .isEqualTo(2_099_999_997_690_000L - 5_000_000_000L);
    }

    private static byte[] small() {
        return SnapshotWriter.file(
                BitcoinNetwork.MAINNET,
                BASE,
                List.of(
                        coin("11", 0, 5),
                        coin("11", 300, 70_000),
                        Unspent.of("22".repeat(32), 0, 1, 5, "4104" + POINT_G + POINT_G_Y + "ac"),
                        Unspent.of("22".repeat(32), 1, 1, 5, "76a914" + "ab".repeat(20) + "88ac"),
                        Unspent.of("33".repeat(32), 0, 1, 5, "a914" + "ab".repeat(20) + "87")));
    }

    private static byte[] damaged(int at, int value) {
        byte[] file = small();
        file[at] = (byte) value;
        return file;
    }

    private static Unspent coin(String txid, int vout, long amountSat) {
        return Unspent.of(txid.repeat(32), vout, 7, amountSat, WATCHED);
    }

    private static byte[] header(long count) {
        return SnapshotWriter.header(BitcoinNetwork.MAINNET, BASE, count);
    }

    private static byte[] withCount(long count, List<Unspent> coins) {
        return SnapshotWriter.inThisOrder(header(count), coins);
    }

    private static SnapshotReader reader() {
        ScriptTable scripts = new ScriptTable();
        scripts.add(HexFormat.of().parseHex(WATCHED));
        return new SnapshotReader(
                BitcoinNetwork.MAINNET,
                hash -> hash.equals(BASE) ? OptionalLong.of(HEIGHT) : OptionalLong.empty(),
                scripts);
    }

    private static UtxoSnapshot read(byte[] file) {
        return reader().read(new ByteArrayInputStream(file), (coin, of) -> {});
    }
}
