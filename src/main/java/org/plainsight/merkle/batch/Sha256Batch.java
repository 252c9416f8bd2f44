package org.plainsight.merkle.batch;

/**
 * SHA-256 over many messages of one length that begin alike. All implementations give the same bytes; the JDK's digest is
 * the reference. One instance, and what it hands out, serves one thread.
 */
public interface Sha256Batch {

    int DIGEST_BYTES = 32;

    /** Messages that begin with these bytes, a multiple of four of them and at most 64. */
    Prefixed prefixed(byte[] prefix);

    /** Hashes {@code prefix | body} for many bodies. */
    interface Prefixed {

        /**
         * Body i is the {@code length} bytes (a multiple of four, at most 128) from {@code at + i · stride} of
         * {@code in}; its digest goes to {@code outAt + i · outStride} of {@code out}. {@code in} and {@code out} are
         * different arrays.
         */
        void hash(byte[] in, int at, int stride, int length, byte[] out, int outAt, int outStride, int count);
    }
}
