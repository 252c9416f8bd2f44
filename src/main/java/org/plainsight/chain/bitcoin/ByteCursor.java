package org.plainsight.chain.bitcoin;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads little-endian fields of a byte array and never past its end. */
final class ByteCursor {

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private int position;

    ByteCursor(byte[] bytes, int position) {
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.position = position;
    }

    int position() {
        return position;
    }

    int remaining() {
        return bytes.length - position;
    }

    /** Steps over a field and answers where it began. */
    int skip(long length) {
        if (length < 0 || length > remaining()) {
            throw new MalformedBlockException(
                    "byte " + position + ": a field of " + length + " bytes, but only " + remaining() + " are left");
        }
        int start = position;
        position += (int) length;
        return start;
    }

    int peek(int ahead) {
        return ahead < remaining() ? bytes[position + ahead] & 0xff : -1;
    }

    long uint32() {
        return Integer.toUnsignedLong(buffer.getInt(skip(4)));
    }

    long int64() {
        return buffer.getLong(skip(8));
    }

    /** A count of things of which each takes at least so many bytes, so that it cannot promise more than there is. */
    int count(int smallest, String what) {
        int at = position;
        long count = compactSize();
        if (count < 0 || count > remaining() / smallest) {
            throw new MalformedBlockException("byte " + at + ": " + Long.toUnsignedString(count) + " " + what
                    + " announced, but only " + remaining() + " bytes are left");
        }
        return (int) count;
    }

    /** CompactSize in its shortest form; above 2^63 it comes out negative. */
    long compactSize() {
        int at = position;
        int first = bytes[skip(1)] & 0xff;
        long value = switch (first) {
            case 0xfd -> Short.toUnsignedLong(buffer.getShort(skip(2)));
            case 0xfe -> uint32();
            case 0xff -> int64();
            default -> first;
        };
        long least = switch (first) {
            case 0xfd -> 0xfdL;
            case 0xfe -> 0x10000L;
            case 0xff -> 0x100000000L;
            default -> 0;
        };
        if (Long.compareUnsigned(value, least) < 0) {
            throw new MalformedBlockException("byte " + at + ": a size not in its shortest form");
        }
        return value;
    }
}
