package org.plainsight.chain.bitcoin.utxo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The fields of a snapshot off a stream, through one fixed buffer. */
final class SnapshotInput {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BUFFER = 1 << 20;
    /** More than the longest run of fields that is asked for at once. */
    private static final int LOOK_AHEAD = 64;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int end;
    /** Where in the file the buffer begins. */
    private long before;

    SnapshotInput(InputStream in) {
        this.in = in;
    }

    long offset() {
        return before + position;
    }

    MalformedSnapshotException malformed(String what) {
        return malformed(offset(), what);
    }

    /** @param at where what was read already began */
    static MalformedSnapshotException malformed(long at, String what) {
        return new MalformedSnapshotException("byte " + at + ": " + what);
    }

    boolean isAtEnd() {
        return position == end && !fill(1);
    }

    /** Copies bytes out. */
    void read(byte[] target, int at, int length) {
        need(length);
        System.arraycopy(buffer, position, target, at, length);
        position += length;
    }

    int uint16() {
        need(2);
        int value = Short.toUnsignedInt((short) SHORT.get(buffer, position));
        position += 2;
        return value;
    }

    long int64() {
        need(8);
        long value = (long) LONG.get(buffer, position);
        position += 8;
        return value;
    }

    private int uint8() {
        if (position == end) {
            need(1);
        }
        return buffer[position++] & 0xff;
    }

    /** CompactSize in its shortest form, up to 2^32-1. */
    long compactSize() {
        int first = uint8();
        if (first < 0xfd) {
            return first;
        }
        long value;
        if (first == 0xfd) {
            value = uint16();
        } else if (first == 0xfe) {
            need(4);
            value = Integer.toUnsignedLong((int) INT.get(buffer, position));
            position += 4;
        } else {
            throw malformed("a size above 4,294,967,295");
        }
        if (value < (first == 0xfd ? 0xfd : 0x10000)) {
            throw malformed("a size not in its shortest form");
        }
        return value;
    }

    /** Core's VARINT: base 128, most significant group first, one added at each step so that no number has two forms. */
    long varInt() {
        long value = 0;
        while (true) {
            int next = uint8();
            if (value > Long.MAX_VALUE >>> 7) {
                throw malformed("a number above 2^63");
            }
            value = (value << 7) | (next & 0x7f);
            if ((next & 0x80) == 0) {
                return value;
            }
            if (value == Long.MAX_VALUE) {
                throw malformed("a number above 2^63");
            }
            value++;
        }
    }

    private void need(int length) {
        if (end - position < length && !fill(length)) {
            throw malformed("the file ends here, inside a field of " + length + " bytes; it is truncated");
        }
    }

    private boolean fill(int length) {
        try {
            System.arraycopy(buffer, position, buffer, 0, end - position);
            before += position;
            end -= position;
            position = 0;
            while (end < Math.max(length, LOOK_AHEAD)) {
                int read = in.read(buffer, end, buffer.length - end);
                if (read < 0) {
                    break;
                }
                end += read;
            }
            return end >= length;
        } catch (IOException e) {
            throw new UncheckedIOException("the snapshot cannot be read on from byte " + offset(), e);
        }
    }
}
