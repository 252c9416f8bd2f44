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
                if (count > 1 && Arrays.compareUnsigned(name(count - 2), name(count - 1)) >= 0) {
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
        if (guess < count && Arrays.equals(name(guess), name)) {
            return OptionalInt.of(guess);
        }
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(name(middle), name);
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

    private byte[] name(int i) {
        long from = i == 0 ? 0 : ends[i - 1] + 1;
        return lines.asSlice(from, ends[i] - from).toArray(ValueLayout.JAVA_BYTE);
    }
}
