package org.plainsight.bench.liabilities;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.plainsight.merkle.Hash32;

/**
 * The tree that BitMEX publishes (BitMEX/proof-of-reserves-liabilities), by its formulas, one thread, in memory:
 * {@code sub_nonce = SHA256(nonce ‖ LE64 height ‖ LE64 account)}, {@code leaf = HMAC-SHA256(sub_nonce, LE64 value ‖ LE64
 * index)}, {@code node = SHA256(left ‖ LE64 its value ‖ right ‖ LE64 its value)}.
 */
public final class BitmexTree {

    private final Hash32[] hashes;
    private final long[] values;
    private final Mac mac;

    /** @param leaves a power of two */
    public BitmexTree(int leaves) {
        if (Integer.bitCount(leaves) != 1) {
            throw new IllegalArgumentException(leaves + " leaves are no power of two");
        }
        hashes = new Hash32[leaves];
        values = new long[leaves];
        try {
            mac = Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA-256", e);
        }
    }

    /** @param nonce the account's, 32 bytes */
    public void leaf(int index, byte[] nonce, long height, long account, long value) {
        ByteBuffer of = ByteBuffer.allocate(nonce.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        of.put(nonce).putLong(height).putLong(account);
        try {
            mac.init(new SecretKeySpec(Hash32.sha256(of.array()).toBytes(), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("any 32 bytes are a key", e);
        }
        ByteBuffer leaf = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        leaf.putLong(value).putLong(index);
        hashes[index] = Hash32.of(mac.doFinal(leaf.array()));
        values[index] = value;
    }

    /** @return {@code root,total} as its proof file begins */
    public String root() {
        Hash32[] level = hashes;
        long[] sums = values;
        while (level.length > 1) {
            Hash32[] above = new Hash32[level.length / 2];
            long[] aboveSums = new long[above.length];
            for (int i = 0; i < above.length; i++) {
                ByteBuffer children = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN);
                children.put(level[2 * i].toBytes())
                        .putLong(sums[2 * i])
                        .put(level[2 * i + 1].toBytes())
                        .putLong(sums[2 * i + 1]);
                above[i] = Hash32.sha256(children.array());
                aboveSums[i] = Math.addExact(sums[2 * i], sums[2 * i + 1]);
            }
            level = above;
            sums = aboveSums;
        }
        return level[0].toHex() + "," + sums[0];
    }

    /** Every account with one leaf. */
    static String sample(int leaves) {
        BitmexTree tree = new BitmexTree(leaves);
        for (int i = 0; i < leaves; i++) {
            byte[] nonce = ByteBuffer.allocate(Hash32.LENGTH).putInt(i).array();
            tree.leaf(i, nonce, 100, i, i * 1_000_003L);
        }
        return tree.root();
    }
}
