package org.plainsight.chain.bitcoin.utxo;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.chain.bitcoin.DoubleSha256;
import org.plainsight.chain.bitcoin.Outpoint;
import org.plainsight.chain.bitcoin.scan.ScriptTable;

/**
 * The coins of one transaction after the other, each written as {@code hash_serialized_3} hashes it: outpoint, height and
 * coinbase flag, amount, script (Core's {@code kernel/coinstats.cpp}). The hash wants outputs in the order of their numbers;
 * the file has them in the order of their encoded keys, which differs from output 16,512 on.
 */
final class CoinGroup {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** A transaction has less than a million bytes without witness, and an output at least nine. */
    private static final int MAX_OUTPUTS = 111_111;

    private static final int MAX_SCRIPT = 10_000;
    /** Room for one coin: 48 bytes of fields, three of size, the script. */
    private static final int COIN_ROOM = 64 + MAX_SCRIPT;
    /** The scripts of a transaction have less than a million bytes together. */
    private static final int MAX_GROUP = 52 * MAX_OUTPUTS + 1_000_000;

    private static final int HASH_AT = 1 << 16;

    private final SnapshotInput in;
    private final long baseHeight;
    private final long maxSat;
    private final ScriptTable scripts;
    private final DoubleSha256 sha = new DoubleSha256();
    private final List<Coin> found = new ArrayList<>();
    private final byte[] txid = new byte[DoubleSha256.LENGTH];
    private final byte[] before = new byte[DoubleSha256.LENGTH];
    private boolean first = true;
    private long totalSat;
    /** Coins as they are hashed; the current group begins at {@code groupAt}. */
    private byte[] out = new byte[HASH_AT * 2 + COIN_ROOM];

    private int end;
    private int groupAt;
    private int[] starts = new int[16];

    CoinGroup(SnapshotInput in, long baseHeight, long maxSat, ScriptTable scripts) {
        this.in = in;
        this.baseHeight = baseHeight;
        this.maxSat = maxSat;
        this.scripts = scripts;
    }

    long totalSat() {
        return totalSat;
    }

    List<Coin> found() {
        return found;
    }

    /** Of everything read; once. */
    String hash() {
        sha.update(out, 0, end);
        byte[] hash = new byte[DoubleSha256.LENGTH];
        sha.finish(hash, 0);
        return DoubleSha256.display(hash, 0);
    }

    /** Reads one transaction's coins. @return how many */
    int read(long left) {
        in.read(txid, 0, txid.length);
        if (!first && Arrays.compareUnsigned(before, txid) >= 0) {
            throw in.malformed("transaction " + DoubleSha256.display(txid, 0) + " does not come after "
                    + DoubleSha256.display(before, 0) + "; the file was reordered");
        }
        first = false;
        System.arraycopy(txid, 0, before, 0, txid.length);
        long announced = in.compactSize();
        if (announced == 0 || announced > left || announced > MAX_OUTPUTS) {
            throw in.malformed(announced + " coins of one transaction, of " + left + " that the header leaves");
        }
        int count = (int) announced;
        if (count > starts.length) {
            starts = new int[count];
        }
        groupAt = end;
        boolean ordered = true;
        long last = -1;
        for (int i = 0; i < count; i++) {
            long vout = in.compactSize();
            if (vout >= MAX_OUTPUTS || (last >= 0 && key(vout) <= key(last))) {
                throw in.malformed("output " + vout + " of " + DoubleSha256.display(txid, 0) + " after output " + last
                        + "; the file was reordered");
            }
            ordered &= vout > last;
            last = vout;
            starts[i] = end;
            coin((int) vout);
        }
        if (!ordered) {
            sort(count);
        }
        if (end >= HASH_AT) {
            sha.update(out, 0, end);
            end = 0;
        }
        return count;
    }

    /** The output's number as it is encoded in the keys of Core's database, left-aligned: their order is the file's. */
    private static long key(long vout) {
        if (vout < 0x80) {
            return vout << 16;
        }
        if (vout < 0x4080) {
            long rest = vout - 0x80;
            return ((0x80 | (rest >>> 7)) << 16) | ((rest & 0x7f) << 8);
        }
        long rest = vout - 0x4080;
        return ((0x80 | (rest >>> 14)) << 16) | ((0x80 | ((rest >>> 7) & 0x7f)) << 8) | (rest & 0x7f);
    }

