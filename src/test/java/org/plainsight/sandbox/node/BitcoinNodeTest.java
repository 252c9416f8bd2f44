package org.plainsight.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BitcoinNodeTest {
    private static final String ADDRESS = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";

    @TempDir
    Path folder;

    @Test
    void a_killed_node_comes_back_with_the_same_blocks_on_the_same_ports() {
        try (BitcoinNode node = BitcoinNode.start(folder)) {
            node.setTime(Instant.now().minusSeconds(86_400));
            node.mine(20, ADDRESS);
            String tip = node.tipHash();
            node.kill();
            assertThat(node.isAlive()).isFalse();
            node.startAgain();
            assertThat(node.tipHash()).isEqualTo(tip);
            assertThat(node.height()).isEqualTo(20);
            assertThat(node.rpc("validateaddress", ADDRESS).path("isvalid").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void an_invalidated_block_makes_room_for_another_branch() {
        try (BitcoinNode node = BitcoinNode.start(folder)) {
            String fork = node.mine(5, ADDRESS).get(2);
            node.invalidate(fork);
            assertThat(node.height()).isEqualTo(2);
            node.mine(4, "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn");
            assertThat(node.height()).isEqualTo(6);
            assertThat(node.blockHash(3)).isNotEqualTo(fork);
        }
    }
}
