package org.plainsight.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class Erc20TransferTest {

    private static final String FROM = "0".repeat(24) + "1".repeat(40);
    private static final String TO = "0".repeat(24) + "2".repeat(40);
    private static final String ONE = "0".repeat(63) + "1";

    @Test
    void three_topics_and_one_word_are_a_transfer() {
        assertThat(Erc20Transfer.decode(log(List.of(Erc20Transfer.TOPIC, FROM, TO), ONE)))
                .contains(new Erc20Transfer("0x" + "1".repeat(40), "0x" + "2".repeat(40), BigInteger.ONE));
    }

    @Test
    void the_largest_amount_is_read_whole() {
        assertThat(Erc20Transfer.decode(log(List.of(Erc20Transfer.TOPIC, FROM, TO), "f".repeat(64))))
                .get()
                .extracting(Erc20Transfer::units)
                .isEqualTo(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
    }

    @Test
    void anything_else_is_none() {
        assertThat(Erc20Transfer.decode(log(List.of(Erc20Transfer.TOPIC, FROM, TO, ONE), "")))
                .isEmpty();
        assertThat(Erc20Transfer.decode(log(List.of(Erc20Transfer.TOPIC, FROM), ONE)))
                .isEmpty();
        assertThat(Erc20Transfer.decode(log(List.of(Erc20Transfer.TOPIC, FROM, TO), "")))
                .isEmpty();
        assertThat(Erc20Transfer.decode(log(List.of(Erc20Transfer.TOPIC, FROM, TO), ONE + ONE)))
                .isEmpty();
        assertThat(Erc20Transfer.decode(log(List.of(ONE, FROM, TO), ONE))).isEmpty();
        assertThat(Erc20Transfer.decode(log(List.of(), ONE))).isEmpty();
        assertThat(Erc20Transfer.decode(log(List.of(Erc20Transfer.TOPIC, "1" + FROM.substring(1), TO), ONE)))
                .isEmpty();
    }

    private static EvmLog log(List<String> topics, String data) {
        return new EvmLog("0x" + "c".repeat(40), topics, data, 1, "a".repeat(64), "b".repeat(64), 0, 0);
    }
}
