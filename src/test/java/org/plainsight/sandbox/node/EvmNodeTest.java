package org.plainsight.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvmNodeTest {
    private static final Instant GENESIS = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void a_killed_chain_comes_back_with_the_same_blocks_and_their_states() {
        try (EvmNode node = EvmNode.start(folder, 31337, GENESIS)) {
            for (int i = 1; i <= 10; i++) {
                node.mine(GENESIS.plusSeconds(12L * i), List.of());
            }
            String tip = node.blockHash(10);
            node.kill();
            assertThat(node.isAlive()).isFalse();
            node.startAgain();
            assertThat(node.blockHash(10)).isEqualTo(tip);
            assertThat(node.rpc("eth_getBalance", EvmNode.FUNDED_ADDRESS, Map.of("blockHash", node.blockHash(3)))
                            .asText())
                    .startsWith("0x33b2e3c9fd0803ce8000000");
        }
    }
}
