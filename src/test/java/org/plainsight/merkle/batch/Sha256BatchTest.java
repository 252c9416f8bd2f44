package org.plainsight.merkle.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Sha256BatchTest {

    private static final Random RANDOM = new Random(20260101);

    @ParameterizedTest
    @EnumSource(Sha256Batches.class)
    void every_implementation_gives_the_digests_of_the_jdk(Sha256Batches implementation)
            throws GeneralSecurityException {
        assumeTrue(implementation.isAvailable(), "needs --add-modules jdk.incubator.vector");
        Sha256Batch batch = implementation.supplier().get();
        for (int prefixLength = 0; prefixLength <= 64; prefixLength += 4) {
            byte[] prefix = random(prefixLength);
            Sha256Batch.Prefixed prefixed = batch.prefixed(prefix);
            for (int length = 0; length <= 128; length += 4) {
                int count = RANDOM.nextInt(70);
                byte[] in = random(3 + count * (length + 5));
                byte[] out = new byte[7 + count * 40];
                prefixed.hash(in, 3, length + 5, length, out, 7, 40, count);
                for (int i = 0; i < count; i++) {
                    MessageDigest jdk = MessageDigest.getInstance("SHA-256");
                    jdk.update(prefix);
                    jdk.update(in, 3 + i * (length + 5), length);
                    assertThat(Arrays.copyOfRange(out, 7 + i * 40, 7 + i * 40 + 32))
                            .as("prefix %s, body %s, message %s", prefixLength, length, i)
                            .isEqualTo(jdk.digest());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Sha256Batches.class)
    void every_implementation_gives_the_hmacs_of_the_jdk(Sha256Batches implementation) throws GeneralSecurityException {
        assumeTrue(implementation.isAvailable(), "needs --add-modules jdk.incubator.vector");
        byte[] key = random(32);
        Mac jdk = Mac.getInstance("HmacSHA256");
        jdk.init(new SecretKeySpec(key, "HmacSHA256"));
        int count = 150;
        byte[] in = random(12 * count);
        byte[] out = new byte[32 * count];
        new HmacBatch(implementation.supplier().get(), key).hash(in, 0, 12, 12, out, 0, 32, count);
        for (int i = 0; i < count; i++) {
            assertThat(Arrays.copyOfRange(out, 32 * i, 32 * i + 32))
                    .isEqualTo(jdk.doFinal(Arrays.copyOfRange(in, 12 * i, 12 * i + 12)));
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
