package org.plainsight.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plainsight.chain.evm.HeadWindow.Fork;

class HeadWindowTest {

    private final HeadWindow window = new HeadWindow(List.of(header(5, "a"), header(6, "a"), header(7, "a")));

    @Test
    void a_child_of_the_tip_joins_at_the_tip() {
        assertThat(window.meet(List.of(header(8, "a")))).isEqualTo(new Fork.Joins(7));
    }

    @Test
    void a_known_block_joins_where_it_stands() {
        assertThat(window.meet(List.of(header(6, "a")))).isEqualTo(new Fork.Joins(6));
    }

    @Test
    void a_branch_is_followed_down_to_the_last_shared_block() {
        EvmHeader eight = header(8, "b");
        EvmHeader seven = header(7, "b");
        EvmHeader six = new EvmHeader(6, hash(6, "b"), hash(5, "a"), Instant.EPOCH);

        assertThat(window.meet(List.of(eight))).isEqualTo(new Fork.NeedsParent(seven.hash()));
        assertThat(window.meet(List.of(eight, seven))).isEqualTo(new Fork.NeedsParent(six.hash()));
        assertThat(window.meet(List.of(eight, seven, six))).isEqualTo(new Fork.Joins(5));
    }

    @Test
    void a_branch_with_another_final_block_is_below_finality() {
        assertThat(window.meet(List.of(header(6, "b")))).isEqualTo(new Fork.BelowFinality(5, hash(5, "b")));
        assertThat(window.meet(List.of(header(5, "b")))).isEqualTo(new Fork.BelowFinality(5, hash(5, "b")));
    }

    @Test
    void headers_that_are_no_chain_are_refused() {
        assertThatThrownBy(() -> window.append(header(8, "b"))).hasMessageContaining("is no child of block 7");
        assertThatThrownBy(() -> window.append(header(9, "a"))).hasMessageContaining("is no child of block 7");
    }

    private static EvmHeader header(long number, String branch) {
        return new EvmHeader(number, hash(number, branch), hash(number - 1, branch), Instant.EPOCH);
    }

    private static String hash(long number, String branch) {
        return branch.repeat(56) + String.format("%08d", number);
    }
}
