package org.plainsight.ownership.script;

import java.util.ArrayList;
import java.util.List;

/** The stack of a script. What does not fit its rules ends the script. */
final class ScriptStack {

    private static final int ELEMENTS_MAX = 1_000;
    private static final int ELEMENT_BYTES_MAX = 520;
    private final List<byte[]> elements = new ArrayList<>();

    void push(byte[] element) {
        if (element.length > ELEMENT_BYTES_MAX || elements.size() == ELEMENTS_MAX) {
            throw new ScriptEnd(new SpendResult.Refused("the script's stack grows beyond its limits"));
        }
        elements.add(element);
    }

    void push(boolean value) {
        push(value ? new byte[] {1} : new byte[0]);
    }

    /** Little-endian with a sign bit, as short as can be. */
    void push(long number) {
        long rest = Math.abs(number);
        byte[] bytes = new byte[9];
        int length = 0;
        while (rest != 0) {
            bytes[length++] = (byte) rest;
            rest >>>= 8;
        }
        if (length > 0 && (bytes[length - 1] & 0x80) != 0) {
            length++;
        }
        if (number < 0) {
            bytes[length - 1] |= (byte) 0x80;
        }
        push(java.util.Arrays.copyOf(bytes, length));
    }

    byte[] pop() {
        return take(0);
    }

    /** Removes the element {@code depth} below the top. */
    byte[] take(int depth) {
        return elements.remove(index(depth));
    }

    byte[] peek(int depth) {
        return elements.get(index(depth));
    }

    private int index(int depth) {
        if (depth < 0 || depth >= elements.size()) {
            throw new ScriptEnd(new SpendResult.Refused("the script misses an element"));
        }
        return elements.size() - 1 - depth;
    }

    int size() {
        return elements.size();
    }

    boolean popBoolean() {
        return isTrue(pop());
    }

    /** Any zero is false, a negative one too. */
    static boolean isTrue(byte[] element) {
        for (int i = 0; i < element.length; i++) {
            if (element[i] != 0 && !(i == element.length - 1 && element[i] == (byte) 0x80)) {
                return true;
            }
        }
        return false;
    }

    /** @param bytesMax 4, or 5 for lock times */
    long popNumber(int bytesMax) {
        byte[] bytes = pop();
        int last = bytes.length - 1;
        boolean minimal =
                bytes.length == 0 || (bytes[last] & 0x7f) != 0 || (bytes.length > 1 && (bytes[last - 1] & 0x80) != 0);
        if (bytes.length > bytesMax || !minimal) {
            throw new ScriptEnd(new SpendResult.Refused("a number of the script is too long or not minimal"));
        }
        long value = 0;
        for (int i = 0; i <= last; i++) {
            value |= (bytes[i] & (i == last ? 0x7fL : 0xffL)) << (8 * i);
        }
        return bytes.length > 0 && bytes[last] < 0 ? -value : value;
    }
}
