package org.plainsight.chain.evm.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.Movement;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.EvmNode;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.ledger.BlockStore;
import org.plainsight.chain.evm.ledger.Watched;

/** Random life on a chain, followed through faults and crashes, against a naive replay of the chain that remained. */
class FollowerSimulationTest {

    private static final ChainId CHAIN = ChainId.parse("eip155:31337");
    private static final AssetId COIN = AssetId.parse(CHAIN + "/slip44:60");
    private static final AssetId TOKEN = AssetId.parse(CHAIN + "/erc20:0x" + "c".repeat(40));
    private static final AssetId OTHER = AssetId.parse(CHAIN + "/erc20:0x" + "d".repeat(40));
    private static final String FAKE = "0x" + "f".repeat(40);
    private static final List<AccountId> WATCHED = List.of(account("a"), account("b"), account("e"));
    private static final List<AccountId> ALL = List.of(account("a"), account("b"), account("e"), account("1"));
    private static final Set<AssetId> ASSETS = Set.of(COIN, TOKEN, OTHER);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatever_happens_on_the_way_the_books_end_as_if_only_the_remaining_chain_had_been_read(long seed)
            throws SQLException {
        Random random = new Random(seed);
        FakeEvmChain chain = new FakeEvmChain(COIN, genesis());
        try (EvmTestStore store = new EvmTestStore();
                EvmTestStore naive = new EvmTestStore()) {
            FaultyNode node = new FaultyNode(chain, random, 12);
            FaultyStore faulty = new FaultyStore(store.blocks, random, 15);
            Follower follower = follower(node, faulty, store);
            for (int round = 0; round < 120; round++) {
                live(chain, random);
                for (int step = random.nextInt(6); step > 0; step--) {
                    stepThroughFaults(follower);
                }
                if (random.nextInt(10) == 0) {
                    follower = follower(node, faulty, store); // kill -9 and start again
                }
                assertThat(store.recorded.stopped(CHAIN)).isEmpty();
            }
            node.recover();
            faulty.recover();
            settle(follower);
            settle(follower(chain, naive.blocks, naive));

            assertThat(store.dump()).isEqualTo(naive.dump());
            check(chain, store);
        }
    }

    private static void check(FakeEvmChain chain, EvmTestStore store) {
        Set<AccountAsset> pairs = new Watched(WATCHED, ASSETS).pairs();
        for (long height = 0; height <= chain.height(); height++) {
            var block = store.recorded.blockAt(CHAIN, height).orElseThrow();
            assertThat(block.hash()).isEqualTo(chain.hashAt(height));
            Map<AccountAsset, Balance> balances = store.recorded.balancesAt(block, pairs);
            for (AccountAsset pair : pairs) {
                assertThat(balances.get(pair)).isEqualTo(new Balance.Known(new Amount(chain.balance(height, pair))));
            }
        }
        for (AccountAsset pair : pairs) {
            BigInteger moved = store.recorded.movements(pair.account(), 0, 100_000).stream()
                    .filter(movement -> movement.asset().equals(pair.asset()))
                    .filter(movement -> movement.block().height() > 0)
                    .map(movement -> movement.direction() == Movement.Direction.IN
                            ? movement.amount().units()
                            : movement.amount().units().negate())
                    .reduce(BigInteger.ZERO, BigInteger::add);
            assertThat(moved).isEqualTo(chain.balance(chain.height(), pair).subtract(chain.balance(0, pair)));
        }
    }

    private static void live(FakeEvmChain chain, Random random) {
        if (random.nextInt(6) == 0) {
            int depth = (int) Math.min(chain.height(), 1 + random.nextInt(4));
            chain.drop(depth);
            for (int i = 0; i < depth; i++) {
                mine(chain, random);
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            mine(chain, random);
        }
    }

    private static void mine(FakeEvmChain chain, Random random) {
        FakeEvmChain.Draft draft = chain.draft();
        for (int i = random.nextInt(4); i > 0; i--) {
            AccountId from = ALL.get(random.nextInt(ALL.size()));
            AccountId to = ALL.get(random.nextInt(ALL.size()));
            AssetId token = random.nextBoolean() ? TOKEN : OTHER;
            switch (random.nextInt(5)) {
                case 0 -> draft.send(from, to, random.nextInt(100), 1);
                case 1 -> draft.transfer(token, from, to, random.nextInt(100));
                case 2 -> draft.sendInside(to, COIN, random.nextInt(50));
                case 3 -> draft.sendInside(to, token, random.nextInt(50));
                default -> draft.logOnly(FAKE, from, to, 1_000_000);
            }
        }
        draft.mine();
    }

    private static Map<AccountAsset, BigInteger> genesis() {
        Map<AccountAsset, BigInteger> state = new HashMap<>();
        for (AccountId account : ALL) {
            ASSETS.forEach(asset -> state.put(new AccountAsset(account, asset), BigInteger.valueOf(10_000_000)));
        }
        return state;
    }

    private static Follower follower(EvmNode node, BlockStore blocks, EvmTestStore store) {
        return Followers.of(CHAIN, node, blocks, store, Followers.watching(WATCHED, ASSETS), incident -> {});
    }

    private static void stepThroughFaults(Follower follower) {
        try {
            follower.step();
        } catch (NodeException | FaultyStore.Crash expected) {
            // the loop would wait and try again
        }
    }

    private static void settle(Follower follower) {
        while (follower.step() == Follower.Progress.ADVANCED) {
            // until nothing is left to do
        }
    }

    private static AccountId account(String digit) {
        return new AccountId(CHAIN, "0x" + digit.repeat(40));
    }
}
