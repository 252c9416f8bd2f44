package org.plainsight.chain.evm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plainsight.chain.evm.job.SimulatedLife.ASSETS;
import static org.plainsight.chain.evm.job.SimulatedLife.CHAIN;
import static org.plainsight.chain.evm.job.SimulatedLife.COIN;
import static org.plainsight.chain.evm.job.SimulatedLife.WATCHED;
import static org.plainsight.chain.evm.job.SimulatedLife.follower;
import static org.plainsight.chain.evm.job.SimulatedLife.genesis;
import static org.plainsight.chain.evm.job.SimulatedLife.live;
import static org.plainsight.chain.evm.job.SimulatedLife.mine;
import static org.plainsight.chain.evm.job.SimulatedLife.settle;

import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.chain.Movement;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.job.SimulatedLife.Books;
import org.plainsight.chain.evm.ledger.RecordedState;
import org.plainsight.chain.evm.ledger.Watched;

/** Random life on a chain, followed through faults and crashes, against a naive replay of the chain that remained. */
class FollowerSimulationTest {

    private static final long SEEDS = Boolean.getBoolean("plainsight.nightly") ? 10_000 : 200;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatever_happens_on_the_way_the_books_end_as_if_only_the_remaining_chain_had_been_read(long seed)
            throws SQLException {
        try (EvmTestStore store = new EvmTestStore();
                EvmTestStore naive = new EvmTestStore()) {
            simulate(seed, 100, 4, Books.of(store), Books.of(naive));
        }
    }

