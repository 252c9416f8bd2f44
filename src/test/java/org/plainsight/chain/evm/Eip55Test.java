package org.plainsight.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plainsight.asset.MalformedIdentifierException;

class Eip55Test {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
                "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
            })
    void the_examples_of_the_standard_are_written_as_there(String address) {
        assertThat(Eip55.checksum(address.toLowerCase(Locale.ROOT))).isEqualTo(address);
        assertThat(Eip55.isAcceptable(address)).isTrue();
    }

    @Test
    void a_wrong_checksum_is_not_acceptable_but_one_case_is() {
        assertThat(Eip55.isAcceptable("0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"))
                .isFalse();
        assertThat(Eip55.isAcceptable("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"))
                .isTrue();
        assertThat(Eip55.isAcceptable("0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED"))
                .isTrue();
        assertThat(Eip55.isAcceptable("5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"))
                .isFalse();
    }

    @Test
    void what_is_no_address_is_refused_with_the_remedy() {
        assertThatThrownBy(() -> Eip55.checksum("0x12"))
                .isInstanceOf(MalformedIdentifierException.class)
                .hasMessageContaining("write 0x and 40 hex digits");
    }
}
