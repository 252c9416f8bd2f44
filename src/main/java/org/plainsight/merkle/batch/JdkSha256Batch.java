package org.plainsight.merkle.batch;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The reference: the JDK's digest, which the virtual machine turns into the processor's SHA instructions. */
public final class JdkSha256Batch implements Sha256Batch {

    private static final int MAX_BODY = 128;

    private final MessageDigest sha256;

    public JdkSha256Batch() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public Prefixed prefixed(byte[] prefix) {
        // One update of one buffer: a second call of update costs as much as a third of a short hash.
        byte[] message = new byte[prefix.length + MAX_BODY];
        System.arraycopy(prefix, 0, message, 0, prefix.length);
        return (in, at, stride, length, out, outAt, outStride, count) -> {
            try {
                for (int i = 0; i < count; i++) {
                    System.arraycopy(in, at + i * stride, message, prefix.length, length);
                    sha256.update(message, 0, prefix.length + length);
                    sha256.digest(out, outAt + i * outStride, DIGEST_BYTES);
                }
            } catch (DigestException e) {
                throw new IllegalStateException("SHA-256 has 32 bytes", e);
            }
        };
    }
}
