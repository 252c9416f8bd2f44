package org.plainsight.liabilities.balances;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * The accounts of a balances file outside the heap, numbered by rank of their references' UTF-8 bytes.
 *
 * @param references each followed by a line feed, one after the other
 * @param ends where each reference's line feed stands, in native order
 * @param ids ID digests, 32 bytes each; never public, never logged
 */
public record Accounts(int size, MemorySegment references, MemorySegment ends, MemorySegment ids) {

    public static final int ID_BYTES = 32;

    public byte[] reference(int account) {
        long from = account == 0 ? 0 : end(account - 1) + 1;
        return references.asSlice(from, end(account) - from).toArray(ValueLayout.JAVA_BYTE);
    }

    public String name(int account) {
        return new String(reference(account), StandardCharsets.UTF_8);
    }

    private long end(int account) {
        return ends.getAtIndex(ValueLayout.JAVA_LONG, account);
    }

    /** Keeps customers out of logs and messages. */
    @Override
    public String toString() {
        return "Accounts[" + size + "]";
    }
}
