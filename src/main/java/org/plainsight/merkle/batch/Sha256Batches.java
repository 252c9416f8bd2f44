package org.plainsight.merkle.batch;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;

/** The implementations of {@link Sha256Batch} that this virtual machine offers, and which of them is fastest here. */
public enum Sha256Batches {
    JDK,
    /** Only where the virtual machine was started with {@code --add-modules jdk.incubator.vector}. */
    VECTOR;

    private static final int SAMPLES = 512;
    private static final int BODY = 96;
    /** So many that the compiler has done its work; until then the Vector API is a thousand times slower. */
    private static final int TRIALS = 4_000;

    private static final long MAX_TRIAL_NANOS = 15_000_000_000L;

    public boolean isAvailable() {
        return this == JDK
                || ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /** Makes one instance for each thread. */
    public Supplier<Sha256Batch> supplier() {
        if (!isAvailable()) {
            throw new IllegalStateException("start the virtual machine with --add-modules jdk.incubator.vector");
        }
        return this == JDK ? JdkSha256Batch::new : VectorSha256Batch::new;
    }

    /** The faster one of those that give the JDK's bytes; tried for a few seconds. */
    public static Sha256Batches fastest() {
        if (!VECTOR.isAvailable()) {
            return JDK;
        }
        byte[] in = new byte[SAMPLES * BODY];
        new Random(1).nextBytes(in);
        byte[] reference = new byte[SAMPLES * Sha256Batch.DIGEST_BYTES];
        byte[] tried = new byte[SAMPLES * Sha256Batch.DIGEST_BYTES];
        long jdk = nanos(JDK, in, reference);
        long vector = nanos(VECTOR, in, tried);
        return vector < jdk && Arrays.equals(reference, tried) ? VECTOR : JDK;
    }

    /** Nanoseconds of one hash of the shape of an inner node, two compressions, at this machine's best. */
    public double nanosPerNode() {
        byte[] in = new byte[SAMPLES * BODY];
        return (double) nanos(this, in, new byte[SAMPLES * Sha256Batch.DIGEST_BYTES]) / SAMPLES;
    }

    private static long nanos(Sha256Batches implementation, byte[] in, byte[] out) {
        Sha256Batch.Prefixed messages = implementation.supplier().get().prefixed(new byte[] {1, 1, 0, 0});
        long best = Long.MAX_VALUE;
        long began = System.nanoTime();
        long now = began;
        for (int trial = 0; trial < TRIALS && now - began < MAX_TRIAL_NANOS; trial++) {
            messages.hash(in, 0, BODY, BODY, out, 0, Sha256Batch.DIGEST_BYTES, SAMPLES);
            long after = System.nanoTime();
            best = Math.min(best, after - now);
            now = after;
        }
        return best;
    }
}
