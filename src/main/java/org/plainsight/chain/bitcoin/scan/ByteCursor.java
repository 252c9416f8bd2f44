package org.plainsight.chain.bitcoin.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.plainsight.chain.bitcoin.MalformedBlockException;

/** Reads little-endian fields of a byte array and never past its end. */
public final class ByteCursor {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private int position;

    public ByteCursor(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    public int position() {
        return position;
    }

    public int remaining() {
        return bytes.length - position;
    }

    /** Steps over a field and answers where it began. */
    public int skip(long length) {
        int start = position;
        if (length < 0 || length > bytes.length - start) {
            throw new MalformedBlockException(
                    "byte " + start + ": a field of " + length + " bytes, but only " + remaining() + " are left");
        }
        position = start + (int) length;
        return start;
    }

    int peek(int ahead) {
        return ahead < remaining() ? bytes[position + ahead] & 0xff : -1;
    }

    public long uint32() {
        return Integer.toUnsignedLong((int) INT.get(bytes, skip(4)));
    }

    public long int64() {
        return (long) LONG.get(bytes, skip(8));
    }

    /** A count of things of which each takes at least so many bytes, so that it cannot promise more than there is. */
    public int count(int smallest, String what) {
        int at = position;
        long count = compactSize();
        if (count < 0 || count > remaining() / smallest) {
            throw new MalformedBlockException("byte " + at + ": " + Long.toUnsignedString(count) + " " + what
                    + " announced, but only " + remaining() + " bytes are left");
        }
        return (int) count;
    }

    /** CompactSize in its shortest form; above 2^63 it comes out negative. */
    public long compactSize() {
        int first = bytes[skip(1)] & 0xff;
        return first < 0xfd ? first : longSize(first);
    }

    private long longSize(int first) {
        int at = position - 1;
        long value = switch (first) {
            case 0xfd -> Short.toUnsignedLong((short) SHORT.get(bytes, skip(2)));
            case 0xfe -> uint32();
            default -> int64();
        };
        long least = switch (first) {
            case 0xfd -> 0xfdL;
            case 0xfe -> 0x10000L;
            default -> 0x100000000L;
        };
        if (Long.compareUnsigned(value, least) < 0) {
            throw new MalformedBlockException("byte " + at + ": a size not in its shortest form");
        }
        return value;
    }
}
