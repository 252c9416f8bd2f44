package org.plainsight.chain.evm.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.Amount;
import org.plainsight.chain.evm.read.BatchReader.Answer;

class BatchReaderTest {

    private static final String PARENT = "ab".repeat(32);
    private static final String HASH = "cd".repeat(32);

    @Test
    void the_code_is_what_its_source_assembles_to() throws IOException {
        try (var source = Objects.requireNonNull(BatchReader.class.getResourceAsStream("batch-reader.evm"))) {
            assertThat(BatchReader.CODE)
                    .isEqualTo(
                            "0x" + EvmAssembler.assemble(new String(source.readAllBytes(), StandardCharsets.US_ASCII)));
        }
    }

    @Test
    void a_bit_that_is_not_set_is_an_unknown_balance_and_never_zero() {
        String digits = header(3, 7) + word(0b101) + word(5) + word(0) + word(0);

        assertThat(BatchReader.decode(digits, 3))
                .isEqualTo(new Answer.Read(
                        HASH,
                        7,
                        PARENT,
                        List.of(Optional.of(Amount.of(5)), Optional.empty(), Optional.of(Amount.ZERO))));
    }

    @Test
    void an_answer_may_stop_early_but_must_say_so() {
        assertThat(BatchReader.decode(header(1, 7) + word(1) + word(5), 3))
                .isEqualTo(new Answer.Read(HASH, 7, PARENT, List.of(Optional.of(Amount.of(5)))));
        assertThatThrownBy(() -> BatchReader.decode(header(3, 7) + word(1) + word(5), 3))
                .isInstanceOf(MalformedReadingException.class);
    }

    @Test
    void an_endpoint_that_ignores_the_override_answers_nothing_and_that_is_no_balance() {
        assertThatThrownBy(() -> BatchReader.decode("", 1)).isInstanceOf(MalformedReadingException.class);
    }

    @Test
    void whatever_is_answered_it_decodes_or_is_malformed() {
        Random random = new Random(11);
        String good = header(3, 7) + word(7) + word(5) + word(1) + word(0);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder digits = new StringBuilder(good);
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                digits.setCharAt(random.nextInt(digits.length()), Character.forDigit(random.nextInt(16), 16));
            }
            digits.setLength(random.nextInt(digits.length() + 1));
            try {
                assertThat(BatchReader.decode(digits.toString(), 3)).isNotNull();
            } catch (MalformedReadingException expected) {
                assertThat(expected.getMessage()).contains("batch reader");
            }
            try {
                assertThat(Multicall3.decode(digits.toString(), 3)).hasSize(3);
            } catch (MalformedReadingException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }

    private static String header(int answered, int number) {
        return word(answered) + HASH + word(number) + PARENT;
    }

    private static String word(long value) {
        return String.format("%064x", value);
    }
}
