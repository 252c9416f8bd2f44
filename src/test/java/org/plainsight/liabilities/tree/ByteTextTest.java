package org.plainsight.liabilities.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteTextTest {

    private static String decimal(BigInteger value) {
        byte[] text = new ByteText()
                .decimal(value.shiftRight(64).longValue(), value.longValue())
                .toBytes();
        return new String(text, StandardCharsets.US_ASCII);
    }

    @Test
    void numbers_are_written_as_biginteger_writes_them() {
        Random random = new Random(1);
        for (int bits = 0; bits <= 127; bits++) {
            BigInteger power = BigInteger.ONE.shiftLeft(bits);
            assertThat(decimal(power.subtract(BigInteger.ONE)))
                    .isEqualTo(power.subtract(BigInteger.ONE).toString());
            for (int i = 0; i < 200; i++) {
                BigInteger value = new BigInteger(bits, random);
                assertThat(decimal(value)).isEqualTo(value.toString());
            }
        }
        for (BigInteger power = BigInteger.ONE; power.bitLength() <= 127; power = power.multiply(BigInteger.TEN)) {
            assertThat(decimal(power)).isEqualTo(power.toString());
            assertThat(decimal(power.subtract(BigInteger.ONE)))
                    .isEqualTo(power.subtract(BigInteger.ONE).toString());
        }
    }

    @Test
    void hashes_are_written_in_lower_case_hexadecimal_and_the_buffer_grows() {
        byte[] bytes = new byte[100_000];
        new Random(2).nextBytes(bytes);
        ByteText text = new ByteText().hex(bytes, 0, 4).hex(bytes, 4, bytes.length - 4);

        assertThat(new String(text.toBytes(), StandardCharsets.US_ASCII))
                .isEqualTo(HexFormat.of().formatHex(bytes));
    }
}
