package org.plainsight.chain.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which target the next block must have: real retargets by their published numbers, and generated periods. */
class RetargetTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final long START = 1_600_000_000L;
    private static final long EASIEST = 0x1d00ffffL;
    private static final long HARD = 0x1b0404cbL;

    /** Heights, times and bits of mainnet as Bitcoin Core's {@code pow_tests.cpp} names them. */
    @ParameterizedTest
    @CsvSource({
        // the first rise of difficulty
        "32255, 1261130161, 1262152739, 1d00ffff, 1d00d86a",
        // no easier than the limit
        "2015, 1231006505, 1233061996, 1d00ffff, 1d00ffff",
        // at most four times harder
        "68543, 1279008237, 1279297671, 1c05a3f4, 1c0168fd",
        // at most four times easier
        "46367, 1263163443, 1269211443, 1c387f6f, 1d00e1fd"
    })
    void mainnets_real_retargets_are_computed_as_they_happened(
            long lastHeight, long firstTime, long lastTime, String bitsBefore, String bitsAfter) {
        long bits = Long.parseLong(bitsBefore, 16);
        long expected = Long.parseLong(bitsAfter, 16);
        List<ChainedHeader> period = new ArrayList<>();
        for (int i = 0; i < HeaderRules.PERIOD; i++) {
            long time = i == HeaderRules.PERIOD - 1 ? lastTime : firstTime + i;
            append(period, lastHeight - HeaderRules.PERIOD + 1 + i, time, bits);
        }

        assertAsksFor(BitcoinNetwork.MAINNET, period, lastTime + 600, expected);
    }

    @Test
    void inside_a_period_of_mainnet_the_target_stays_however_late_a_block_is() {
        List<ChainedHeader> blocks = period(HARD, 600, 100);

        assertAsksFor(BitcoinNetwork.MAINNET, blocks, last(blocks) + 600, HARD);
        assertAsksFor(BitcoinNetwork.MAINNET, blocks, last(blocks) + 100_000, HARD);
    }

    @Test
    void a_period_that_took_twice_as_long_halves_the_difficulty_but_for_the_off_by_one_of_satoshi() {
        List<ChainedHeader> blocks = period(HARD, 1_200, HeaderRules.PERIOD);
        BigInteger took = BigInteger.valueOf(2_015 * 1_200L);
        long expected =
                new Target(Target.ofBits(HARD).value().multiply(took).divide(BigInteger.valueOf(1_209_600))).toBits();

        assertAsksFor(BitcoinNetwork.MAINNET, blocks, last(blocks) + 600, expected);
    }

    @Test
    void on_testnet3_a_block_more_than_twenty_minutes_late_may_have_the_easiest_target_and_the_next_goes_back() {
        List<ChainedHeader> blocks = period(HARD, 600, 100);
        assertAsksFor(BitcoinNetwork.TESTNET3, blocks, last(blocks) + 1_200, HARD);
        assertAsksFor(BitcoinNetwork.TESTNET3, blocks, last(blocks) + 1_201, EASIEST);

        append(blocks, 100, last(blocks) + 1_201, EASIEST);
        append(blocks, 101, last(blocks) + 1_201, EASIEST);

        assertAsksFor(BitcoinNetwork.TESTNET3, blocks, last(blocks) + 600, HARD);
    }

    @Test
    void on_testnet3_an_easy_last_block_makes_the_whole_next_period_easy_and_on_testnet4_it_does_not() {
        List<ChainedHeader> blocks = period(HARD, 600, HeaderRules.PERIOD - 1);
        append(blocks, HeaderRules.PERIOD - 1, last(blocks) + 1_201, EASIEST);
        long took = last(blocks) - START;
        long fromFirst = Target.ofBits(HARD)
                .retargeted(took, 1_209_600, Target.ofBits(EASIEST))
                .toBits();

        assertAsksFor(BitcoinNetwork.TESTNET3, blocks, last(blocks) + 600, EASIEST);
        assertAsksFor(BitcoinNetwork.TESTNET4, blocks, last(blocks) + 600, fromFirst);
    }

    @Test
    void regtest_never_changes_its_target() {
        long bits = BitcoinNetwork.REGTEST.genesis().bits();
        assertAsksFor(BitcoinNetwork.REGTEST, period(bits, 1, HeaderRules.PERIOD), START + 100_000, bits);
    }

    /** The right bits are refused for want of work only, any others for the bits. */
    private static void assertAsksFor(BitcoinNetwork network, List<ChainedHeader> blocks, long time, long bits) {
        HeaderTree tree = new HeaderTree(network, blocks);
        HeaderRules rules = new HeaderRules(network, tree);
        BlockHeader right = BlockHeader.of(4, blocks.getLast().hash(), "aa".repeat(32), time, bits, 0);
        BlockHeader wrong = BlockHeader.of(4, blocks.getLast().hash(), "aa".repeat(32), time, bits - 1, 0);
        assertThat(rules.fault(wrong, blocks.getLast(), NOW))
                .hasValueSatisfying(words -> assertThat(words).contains("ask for %08x".formatted(bits)));
        assertThat(rules.fault(right, blocks.getLast(), NOW).orElse("")).doesNotContain("ask for");
    }

    private static List<ChainedHeader> period(long bits, long spacing, int blocks) {
        List<ChainedHeader> period = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            append(period, i, START + i * spacing, bits);
        }
        return period;
    }

    /** Without proof of work: a tree believes its base. */
    private static void append(List<ChainedHeader> blocks, long height, long time, long bits) {
        String previous = blocks.isEmpty() ? "0".repeat(64) : blocks.getLast().hash();
        BlockHeader header = BlockHeader.of(4, previous, "aa".repeat(32), time, bits, height);
        blocks.add(new ChainedHeader(header, height, BigInteger.ONE, Instant.ofEpochSecond(time)));
    }

    private static long last(List<ChainedHeader> blocks) {
        return blocks.getLast().header().timeSeconds();
    }
}
