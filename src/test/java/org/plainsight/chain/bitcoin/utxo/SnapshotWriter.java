package org.plainsight.chain.bitcoin.utxo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.chain.bitcoin.DoubleSha256;

/** Writes snapshots: of given coins as {@code dumptxoutset} would, or synthetic ones of any size. */
public final class SnapshotWriter {

    /** @param txidHashed in hex as hashed, not as printed */
    public record Unspent(String txidHashed, int vout, int height, boolean coinbase, long amountSat, String scriptHex) {
        public static Unspent of(String txidHashed, int vout, int height, long amountSat, String scriptHex) {
            return new Unspent(txidHashed, vout, height, false, amountSat, scriptHex);
        }

        byte[] txid() {
            return HexFormat.of().parseHex(txidHashed);
        }

        byte[] script() {
            return HexFormat.of().parseHex(scriptHex);
        }
    }

    public static Unspent unspent(Coin coin) {
        return Unspent.of(
                HexFormat.of().formatHex(DoubleSha256.parse(coin.outpoint().txid())),
                (int) coin.outpoint().index(),
                (int) coin.createdHeight(),
                coin.valueSat(),
                coin.scriptHex());
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private SnapshotWriter() {}

    public static byte[] header(BitcoinNetwork network, String baseHash, long count) {
        return ByteBuffer.allocate(51)
                .put(new byte[] {'u', 't', 'x', 'o', (byte) 0xff})
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 2)
                .order(ByteOrder.BIG_ENDIAN)
                .putInt((int) network.magic())
                .put(DoubleSha256.parse(baseHash))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(count)
                .array();
    }

    /** In the order of the database: transactions by their bytes, outputs by their encoded numbers. */
    public static byte[] file(BitcoinNetwork network, String baseHash, List<Unspent> coins) {
        List<Unspent> ordered = new ArrayList<>(coins);
        ordered.sort(Comparator.comparing((Unspent c) -> c.txidHashed())
                .thenComparing(c -> HexFormat.of().formatHex(encoded(c.vout()))));
        return inThisOrder(header(network, baseHash, coins.size()), ordered);
    }

    public static byte[] inThisOrder(byte[] header, List<Unspent> coins) {
        SnapshotWriter out = new SnapshotWriter();
        out.bytes.writeBytes(header);
        for (int i = 0; i < coins.size(); ) {
            int next = i + 1;
            while (next < coins.size()
                    && coins.get(next).txidHashed().equals(coins.get(i).txidHashed())) {
                next++;
            }
            out.bytes.writeBytes(coins.get(i).txid());
            out.compactSize(next - i);
            for (; i < next; i++) {
                out.coin(coins.get(i));
            }
        }
        return out.bytes.toByteArray();
    }

    private static byte[] encoded(long value) {
        SnapshotWriter out = new SnapshotWriter();
        out.varInt(value);
        return out.bytes.toByteArray();
    }

    private void coin(Unspent coin) {
        compactSize(coin.vout());
        varInt(coin.height() * 2L + (coin.coinbase() ? 1 : 0));
        varInt(CoinCompression.compressed(coin.amountSat()));
        script(coin.script());
    }

    private void script(byte[] s) {
        if (s.length == 25 && s[0] == 0x76 && s[1] == (byte) 0xa9 && s[2] == 20) {
            varInt(0);
            bytes.write(s, 3, 20);
        } else if (s.length == 23 && s[0] == (byte) 0xa9 && s[1] == 20) {
            varInt(1);
            bytes.write(s, 2, 20);
        } else if (s.length == 35 && s[0] == 33 && (s[1] == 2 || s[1] == 3)) {
            varInt(s[1]);
            bytes.write(s, 2, 32);
        } else if (s.length == 67 && s[0] == 65 && s[1] == 4) {
            varInt(4 | (s[65] & 1));
            bytes.write(s, 2, 32);
        } else {
            varInt(s.length + 6L);
            bytes.writeBytes(s);
        }
    }

    private void compactSize(long value) {
        if (value < 0xfd) {
            bytes.write((int) value);
        } else if (value <= 0xffff) {
            bytes.write(0xfd);
            bytes.write((int) value);
            bytes.write((int) (value >>> 8));
        } else {
            bytes.write(0xfe);
            for (int shift = 0; shift < 32; shift += 8) {
                bytes.write((int) (value >>> shift));
            }
        }
    }

    private void varInt(long value) {
        byte[] reversed = new byte[10];
        int length = 0;
        long rest = value;
        while (true) {
            reversed[length] = (byte) ((rest & 0x7f) | (length > 0 ? 0x80 : 0));
            length++;
            if (rest <= 0x7f) {
                break;
            }
            rest = (rest >>> 7) - 1;
        }
        while (length > 0) {
            bytes.write(reversed[--length]);
        }
    }

    /**
     * Writes a made-up snapshot in the proportions of mainnet's: half of the transactions with one coin, small amounts,
     * P2WPKH, P2TR, P2PKH and P2SH.
     */
    public static void synthetic(OutputStream target, BitcoinNetwork network, String baseHash, int height, long coins)
            throws IOException {
        target.write(header(network, baseHash, coins));
        SplittableRandom random = new SplittableRandom(coins);
        SnapshotWriter out = new SnapshotWriter();
        long step = Long.MAX_VALUE / (coins + 1);
        byte[] rest = new byte[40];
        for (long written = 0, group = 1; written < coins; group++) {
            random.nextBytes(rest);
            out.bytes.writeBytes(ByteBuffer.allocate(8).putLong(group * step).array());
            out.bytes.write(rest, 0, 24);
            int count = (int) Math.min(coins - written, random.nextBoolean() ? 1 : 1 + random.nextInt(4));
            out.compactSize(count);
            for (int i = 0; i < count; i++) {
                out.syntheticCoin(random, i * 3L + random.nextInt(3), height, rest);
            }
            written += count;
            if (out.bytes.size() > 1 << 18) {
                out.bytes.writeTo(target);
                out.bytes.reset();
            }
        }
        out.bytes.writeTo(target);
    }

    private void syntheticCoin(SplittableRandom random, long vout, int height, byte[] bytesAtHand) {
        compactSize(vout);
        varInt(random.nextInt(1, height) * 2L);
        varInt(CoinCompression.compressed(1 + random.nextInt(1_000_000)));
        int kind = random.nextInt(10);
        int length = kind < 4 ? 22 : 34;
        switch (kind) {
            case 0, 1, 2, 3, 4, 5 -> {
                varInt(length + 6L);
                bytes.write(length == 22 ? 0 : 0x51);
                bytes.write(length - 2);
                bytes.write(bytesAtHand, 0, length - 2);
            }
            default -> {
                varInt(kind < 9 ? 0 : 1);
                bytes.write(bytesAtHand, 10, 20);
            }
        }
    }
}
