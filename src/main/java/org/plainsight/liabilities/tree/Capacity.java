package org.plainsight.liabilities.tree;

import java.util.Optional;
import org.plainsight.merkle.batch.Sha256Batches;

/**
 * What a build may use. None of it shows in what is built.
 *
 * @param chosen the implementation of SHA-256; where empty, the fastest is found out for builds that are worth it
 * @param shuffleBytes memory outside the heap for bringing leaves to their places; a tree that needs more is built in
 *     several rounds
 */
public record Capacity(int threads, Optional<Sha256Batches> chosen, long shuffleBytes) {

    private static final long LEAST_BYTES = 1L << 20;
    private static final long MOST_BYTES = 3L << 30;
    /** Finding out takes four seconds. */
    private static final long WORTH_LEAVES = 20_000_000;

    public Capacity {
        if (threads < 1 || shuffleBytes < 1) {
            throw new IllegalArgumentException("no thread or no memory");
        }
    }

    public Capacity(int threads, Sha256Batches chosen, long shuffleBytes) {
        this(threads, Optional.of(chosen), shuffleBytes);
    }

    /** All processors, and as much memory outside the heap as half of what the heap may take. */
    public static Capacity ofMachine() {
        Runtime machine = Runtime.getRuntime();
        return new Capacity(
                machine.availableProcessors(),
                Optional.empty(),
                Math.clamp(machine.maxMemory() / 2, LEAST_BYTES, MOST_BYTES));
    }

    Sha256Batches hashing() {
        return chosen.orElse(Sha256Batches.JDK);
    }

    Capacity tunedFor(long leaves) {
        boolean open = chosen.isEmpty() && leaves >= WORTH_LEAVES;
        return open ? new Capacity(threads, Sha256Batches.fastest(), shuffleBytes) : this;
    }
}
