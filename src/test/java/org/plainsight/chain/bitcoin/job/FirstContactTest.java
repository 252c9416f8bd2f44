package org.plainsight.chain.bitcoin.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plainsight.chain.WrongNetworkException;
import org.plainsight.chain.bitcoin.follow.BlockSource;
import org.plainsight.chain.bitcoin.follow.NodeUnavailableException;
import org.plainsight.chain.bitcoin.follow.SimulatedNode;

class FirstContactTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void nodes_that_are_all_of_another_network_end_the_start_with_the_setting_to_change() {
        assertThatThrownBy(() -> require("foreign", "foreign"))
                .isInstanceOf(WrongNetworkException.class)
                .hasMessage("set plainsight.bitcoin.network");
    }

    @Test
    void one_node_of_the_right_network_or_one_that_is_off_is_enough_to_start() {
        assertThatCode(() -> require("foreign", "right")).doesNotThrowAnyException();
        assertThatCode(() -> require("foreign", "off")).doesNotThrowAnyException();
        assertThatCode(() -> require("off")).doesNotThrowAnyException();
    }

    @Test
    void a_node_that_does_not_answer_holds_up_the_start_for_no_longer_than_stated() {
        assertThatCode(() -> FirstContact.require(
                        FirstContactTest::connect, slots("silent", "foreign"), Duration.ofMillis(200)))
                .doesNotThrowAnyException();
    }

    private static void require(String... peers) {
        FirstContact.require(FirstContactTest::connect, slots(peers), SOON);
    }

    private static List<PeerSlot> slots(String... peers) {
        return Stream.of(peers).map(PeerSlot::new).toList();
    }

    private static BlockSource connect(String peer) {
        return switch (peer) {
            case "foreign" -> throw new WrongNetworkException("set plainsight.bitcoin.network");
            case "off" -> throw new NodeUnavailableException("off");
            case "silent" -> silence();
            default -> new SimulatedNode();
        };
    }

    private static BlockSource silence() {
        try {
            Thread.sleep(Duration.ofMinutes(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new NodeUnavailableException("silent");
    }
}
