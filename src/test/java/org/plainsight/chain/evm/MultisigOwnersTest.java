package org.plainsight.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MultisigOwnersTest {

    private static final String A = "0".repeat(24) + "a".repeat(40);
    private static final String B = "0".repeat(24) + "b".repeat(40);

    @Test
    void owners_and_threshold_are_read_from_their_fixed_layout() {
        assertThat(MultisigOwners.decode(word(32) + word(2) + A + B, word(2)))
                .isEqualTo(new MultisigOwners.Answer.Named(Set.of("0x" + "a".repeat(40), "0x" + "b".repeat(40)), 2));
    }

    @Test
    void a_threshold_of_none_or_of_more_than_there_are_owners_is_refused() {
        assertThat(MultisigOwners.decode(word(32) + word(2) + A + B, word(0))).isInstanceOf(unread());
        assertThat(MultisigOwners.decode(word(32) + word(2) + A + B, word(3))).isInstanceOf(unread());
    }

    @Test
    void an_owner_twice_or_the_zero_address_or_a_wide_word_is_refused() {
        assertThat(MultisigOwners.decode(word(32) + word(2) + A + A, word(1))).isInstanceOf(unread());
        assertThat(MultisigOwners.decode(word(32) + word(2) + A + word(0), word(1)))
                .isInstanceOf(unread());
        assertThat(MultisigOwners.decode(word(32) + word(2) + A + "1" + B.substring(1), word(1)))
                .isInstanceOf(unread());
    }

    @Test
    void lengths_that_lie_are_refused() {
        assertThat(MultisigOwners.decode(word(32) + "f".repeat(64), word(1))).isInstanceOf(unread());
        assertThat(MultisigOwners.decode(word(32) + word(3) + A + B, word(1))).isInstanceOf(unread());
        assertThat(MultisigOwners.decode("", word(1))).isInstanceOf(unread());
        assertThat(MultisigOwners.decode(word(32) + word(1) + A, "")).isInstanceOf(unread());
    }

    @Test
    void random_bytes_never_break_the_reader() {
        Random random = new Random(55);
        for (int i = 0; i < 2_000; i++) {
            byte[] owners = new byte[random.nextInt(8) * 32];
            random.nextBytes(owners);
            assertThat(MultisigOwners.decode(HexFormat.of().formatHex(owners), word(random.nextInt(3))))
                    .isInstanceOf(unread());
        }
    }

    private static Class<?> unread() {
        return MultisigOwners.Answer.Unread.class;
    }

    private static String word(int value) {
        return String.format("%064x", value);
    }
}
