package org.plainsight.chain.evm.proof;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Recursive length prefix (Yellow Paper, appendix B), in its one canonical form only. Items are read in place: an item is
 * one long that holds where its payload begins and ends, so walking a proof builds nothing.
 */
final class Rlp {

    private static final int SHORT = 55;
    private static final int STRING = 0x80;
    private static final int LIST = 0xc0;

    private Rlp() {}

    /**
     * The item that begins at {@code at}, as {@code payloadStart << 32 | payloadEnd}; it ends where its payload does.
     *
     * @param end of the bytes that may be read
     */
    static long item(byte[] bytes, int at, int end) {
        if (at >= end) {
            throw new MalformedRlpException("an item is missing");
        }
        int first = bytes[at] & 0xff;
        if (first < STRING) {
            return pack(at, at + 1, end);
        }
        int base = first < LIST ? STRING : LIST;
        int length = first - base;
        if (length <= SHORT) {
            if (first == STRING + 1 && at + 1 < end && bytes[at + 1] >= 0) {
                throw new MalformedRlpException("a single byte is written as two");
            }
            return pack(at + 1, at + 1 + length, end);
        }
        int width = length - SHORT;
        if (width > 4 || at + 1 + width > end || bytes[at + 1] == 0) {
            throw new MalformedRlpException("a length is cut off or not in its shortest form");
        }
        long size = 0;
        for (int i = 0; i < width; i++) {
            size = size << 8 | (bytes[at + 1 + i] & 0xff);
        }
        if (size <= SHORT || size > end - at) {
            throw new MalformedRlpException("a length is beyond its bytes or not in its shortest form");
        }
        return pack(at + 1 + width, at + 1 + width + (int) size, end);
    }

    private static long pack(int start, int stop, int end) {
        if (stop > end) {
            throw new MalformedRlpException("an item is cut off");
        }
        return (long) start << 32 | stop;
    }

    static int start(long item) {
        return (int) (item >>> 32);
    }

    static int end(long item) {
        return (int) item;
    }

    static int length(long item) {
        return end(item) - start(item);
    }

    static boolean isList(byte[] bytes, int at) {
        return (bytes[at] & 0xff) >= LIST;
    }

    /** The payloads of a list's strings; a list among them is given with its own prefix. */
    static List<byte[]> list(byte[] bytes) {
        if (bytes.length == 0 || !isList(bytes, 0)) {
            throw new MalformedRlpException("not a list");
        }
        long list = item(bytes, 0, bytes.length);
        if (end(list) != bytes.length) {
            throw new MalformedRlpException("bytes after the end");
        }
        List<byte[]> items = new ArrayList<>();
        int at = start(list);
        while (at < bytes.length) {
            long item = item(bytes, at, bytes.length);
            items.add(Arrays.copyOfRange(bytes, isList(bytes, at) ? at : start(item), end(item)));
            at = end(item);
        }
        return items;
    }

    static byte[] encode(byte[] string) {
        return string.length == 1 && string[0] >= 0 ? string.clone() : prefixed(STRING, string);
    }

    /** Without leading zeros; zero is the empty string. */
    static byte[] encode(BigInteger number) {
        if (number.signum() == 0) {
            return encode(new byte[0]);
        }
        byte[] bytes = number.toByteArray();
        return encode(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    /** A list of items that are encoded already. */
    static byte[] encodeList(List<byte[]> items) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        items.forEach(payload::writeBytes);
        return prefixed(LIST, payload.toByteArray());
    }

    private static byte[] prefixed(int base, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 5);
        if (payload.length <= SHORT) {
            out.write(base + payload.length);
        } else {
            byte[] length = BigInteger.valueOf(payload.length).toByteArray();
            int skip = length[0] == 0 ? 1 : 0;
            out.write(base + SHORT + length.length - skip);
            out.write(length, skip, length.length - skip);
        }
        out.writeBytes(payload);
        return out.toByteArray();
    }
}
