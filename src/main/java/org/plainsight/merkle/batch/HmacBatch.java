package org.plainsight.merkle.batch;

/** HMAC-SHA-256 (RFC 2104) under one key of at most 64 bytes over many messages. One instance serves one thread. */
public final class HmacBatch {

    private static final int BLOCK = 64;
    private static final int AT_ONCE = 64;

    private final Sha256Batch.Prefixed inner;
    private final Sha256Batch.Prefixed outer;
    private final byte[] middle = new byte[AT_ONCE * Sha256Batch.DIGEST_BYTES];

    public HmacBatch(Sha256Batch sha256, byte[] key) {
        this.inner = sha256.prefixed(padded(key, 0x36));
        this.outer = sha256.prefixed(padded(key, 0x5c));
    }

    /** As {@link Sha256Batch.Prefixed#hash}, of HMACs. */
    public void hash(byte[] in, int at, int stride, int length, byte[] out, int outAt, int outStride, int count) {
        for (int done = 0; done < count; done += AT_ONCE) {
            int now = Math.min(AT_ONCE, count - done);
            inner.hash(in, at + done * stride, stride, length, middle, 0, Sha256Batch.DIGEST_BYTES, now);
            outer.hash(
                    middle,
                    0,
                    Sha256Batch.DIGEST_BYTES,
                    Sha256Batch.DIGEST_BYTES,
                    out,
                    outAt + done * outStride,
                    outStride,
                    now);
        }
    }

    private static byte[] padded(byte[] key, int pad) {
        if (key.length > BLOCK) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes");
        }
        byte[] block = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            block[i] = (byte) ((i < key.length ? key[i] : 0) ^ pad);
        }
        return block;
    }
}