    private void coin(int vout) {
        makeRoom();
        long code = in.varInt();
        if (code >>> 1 == 0) {
            throw in.malformed("a coin of the genesis block, whose reward cannot be spent");
        }
        if ((code >>> 1) > baseHeight) {
            throw in.malformed("a coin of height " + (code >>> 1) + ", above the base block's " + baseHeight);
        }
        long amount = CoinCompression.amount(in.varInt());
        if (amount < 0 || amount > Coin.MAX_MONEY_SAT) {
            throw in.malformed("an amount above 21 million BTC");
        }
        totalSat += amount;
        if (totalSat > maxSat) {
            throw in.malformed("more money than the " + maxSat + " satoshi that blocks up to height " + baseHeight
                    + " can have created");
        }
        int at = end;
        System.arraycopy(txid, 0, out, at, txid.length);
        INT.set(out, at + 32, vout);
        INT.set(out, at + 36, (int) code);
        LONG.set(out, at + 40, amount);
        int scriptAt = script(at + 48);
        if (scripts.size() > 0) {
            int script = scripts.find(out, scriptAt, end - scriptAt);
            if (script >= 0) {
                found.add(new Coin(
                        Outpoint.parse(out, at), HexFormat.of().formatHex(scripts.script(script)), amount, code >>> 1));
            }
        }
    }

    private void makeRoom() {
        if (end + COIN_ROOM <= out.length) {
            return;
        }
        if (end - groupAt > MAX_GROUP) {
            throw in.malformed("more script bytes than one transaction can have");
        }
        out = Arrays.copyOf(out, out.length * 2);
    }

    /** Writes the script with its size, and moves the end behind it. @return where its bytes begin */
    private int script(int at) {
        long kind = in.varInt();
        return switch ((int) Math.min(kind, 6)) {
            case 0 -> keyHash(at);
            case 1 -> scriptHash(at);
            case 2, 3 -> publicKey(at, (int) kind);
            case 4, 5 -> uncompressedKey(at, (int) kind);
            default -> raw(at, kind - 6);
        };
    }

    private int keyHash(int at) {
        out[at] = 25;
        out[at + 1] = 0x76;
        out[at + 2] = (byte) 0xa9;
        out[at + 3] = 20;
        in.read(out, at + 4, 20);
        out[at + 24] = (byte) 0x88;
        out[at + 25] = (byte) 0xac;
        end = at + 26;
        return at + 1;
    }

    private int scriptHash(int at) {
        out[at] = 23;
        out[at + 1] = (byte) 0xa9;
        out[at + 2] = 20;
        in.read(out, at + 3, 20);
        out[at + 23] = (byte) 0x87;
        end = at + 24;
        return at + 1;
    }

    private int publicKey(int at, int prefix) {
        out[at] = 35;
        out[at + 1] = 33;
        out[at + 2] = (byte) prefix;
        in.read(out, at + 3, 32);
        out[at + 35] = (byte) 0xac;
        end = at + 36;
        return at + 1;
    }

    private int uncompressedKey(int at, int kind) {
        out[at] = 67;
        out[at + 1] = 65;
        out[at + 2] = 4;
        in.read(out, at + 3, 32);
        byte[] y = CoinCompression.y(out, at + 3, kind == 5)
                .orElseThrow(() -> in.malformed("a compressed public key that is no point of the curve"));
        System.arraycopy(y, 0, out, at + 35, 32);
        out[at + 67] = (byte) 0xac;
        end = at + 68;
        return at + 1;
    }

    private int raw(int at, long length) {
        if (length > MAX_SCRIPT) {
            throw in.malformed("a script of " + length + " bytes; above " + MAX_SCRIPT + " none can be spent");
        }
        int start = at;
        if (length < 0xfd) {
            out[start++] = (byte) length;
        } else {
            out[start++] = (byte) 0xfd;
            out[start++] = (byte) length;
            out[start++] = (byte) (length >>> 8);
        }
        in.read(out, start, (int) length);
        end = start + (int) length;
        return start;
    }

    /** Puts the group's coins into the order of their numbers. */
    private void sort(int count) {
        byte[] group = Arrays.copyOfRange(out, groupAt, end);
        int at = groupAt;
        for (int i : IntStream.range(0, count)
                .boxed()
                .sorted((a, b) -> Integer.compareUnsigned(
                        (int) INT.get(group, starts[a] - groupAt + 32), (int) INT.get(group, starts[b] - groupAt + 32)))
                .mapToInt(Integer::intValue)
                .toArray()) {
            int length = (i + 1 < count ? starts[i + 1] : end) - starts[i];
            System.arraycopy(group, starts[i] - groupAt, out, at, length);
            at += length;
        }
    }
}
