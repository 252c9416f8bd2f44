package org.plainsight.liabilities.tree;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.OptionalInt;

/** The staged account references, found by name. */
final class SecondNames {

    private final MemorySegment lines;
    private long[] ends = new long[16];
    private int count;

    /** @throws SecondPath.DisagreementException where they do not rise, so that no name stands twice */
    SecondNames(MemorySegment lines) {
        this.lines = lines;
        for (long at = 0; at < lines.byteSize(); at++) {
            if (lines.get(ValueLayout.JAVA_BYTE, at) == '\n') {
                if (count == ends.length) {
                    ends = Arrays.copyOf(ends, 2 * count);
                }
                ends[count++] = at;
                if (count > 1 && compare(count - 2, lines.asSlice(from(count - 1), at - from(count - 1))) >= 0) {
                    throw new SecondPath.DisagreementException("references", "they do not rise");
                }
            }
        }
        if (count == 0 || ends[count - 1] != lines.byteSize() - 1) {
            throw new SecondPath.DisagreementException("references", "they end in the middle of a line");
        }
    }

    int count() {
        return count;
    }

    /** @param guess where to look first */
    OptionalInt find(byte[] name, int guess) {
        MemorySegment wanted = MemorySegment.ofArray(name);
        if (guess < count && compare(guess, wanted) == 0) {
            return OptionalInt.of(guess);
        }
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(middle, wanted);
            if (order == 0) {
                return OptionalInt.of(middle);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return OptionalInt.empty();
    }

    private long from(int i) {
        return i == 0 ? 0 : ends[i - 1] + 1;
    }

    /** By unsigned bytes; a beginning comes before what it begins. */
    private int compare(int i, MemorySegment name) {
        long from = from(i);
        long length = ends[i] - from;
        long differs = MemorySegment.mismatch(lines, from, ends[i], name, 0, name.byteSize());
        if (differs < 0) {
            return 0;
        }
        if (differs == length || differs == name.byteSize()) {
            return Long.compare(length, name.byteSize());
        }
        return Byte.compareUnsigned(
                lines.get(ValueLayout.JAVA_BYTE, from + differs), name.get(ValueLayout.JAVA_BYTE, differs));
    }
}
