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

    /** As inputs serialize it. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(DoubleSha256.parse(txid))
                .putInt((int) index)
                .array();
    }

    /** The outpoint whose 36 bytes begin at an offset. */
    public static Outpoint parse(byte[] bytes, int offset) {
        int index = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(offset + DoubleSha256.LENGTH);
        return new Outpoint(DoubleSha256.display(bytes, offset), Integer.toUnsignedLong(index));
    }

    @Override
    public int compareTo(Outpoint other) {
        int byTxid = txid.compareTo(other.txid);
        return byTxid != 0 ? byTxid : Long.compare(index, other.index);
    }
}
