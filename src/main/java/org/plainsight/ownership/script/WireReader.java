package org.plainsight.ownership.script;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads Bitcoin's wire form. Reading past the end, or a length that is not minimal or above 65,535 (no part of a
 * signature is that large), leaves the reader unsound and answers zeros from then on.
 */
final class WireReader {

    private final byte[] bytes;
    private int at;
    private boolean sound = true;

    WireReader(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    boolean isSound() {
        return sound;
    }

    /** Whether everything was read, and could be. */
    boolean isAtEnd() {
        return sound && at == bytes.length;
    }

    int peek() {
        return at < bytes.length ? bytes[at] & 0xff : -1;
    }

    int oneByte() {
        return needs(1) ? bytes[at++] & 0xff : 0;
    }

    int int32() {
        return (int) little(4);
    }

    long int64() {
        return little(8);
    }

    int compactSize() {
        int first = oneByte();
        if (first < 0xfd) {
            return first;
        }
        int size = first == 0xfd ? (int) little(2) : 0;
        if (size < 0xfd) {
            sound = false;
            return 0;
        }
        return size;
    }

    byte[] raw(int length) {
        if (!needs(length)) {
            return new byte[0];
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    String hex(int length) {
        return HexFormat.of().formatHex(raw(length));
    }

    /** CompactSize, then the bytes. */
    String sizedHex() {
        return hex(compactSize());
    }

    private long little(int length) {
        long value = 0;
        if (needs(length)) {
            for (int i = length - 1; i >= 0; i--) {
                value = (value << 8) | (bytes[at + i] & 0xff);
            }
            at += length;
        }
        return value;
    }

    private boolean needs(int length) {
        sound &= length <= bytes.length - at;
        return sound;
    }
}
