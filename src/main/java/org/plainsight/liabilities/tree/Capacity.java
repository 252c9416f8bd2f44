package org.plainsight.liabilities.tree;

import org.plainsight.merkle.batch.Sha256Batches;

/**
 * What a build may use. None of it shows in what is built.
 *
 * @param hashing which implementation of SHA-256
 * @param shuffleBytes memory outside the heap for bringing leaves to their places; a tree that needs more is built in
 *     several rounds
 */
public record Capacity(int threads, Sha256Batches hashing, long shuffleBytes) {

    private static final long LEAST_BYTES = 1L << 20;
    private static final long MOST_BYTES = 3L << 30;

    public Capacity {
        if (threads < 1 || shuffleBytes < 1) {
            throw new IllegalArgumentException("no thread or no memory");
        }
    }

    /** All processors, the JDK's hashing, and as much memory outside the heap as half of what the heap may take. */
    public static Capacity ofMachine() {
        Runtime machine = Runtime.getRuntime();
        return new Capacity(
                machine.availableProcessors(),
                Sha256Batches.JDK,
                Math.clamp(machine.maxMemory() / 2, LEAST_BYTES, MOST_BYTES));
    }

    /** With the fastest hashing, where the work is worth the second that finding out takes. */
    public Capacity tunedFor(long leaves) {
        return leaves < 2_000_000 ? this : new Capacity(threads, Sha256Batches.fastest(), shuffleBytes);
    }
}
