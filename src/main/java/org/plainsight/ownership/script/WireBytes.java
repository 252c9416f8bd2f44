package org.plainsight.ownership.script;

import java.io.ByteArrayOutputStream;

/** Writes Bitcoin's wire form: little-endian integers, CompactSize, length-prefixed bytes. */
public final class WireBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public WireBytes int32(int value) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(value >>> shift);
        }
        return this;
    }

    public WireBytes int64(long value) {
        for (int shift = 0; shift < 64; shift += 8) {
            out.write((int) (value >>> shift));
        }
        return this;
    }

    public WireBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public WireBytes raw(int oneByte) {
        out.write(oneByte);
        return this;
    }

    public WireBytes compactSize(int size) {
        if (size < 0xfd) {
            return raw(size);
        }
        return size <= 0xffff ? raw(0xfd).raw(size).raw(size >>> 8) : raw(0xfe).int32(size);
    }

    /** CompactSize, then the bytes. */
    public WireBytes sized(byte[] bytes) {
        return compactSize(bytes.length).raw(bytes);
    }

    public byte[] bytes() {
        return out.toByteArray();
    }
}
