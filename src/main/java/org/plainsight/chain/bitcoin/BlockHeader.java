package org.plainsight.chain.bitcoin;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A block header of 80 bytes. Hashes are 64 lower-case hex digits in the order explorers print.
 *
 * @param timeSeconds the miner's clock, unsigned 32 bits; never shown as the time of a block, see median-time-past
 * @param bits the target in short form, unsigned 32 bits
 * @param nonce unsigned 32 bits
 */
public record BlockHeader(
        String hash, int version, String previous, String merkleRoot, long timeSeconds, long bits, long nonce) {

    public static final int LENGTH = 80;

    /** The header that begins at an offset. @throws MalformedBlockException when fewer than 80 bytes are left */
    public static BlockHeader parse(byte[] bytes, int offset) {
        if (offset < 0 || bytes.length - offset < LENGTH) {
            throw new MalformedBlockException("a block header has 80 bytes, here are " + (bytes.length - offset));
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        return new BlockHeader(
                DoubleSha256.hashOf(bytes, offset, LENGTH),
                buffer.getInt(offset),
                DoubleSha256.display(bytes, offset + 4),
                DoubleSha256.display(bytes, offset + 36),
                Integer.toUnsignedLong(buffer.getInt(offset + 68)),
                Integer.toUnsignedLong(buffer.getInt(offset + 72)),
                Integer.toUnsignedLong(buffer.getInt(offset + 76)));
    }

    /** With the hash worked out. */
    public static BlockHeader of(
            int version, String previous, String merkleRoot, long timeSeconds, long bits, long nonce) {
        return parse(serialize(version, previous, merkleRoot, timeSeconds, bits, nonce), 0);
    }

    public byte[] toBytes() {
        return serialize(version, previous, merkleRoot, timeSeconds, bits, nonce);
    }

    /** @throws MalformedBlockException when the bits are no target */
    public Target target() {
        return Target.ofBits(bits);
    }

    private static byte[] serialize(
            int version, String previous, String merkleRoot, long timeSeconds, long bits, long nonce) {
        return ByteBuffer.allocate(LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(version)
                .put(DoubleSha256.parse(previous))
                .put(DoubleSha256.parse(merkleRoot))
                .putInt((int) timeSeconds)
                .putInt((int) bits)
                .putInt((int) nonce)
                .array();
    }
}
