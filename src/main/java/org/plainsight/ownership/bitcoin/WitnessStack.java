package org.plainsight.ownership.bitcoin;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The elements of one input's witness, in lower-case hex. */
record WitnessStack(List<String> elements) {

    private static final int ELEMENTS_MAX = 100;

    WitnessStack {
        elements = List.copyOf(elements);
    }

    /** Empty when the bytes are not exactly one stack with minimal lengths. */
    static Optional<WitnessStack> parse(byte[] bytes) {
        Reader reader = new Reader(bytes);
        int count = reader.compactSize();
        if (count < 0 || count > ELEMENTS_MAX) {
            return Optional.empty();
        }
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = reader.compactSize();
            if (length < 0 || length > reader.left()) {
                return Optional.empty();
            }
            elements.add(reader.hex(length));
        }
        return reader.left() == 0 ? Optional.of(new WitnessStack(elements)) : Optional.empty();
    }

    byte[] bytes(int index) {
        return HexFormat.of().parseHex(elements.get(index));
    }

    int size() {
        return elements.size();
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        int left() {
            return bytes.length - at;
        }

        String hex(int length) {
            at += length;
            return HexFormat.of().formatHex(bytes, at - length, at);
        }

        /** −1 when cut short, not minimal, or above 65,535 (no witness here is that large). */
        int compactSize() {
            if (left() < 1) {
                return -1;
            }
            int first = bytes[at++] & 0xff;
            if (first < 0xfd) {
                return first;
            }
            if (first > 0xfd || left() < 2) {
                return -1;
            }
            int size = (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
            at += 2;
            return size < 0xfd ? -1 : size;
        }
    }
}
