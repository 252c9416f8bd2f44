package org.plainsight.chain.bitcoin.proof;

import java.io.ByteArrayOutputStream;

/** Writes little-endian fields as Bitcoin serializes them. */
final class ProofBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ProofBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    ProofBytes raw(byte[] bytes, int at, int length) {
        out.write(bytes, at, length);
        return this;
    }

    ProofBytes int32(long value) {
        return little(value, 4);
    }

    ProofBytes int64(long value) {
        return little(value, 8);
    }

    /** CompactSize. */
    ProofBytes size(int value) {
        if (value < 0xfd) {
            return little(value, 1);
        }
        return value <= 0xffff
                ? little(0xfd, 1).little(value, 2)
                : little(0xfe, 1).little(value, 4);
    }

    private ProofBytes little(long value, int length) {
        for (int i = 0; i < length; i++) {
            out.write((int) (value >>> (8 * i)));
        }
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
