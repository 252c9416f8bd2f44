package org.plainsight.chain.bitcoin;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The name of a transaction output.
 *
 * @param txid as explorers print it
 * @param index unsigned 32 bits
 */
public record Outpoint(String txid, long index) implements Comparable<Outpoint> {

    private static final int LENGTH = 36;

    /** As inputs serialize it, ready for reading. */
    ByteBuffer serialize() {
        return serialize(DoubleSha256.parse(txid), index);
    }

    static ByteBuffer serialize(byte[] txid, long index) {
        ByteBuffer buffer = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        return buffer.put(txid).putInt((int) index).flip();
    }

    /** What a coinbase has in place of an input. */
    static boolean isNull(ByteBuffer serialized) {
        boolean zero = true;
        for (int i = 0; i < DoubleSha256.LENGTH; i++) {
            zero &= serialized.get(i) == 0;
        }
        return zero && serialized.getInt(DoubleSha256.LENGTH) == -1;
    }

    @Override
    public int compareTo(Outpoint other) {
        int byTxid = txid.compareTo(other.txid);
        return byTxid != 0 ? byTxid : Long.compare(index, other.index);
    }
}
