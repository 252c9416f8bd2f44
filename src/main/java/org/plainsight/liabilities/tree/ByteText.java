package org.plainsight.liabilities.tree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text as bytes, written into one buffer that is used again and again: no object for a number or a hash. */
final class ByteText {

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final short[] DECIMAL = pairs();
    private static final long[] POWERS = powers();
    private static final int LONGEST_NUMBER = 40;
    private static final long BILLION = 1_000_000_000;
    private static final long QUINTILLION = BILLION * BILLION;
    /** 2^64 − 18 · 10^18. */
    private static final long WORD_REST = 446_744_073_709_551_616L;

    private byte[] bytes = new byte[1 << 14];
    private int length;

    /** Both digits of every number below 100, as one big-endian short. */
    private static short[] pairs() {
        short[] pairs = new short[100];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = (short) ((('0' + i / 10) << 8) | ('0' + i % 10));
        }
        return pairs;
    }

    private static long[] powers() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    byte[] array() {
        return bytes;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    ByteText put(byte[] text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    ByteText put(char c) {
        room(1);
        bytes[length++] = (byte) c;
        return this;
    }

    /** @param count a multiple of four */
    ByteText hex(byte[] from, int at, int count) {
        room(2 * count);
        for (int i = at; i < at + count; i += 4, length += 8) {
            // each nibble to a byte of its own, then 0 to 9 and a to f by adding
            long nibbles = Long.expand((int) INTS.get(from, i) & 0xffffffffL, 0x0f0f0f0f0f0f0f0fL);
            long letters = ((nibbles + 0x0606060606060606L) >>> 4) & 0x0101010101010101L;
            LONGS.set(bytes, length, nibbles + 0x3030303030303030L + letters * ('a' - '0' - 10));
        }
        return this;
    }

    /** A node of a path, {@code ["hash","sum"]}, of {@code hash[32] | sum u128}. */
    ByteText node(byte[] nodes, int at) {
        room(128);
        SHORTS.set(bytes, length, (short) ('[' << 8 | '"'));
        length += 2;
        hex(nodes, at, 32);
        SHORTS.set(bytes, length, (short) ('"' << 8 | ','));
        bytes[length + 2] = '"';
        length += 3;
        decimal((long) LONGS.get(nodes, at + 32), (long) LONGS.get(nodes, at + 40));
        SHORTS.set(bytes, length, (short) ('"' << 8 | ']'));
        length += 2;
        return this;
    }

    /** A number of 0 to 2^127 − 1 in two longs. */
    ByteText decimal(long high, long low) {
        room(LONGEST_NUMBER);
        if (high == 0 && low >= 0) {
            digits(low);
        } else if (high >>> 58 != 0) {
            put(ascii(Bits.unsigned(high, low).toString()));
        } else {
            wide(high, low);
        }
        return this;
    }

    /** 2^64 = 18 · 10^18 + C, so the high word goes into the quotient by 10^18 piece by piece. */
    private void wide(long high, long low) {
        long quotient = 0;
        long h = high;
        long l = low;
        while (h != 0) {
            quotient += 18 * h;
            long added = l + h * WORD_REST;
            long carry = Long.compareUnsigned(added, l) < 0 ? 1 : 0;
            h = Math.multiplyHigh(h, WORD_REST) + carry;
            l = added;
        }
        long rest = Long.remainderUnsigned(l, QUINTILLION);
        digits(quotient + Long.divideUnsigned(l, QUINTILLION));
        long upper = rest / BILLION;
        nineDigits((int) upper);
        nineDigits((int) (rest - upper * BILLION));
    }

    /** A number of 0 or more. */
    ByteText decimal(long value) {
        room(LONGEST_NUMBER);
        digits(value);
        return this;
    }

    private void digits(long value) {
        int end = length + count(value);
        int at = end;
        long rest = value;
        while (rest >= 100) {
            long next = rest / 100;
            at -= 2;
            SHORTS.set(bytes, at, DECIMAL[(int) (rest - next * 100)]);
            rest = next;
        }
        if (rest >= 10) {
            SHORTS.set(bytes, at - 2, DECIMAL[(int) rest]);
        } else {
            bytes[at - 1] = (byte) ('0' + rest);
        }
        length = end;
    }

    private static int count(long value) {
        int guess = ((64 - Long.numberOfLeadingZeros(value | 1)) * 1233) >>> 12;
        return value >= POWERS[guess] ? guess + 1 : Math.max(1, guess);
    }

    private void nineDigits(int value) {
        int first = value / 100_000_000;
        int rest = value - first * 100_000_000;
        int left = rest / 10_000;
        int right = rest - left * 10_000;
        bytes[length] = (byte) ('0' + first);
        SHORTS.set(bytes, length + 1, DECIMAL[left / 100]);
        SHORTS.set(bytes, length + 3, DECIMAL[left % 100]);
        SHORTS.set(bytes, length + 5, DECIMAL[right / 100]);
        SHORTS.set(bytes, length + 7, DECIMAL[right % 100]);
        length += 9;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
