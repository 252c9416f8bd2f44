package org.plainsight.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Hash32Test {

    @Test
    void every_written_form_reads_back_as_the_same_hash() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            Hash32 hash = Hash32.of(bytes);
            assertThat(Hash32.fromHex(hash.toHex())).isEqualTo(hash).hasSameHashCodeAs(hash);
            assertThat(Hash32.fromBase64(hash.base64())).isEqualTo(hash);
            assertThat(hash.toBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void changing_the_bytes_outside_does_not_change_the_hash() {
        byte[] bytes = new byte[32];
        Hash32 hash = Hash32.of(bytes);
        bytes[0] = 1;
        hash.toBytes()[1] = 1;
        assertThat(hash.toHex()).isEqualTo("0".repeat(64));
    }

    @Test
    void sha256_of_nothing_is_the_published_value() {
        assertThat(Hash32.sha256().toHex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Hash32.sha256("a".getBytes(StandardCharsets.US_ASCII), "bc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(Hash32.sha256("abc".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void other_lengths_upper_case_and_loose_base64_are_refused() {
        assertThatThrownBy(() -> Hash32.of(new byte[31])).isInstanceOf(MalformedHashException.class);
        assertThatThrownBy(() -> Hash32.of(new byte[33])).isInstanceOf(MalformedHashException.class);
        assertThatThrownBy(() -> Hash32.fromHex("A".repeat(64))).isInstanceOf(MalformedHashException.class);
        assertThatThrownBy(() -> Hash32.fromHex("0".repeat(63))).isInstanceOf(MalformedHashException.class);
        assertThatThrownBy(() -> Hash32.fromHex("٣".repeat(64))).isInstanceOf(MalformedHashException.class);
        assertThatThrownBy(() -> Hash32.fromBase64("A".repeat(43))).isInstanceOf(MalformedHashException.class);
        assertThatThrownBy(() -> Hash32.fromBase64("A".repeat(42) + "B=")).isInstanceOf(MalformedHashException.class);
        assertThatThrownBy(() -> Hash32.fromBase64("-".repeat(43) + "=")).isInstanceOf(MalformedHashException.class);
    }
}
