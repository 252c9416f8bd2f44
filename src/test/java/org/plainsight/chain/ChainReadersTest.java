package org.plainsight.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.ChainId;

class ChainReadersTest {

    private static final ChainId ONE = ChainId.parse("eip155:1");
    private static final ChainId TWO = ChainId.parse("eip155:2");

    @Test
    void readers_of_all_sources_are_found_by_chain_and_listed_in_order() {
        ChainReaders readers =
                new ChainReaders(List.of(() -> List.of(new SilentChain(TWO)), () -> List.of(new SilentChain(ONE))));

        assertThat(readers.all()).extracting(ChainReader::chain).containsExactly(ONE, TWO);
        assertThat(readers.find(TWO)).get().extracting(ChainReader::chain).isEqualTo(TWO);
        assertThat(readers.find(ChainId.parse("eip155:3"))).isEmpty();
    }

    @Test
    void one_chain_followed_twice_is_refused_by_name() {
        assertThatThrownBy(() -> new ChainReaders(
                        List.of(() -> List.of(new SilentChain(ONE)), () -> List.of(new SilentChain(ONE)))))
                .hasMessageContaining("eip155:1 is configured twice");
    }
}
