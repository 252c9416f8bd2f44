package org.plainsight.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    @Test
    void evm_addresses_are_compared_in_lower_case() {
        assertThat(AccountId.parse("eip155:1:0xAbCdEf0123456789aBcDeF0123456789ABCDEF01"))
                .isEqualTo(AccountId.parse("eip155:1:0xabcdef0123456789abcdef0123456789abcdef01"));
    }

    @Test
    void bech32_is_compared_in_lower_case_and_base58_as_it_is() {
        String mainnet = "bip122:000000000019d6689c085ae165831e93:";

        assertThat(AccountId.parse(mainnet + "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4"))
                .isEqualTo(AccountId.parse(mainnet + "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"));
        assertThat(AccountId.parse(mainnet + "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"))
                .isNotEqualTo(AccountId.parse(mainnet + "1bvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"));
    }

    @Test
    void assets_read_back_as_they_were_written() {
        for (String text : new String[] {
            "bip122:000000000019d6689c085ae165831e93/slip44:0",
            "eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7",
            "swift:0/iso4217:EUR"
        }) {
            assertThat(AssetId.parse(text)).hasToString(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eip155", "eip155:1:0x12", "eip155:1:0x" + "zz", ":", "a:b:c", "eip155:1:"})
    void text_that_is_no_account_is_refused(String text) {
        assertThatThrownBy(() -> AccountId.parse(text)).isInstanceOf(MalformedIdentifierException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "01", "1.0", "1e3", " 1", "١", "0x1"})
    void text_that_is_no_canonical_amount_is_refused(String text) {
        assertThatThrownBy(() -> Amount.parse(text)).isInstanceOf(MalformedIdentifierException.class);
    }

    @Test
    void an_amount_neither_falls_below_zero_nor_rises_above_256_bits() {
        Amount largest = new Amount(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE));

        assertThatThrownBy(() -> Amount.ZERO.minus(Amount.of(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> largest.plus(Amount.of(1))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void people_read_amounts_in_whole_coins_with_grouped_digits() {
        assertThat(Amount.parse("123456789012345678").display(8)).isEqualTo("1,234,567,890.12345678");
        assertThat(Amount.of(5).display(8)).isEqualTo("0.00000005");
        assertThat(Amount.of(1000).display(0)).isEqualTo("1,000");
    }
}
