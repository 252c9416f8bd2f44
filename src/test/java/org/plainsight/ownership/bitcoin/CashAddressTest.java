package org.plainsight.ownership.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CashAddressTest {

    /** From the specification of CashAddr: the same hash in both forms. */
    private static final Map<String, String> SAME = Map.of(
            "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", "1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu",
            "bitcoincash:qr95sy3j9xwd2ap32xkykttr4cvcu7as4y0qverfuy", "1KXrWXciRDZUpQwQmuM1DbwsKDLYAYsVLR",
            "bitcoincash:qqq3728yw0y47sqn6l2na30mcw6zm78dzqre909m2r", "16w1D5WRVKJuZUsSRzdLp9w3YGcgoxDXb",
            "bitcoincash:ppm2qsznhks23z7629mms6s4cwef74vcwvn0h829pq", "3CWFddi6m4ndiGyKqzYvsFYagqDLPVMTzC",
            "bitcoincash:pr95sy3j9xwd2ap32xkykttr4cvcu7as4yc93ky28e", "3LDsS579y7sruadqu11beEJoTjdFiFCdX4",
            "bitcoincash:pqq3728yw0y47sqn6l2na30mcw6zm78dzq5ucqzc37", "31nwvkZwyPdgzjBJZXfDmSWsC4ZLKpYyUw");

    @Test
    void both_forms_of_an_address_pay_to_the_same() {
        SAME.forEach((cash, legacy) -> {
            assertThat(Destination.decode(UtxoNetwork.BITCOIN_CASH, cash))
                    .isPresent()
                    .isEqualTo(Destination.decode(UtxoNetwork.BITCOIN_CASH, legacy));
            assertThat(CashAddress.decode(cash.substring(12))).isEqualTo(CashAddress.decode(cash));
            assertThat(CashAddress.decode(cash.toUpperCase(Locale.ROOT))).isEqualTo(CashAddress.decode(cash));
        });
    }

    @Test
    void one_wrong_letter_two_cases_or_another_network_decode_to_nothing() {
        SAME.keySet().forEach(cash -> {
            for (int i = 12; i < cash.length(); i++) {
                char other = cash.charAt(i) == 'q' ? 'p' : 'q';
                assertThat(CashAddress.decode(cash.substring(0, i) + other + cash.substring(i + 1)))
                        .isEmpty();
            }
            assertThat(CashAddress.decode(
                            cash.substring(0, 20) + cash.substring(20).toUpperCase(Locale.ROOT)))
                    .isEmpty();
            assertThat(Destination.decode(UtxoNetwork.BITCOIN, cash.substring(12)))
                    .isEmpty();
        });
    }
}
