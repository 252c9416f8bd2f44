package org.plainsight.liabilities;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.plainsight.merkle.Hash32;

/**
 * The input of a hash of the liabilities format: a four-byte tag {@code kind u8 | p u8 | q u16}, then fields of fixed
 * width, big-endian, or of a stated length.
 */
public final class HashInput {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

    private HashInput() {}

    /** Starts with a tag. */
    public static HashInput tag(int kind, int p, int q) {
        return new HashInput().u8(kind).u8(p).u16(q);
    }

    /** Starts without a tag: for keys derived from the snapshot's secret, which start with a label. */
    public static HashInput label(String label) {
        return new HashInput().lp(label);
    }

    /** Starts with nothing. */
    public static HashInput empty() {
        return new HashInput();
    }

    public HashInput u8(int value) {
        return number(value, 1);
    }

    public HashInput u16(int value) {
        return number(value, 2);
    }

    public HashInput u32(long value) {
        return number(value, 4);
    }

    public HashInput u64(long value) {
        bytes.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
        return this;
    }

    public HashInput u128(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > 128) {
            throw new IllegalArgumentException("not a u128: " + value);
        }
        return u64(value.shiftRight(64).longValue()).u64(value.longValue());
    }

    public HashInput hash(Hash32 hash) {
        bytes.writeBytes(hash.toBytes());
        return this;
    }

    public HashInput snapshot(SnapshotId id) {
        bytes.writeBytes(id.toBytes());
        return this;
    }

    /** The length of the text's UTF-8 bytes as u16, then the bytes. */
    public HashInput lp(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        u16(utf8.length);
        bytes.writeBytes(utf8);
        return this;
    }

    public byte[] toBytes() {
        return bytes.toByteArray();
    }

    public Hash32 sha256() {
        return Hash32.sha256(toBytes());
    }

    private HashInput number(long value, int width) {
        if (value < 0 || value >>> (8 * width) != 0) {
            throw new IllegalArgumentException(value + " does not fit " + width + " bytes");
        }
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            bytes.write((int) (value >>> shift));
        }
        return this;
    }
}