    @Test
    void so_they_do_for_every_seed_with_reorgs_as_deep_as_sixty_four_blocks() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            simulate(seed, 40, seed % 2 == 0 ? 4 : 66, Books.inMemory(), Books.inMemory());
        }
    }

    @Test
    void addresses_that_join_on_the_way_are_known_from_then_on_and_never_wrong() {
        for (long seed = 1; seed <= SEEDS / 4; seed++) {
            Random random = new Random(seed);
            FakeEvmChain chain = new FakeEvmChain(COIN, genesis());
            Books books = Books.inMemory();
            List<AccountId> watched = new ArrayList<>(WATCHED.subList(0, 1));
            FaultyNode node = new FaultyNode(chain, random, 15);
            FaultyStore faulty = new FaultyStore(books.blocks(), random, 20);
            Follower follower = follower(node, faulty, books, watched);
            for (int round = 0; round < 40; round++) {
                live(chain, random, 4);
                if (round % 12 == 11 && watched.size() < WATCHED.size()) {
                    watched.add(WATCHED.get(watched.size()));
                }
                for (int step = random.nextInt(5); step > 0; step--) {
                    stepThroughFaults(follower);
                }
            }
            node.recover();
            faulty.recover();
            settle(follower);

            var tip = books.recorded().tip(CHAIN).orElseThrow();
            assertThat(tip.height()).isEqualTo(chain.height());
            Set<AccountAsset> pairs = new Watched(WATCHED, ASSETS).pairs();
            for (long height = 0; height <= chain.height(); height++) {
                var block = books.recorded().blockAt(CHAIN, height).orElseThrow();
                for (var known : books.recorded().balancesAt(block, pairs).entrySet()) {
                    assertThat(known.getValue())
                            .isEqualTo(new Balance.Known(new Amount(chain.balance(height, known.getKey()))));
                }
            }
            assertThat(books.recorded().balancesAt(tip, pairs)).hasSize(pairs.size());
        }
    }

    @Test
    void a_kill_before_or_after_any_commit_leaves_the_same_books_after_the_next_start() {
        Books undisturbed = Books.inMemory();
        FaultyStore counting = FaultyStore.dyingAt(undisturbed.blocks(), 0, false);
        List<String> untouched = lifeWithOneKill(counting, undisturbed);
        int commits = counting.writes();
        assertThat(commits).isGreaterThan(20);
        for (int write = 1; write <= commits; write++) {
            for (boolean after : new boolean[] {false, true}) {
                Books books = Books.inMemory();
                FaultyStore dying = FaultyStore.dyingAt(books.blocks(), write, after);
                assertThat(lifeWithOneKill(dying, books)).as("write %d", write).isEqualTo(untouched);
            }
        }
    }

    /** The same life each time; the process is started again after the kill. */
    private static List<String> lifeWithOneKill(FaultyStore store, Books books) {
        Random random = new Random(99);
        FakeEvmChain chain = new FakeEvmChain(COIN, genesis());
        Follower follower = follower(chain, store, books, WATCHED);
        for (int round = 0; round < 15; round++) {
            live(chain, random, 4);
            try {
                settle(follower);
            } catch (FaultyStore.Crash killed) {
                follower = follower(chain, store, books, WATCHED);
                settle(follower);
            }
        }
        return books.dump().get();
    }

    @Test
    void below_finality_it_stops_until_a_person_resumes_it_with_a_node_that_has_the_recorded_block() {
        FakeEvmChain real = new FakeEvmChain(COIN, genesis());
        FakeEvmChain other = new FakeEvmChain(COIN, genesis());
        Random random = new Random(5);
        for (int i = 0; i < 20; i++) {
            mine(real, random);
        }
        for (int i = 0; i < 30; i++) {
            mine(other, random);
        }
        Books books = Books.inMemory();
        settle(follower(real, books.blocks(), books, WATCHED));
        List<String> before = books.dump().get();

        Follower misled = follower(other, books.blocks(), books, WATCHED);
        assertThat(misled.step()).isEqualTo(Follower.Progress.STOPPED);
        assertThat(books.recorded().stopped(CHAIN)).isPresent();
        mine(real, random);
        assertThat(follower(real, books.blocks(), books, WATCHED).step()).isEqualTo(Follower.Progress.STOPPED);
        assertThat(books.dump().get()).isEqualTo(before);

        books.blocks().resume(CHAIN);
        assertThat(follower(other, books.blocks(), books, WATCHED).step()).isEqualTo(Follower.Progress.STOPPED);
        books.blocks().resume(CHAIN);
        settle(follower(real, books.blocks(), books, WATCHED));
        assertThat(books.recorded().tip(CHAIN).orElseThrow().height()).isEqualTo(21);
    }

    @Test
    void a_chain_whose_node_hangs_delays_no_other() throws InterruptedException {
        CountDownLatch hangs = new CountDownLatch(1);
        FakeEvmChain well = new FakeEvmChain(COIN, genesis());
        FakeEvmChain ill = new FakeEvmChain(COIN, genesis());
        Random random = new Random(5);
        for (int i = 0; i < 20; i++) {
            mine(well, random);
        }
        Books books = Books.inMemory();
        Books illBooks = Books.inMemory();
        Follower stuck =
                follower(new FaultyNode(ill, random, 0), new HangingStore(illBooks.blocks(), hangs), illBooks, WATCHED);
        FollowerLoop illLoop = new FollowerLoop(CHAIN, stuck, new Contact(), Duration.ofMillis(5), () -> {});
        FollowerLoop wellLoop = new FollowerLoop(
                CHAIN, follower(well, books.blocks(), books, WATCHED), new Contact(), Duration.ofMillis(5), () -> {});
        Thread illThread = Thread.ofVirtual().start(illLoop);
        Thread wellThread = Thread.ofVirtual().start(wellLoop);
        try {
            for (int i = 0; i < 2_000 && !arrived(books, 20); i++) {
                Thread.sleep(5);
            }
            assertThat(arrived(books, 20)).isTrue();
            assertThat(illBooks.recorded().tip(CHAIN)).isEmpty();
        } finally {
            wellLoop.stop();
            illLoop.stop();
            hangs.countDown();
            wellThread.join();
            illThread.join();
        }
    }

    private static boolean arrived(Books books, long height) {
        return books.recorded().tip(CHAIN).filter(tip -> tip.height() == height).isPresent();
    }

    private static void simulate(long seed, int rounds, int finalDepth, Books books, Books naive) {
        Random random = new Random(seed);
        FakeEvmChain chain = new FakeEvmChain(COIN, genesis());
        chain.finaliseAtDepth(finalDepth);
        FaultyNode node = new FaultyNode(chain, random, 12);
        FaultyStore faulty = new FaultyStore(books.blocks(), random, 15);
        Follower follower = follower(node, faulty, books, WATCHED);
        for (int round = 0; round < rounds; round++) {
            live(chain, random, Math.min(64, finalDepth));
            for (int step = random.nextInt(6); step > 0; step--) {
                stepThroughFaults(follower);
            }
            if (random.nextInt(10) == 0) {
                follower = follower(node, faulty, books, WATCHED); // kill -9 and start again
            }
            assertThat(books.recorded().stopped(CHAIN)).isEmpty();
        }
        node.recover();
        faulty.recover();
        settle(follower);
        settle(follower(chain, naive.blocks(), naive, WATCHED));

        assertThat(books.dump().get())
                .as("seed %d", seed)
                .isEqualTo(naive.dump().get());
        check(chain, books.recorded());
    }

    private static void check(FakeEvmChain chain, RecordedState recorded) {
        Set<AccountAsset> pairs = new Watched(WATCHED, ASSETS).pairs();
        for (long height = 0; height <= chain.height(); height++) {
            var block = recorded.blockAt(CHAIN, height).orElseThrow();
            assertThat(block.hash()).isEqualTo(chain.hashAt(height));
            Map<AccountAsset, Balance> balances = recorded.balancesAt(block, pairs);
            for (AccountAsset pair : pairs) {
                assertThat(balances.get(pair)).isEqualTo(new Balance.Known(new Amount(chain.balance(height, pair))));
            }
        }
        for (AccountAsset pair : pairs) {
            BigInteger moved = recorded.movements(pair.account(), Long.MAX_VALUE, 0, 100_000).stream()
                    .filter(movement -> movement.asset().equals(pair.asset()))
                    .filter(movement -> movement.block().height() > 0)
                    .map(movement -> movement.direction() == Movement.Direction.IN
                            ? movement.amount().units()
                            : movement.amount().units().negate())
                    .reduce(BigInteger.ZERO, BigInteger::add);
            assertThat(moved).isEqualTo(chain.balance(chain.height(), pair).subtract(chain.balance(0, pair)));
        }
    }

    private static void stepThroughFaults(Follower follower) {
        try {
            follower.step();
        } catch (NodeException | FaultyStore.Crash expected) {
            // the loop would wait and try again
        }
    }
}
