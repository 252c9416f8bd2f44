package org.plainsight.chain.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plainsight.chain.Reorg;
import org.plainsight.chain.bitcoin.HeaderTree.Extension.Extended;
import org.plainsight.chain.bitcoin.HeaderTree.Extension.Refused;
import org.plainsight.chain.bitcoin.HeaderTree.Extension.Unconnected;

class HeaderTreeTest {

    private static final BlockHeader GENESIS = BitcoinNetwork.REGTEST.genesis();
    private static final Instant NOW =
            Instant.ofEpochSecond(GENESIS.timeSeconds()).plusSeconds(1_000_000);

    private final HeaderTree tree = HeaderTree.ofGenesis(BitcoinNetwork.REGTEST);

    @Test
    void the_branch_with_more_work_wins_and_the_change_is_told_as_a_value() {
        List<BlockHeader> ours = branch(GENESIS, 5, "aa");
        List<BlockHeader> theirs = branch(ours.get(1), 4, "bb");
        tree.extend(ours, NOW);

        Reorg<ChainedHeader> change = ((Extended) tree.extend(theirs, NOW)).change();

        assertThat(change.disconnected())
                .extracting(ChainedHeader::header)
                .containsExactly(ours.get(4), ours.get(3), ours.get(2));
        assertThat(change.connected()).extracting(ChainedHeader::header).containsExactlyElementsOf(theirs);
        assertThat(tree.tip().height()).isEqualTo(6);
    }

    @Test
    void of_two_branches_with_equal_work_the_first_seen_stays() {
        List<BlockHeader> ours = branch(GENESIS, 3, "aa");
        tree.extend(ours, NOW);

        assertThat(((Extended) tree.extend(branch(GENESIS, 3, "bb"), NOW))
                        .change()
                        .isEmpty())
                .isTrue();
        assertThat(tree.tip().header()).isEqualTo(ours.get(2));
    }

    @Test
    void a_header_without_its_parent_is_told_apart_from_a_bad_one() {
        List<BlockHeader> headers = branch(GENESIS, 3, "aa");

        assertThat(tree.extend(headers.subList(1, 3), NOW)).isEqualTo(new Unconnected(headers.get(1)));
    }

    @Test
    void too_little_work_another_target_an_old_time_and_the_future_are_refused() {
        long time = GENESIS.timeSeconds() + 1;
        BlockHeader good = BlockBuilder.mineHeader(GENESIS.hash(), time, "aa".repeat(32));
        BlockHeader harder = BlockHeader.of(4, GENESIS.hash(), "aa".repeat(32), time, 0x207ffffeL, good.nonce());
        BlockHeader old = BlockBuilder.mineHeader(GENESIS.hash(), GENESIS.timeSeconds(), "aa".repeat(32));
        BlockHeader future = BlockBuilder.mineHeader(GENESIS.hash(), NOW.getEpochSecond() + 7201, "aa".repeat(32));

        assertThat(refusal(unworked(time))).contains("above its target");
        assertThat(refusal(harder)).contains("ask for 207fffff");
        assertThat(refusal(old)).contains("not after the median");
        assertThat(refusal(future)).contains("two hours ahead");
        assertThat(tree.size()).isEqualTo(1);
    }

    @Test
    void median_time_past_is_the_middle_of_eleven_and_never_runs_backwards() {
        List<BlockHeader> headers = new ArrayList<>();
        BlockHeader at = GENESIS;
        for (int i = 1; i <= 30; i++) {
            long jitter = i > 6 && i % 3 == 0 ? -150 : 0;
            at = BlockBuilder.mineHeader(at.hash(), GENESIS.timeSeconds() + 200 + i * 60L + jitter, "aa".repeat(32));
            headers.add(at);
        }
        tree.extend(headers, NOW);

        for (long height = 1; height <= 30; height++) {
            ChainedHeader here = tree.bestAt(height).orElseThrow();
            ChainedHeader before = tree.bestAt(height - 1).orElseThrow();
            assertThat(here.medianTime()).isAfterOrEqualTo(before.medianTime());
        }
        List<Long> last = headers.subList(19, 30).stream()
                .map(BlockHeader::timeSeconds)
                .sorted()
                .toList();
        assertThat(tree.tip().medianTime()).isEqualTo(Instant.ofEpochSecond(last.get(5)));
    }

    @Test
    void the_locator_thins_out_towards_the_genesis_block_even_when_the_tree_was_cut() {
        tree.extend(branch(GENESIS, 600, "aa"), NOW);
        tree.forgetBelow(100);

        assertThat(tree.locator())
                .hasSizeLessThan(25)
                .startsWith(tree.tip().hash())
                .endsWith(GENESIS.hash());
        assertThat(tree.bestAt(99)).isEmpty();
        assertThat(tree.reorgFrom(tree.bestAt(100).orElseThrow().hash(), 10)
                        .orElseThrow()
                        .connected())
                .hasSize(10);
    }

    @Test
    void random_branches_end_at_the_most_work_whatever_their_order() {
        List<BlockHeader> longest = branch(GENESIS, 40, "aa");
        List<List<BlockHeader>> branches = new ArrayList<>();
        for (int fork = 0; fork < 30; fork += 5) {
            branches.add(branch(longest.get(fork), 8, Integer.toHexString(0xb0 + fork)));
        }
        branches.add(longest);
        tree.extend(longest.subList(0, 31), NOW);
        for (List<BlockHeader> each : branches) {
            tree.extend(each, NOW);
        }

        assertThat(tree.tip().header()).isEqualTo(longest.getLast());
        assertThat(tree.bestAt(17).orElseThrow().header()).isEqualTo(longest.get(16));
    }

    private String refusal(BlockHeader header) {
        return ((Refused) tree.extend(List.of(header), NOW)).reason();
    }

    private static BlockHeader unworked(long time) {
        for (long nonce = 0; ; nonce++) {
            BlockHeader header = BlockHeader.of(4, GENESIS.hash(), "aa".repeat(32), time, GENESIS.bits(), nonce);
            if (!header.target().isMetBy(header.hash())) {
                return header;
            }
        }
    }

    private static List<BlockHeader> branch(BlockHeader from, int length, String mark) {
        List<BlockHeader> headers = new ArrayList<>();
        BlockHeader at = from;
        for (int i = 0; i < length; i++) {
            at = BlockBuilder.mineHeader(at.hash(), at.timeSeconds() + 60, mark.repeat(32));
            headers.add(at);
        }
        return headers;
    }
}
