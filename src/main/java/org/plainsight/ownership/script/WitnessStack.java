package org.plainsight.ownership.script;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The elements of one input's witness, in lower-case hex. */
public record WitnessStack(List<String> elements) {

    private static final int ELEMENTS_MAX = 100;

    public static final WitnessStack EMPTY = new WitnessStack(List.of());

    public WitnessStack {
        elements = List.copyOf(elements);
    }

    /** Empty when the bytes are not exactly one stack with minimal lengths. */
    public static Optional<WitnessStack> parse(byte[] bytes) {
        WireReader reader = new WireReader(bytes);
        Optional<WitnessStack> stack = read(reader);
        return reader.isAtEnd() ? stack : Optional.empty();
    }

    static Optional<WitnessStack> read(WireReader reader) {
        int count = reader.compactSize();
        if (!reader.isSound() || count > ELEMENTS_MAX) {
            return Optional.empty();
        }
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < count && reader.isSound(); i++) {
            elements.add(reader.sizedHex());
        }
        return reader.isSound() ? Optional.of(new WitnessStack(elements)) : Optional.empty();
    }

    public byte[] bytes(int index) {
        return HexFormat.of().parseHex(elements.get(index));
    }

    public int size() {
        return elements.size();
    }
}
