package org.plainsight.chain.evm.job;

import java.math.BigInteger;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.WatchList;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.EvmNode;
import org.plainsight.chain.evm.ledger.BlockStore;
import org.plainsight.chain.evm.ledger.MovementHistory;
import org.plainsight.chain.evm.ledger.RecordedState;

/** A chain that lives at random, and the books of who follows it. */
final class SimulatedLife {

    static final ChainId CHAIN = ChainId.parse("eip155:31337");
    static final AssetId COIN = AssetId.parse(CHAIN + "/slip44:60");
    static final AssetId TOKEN = AssetId.parse(CHAIN + "/erc20:0x" + "c".repeat(40));
    static final AssetId OTHER = AssetId.parse(CHAIN + "/erc20:0x" + "d".repeat(40));
    static final String FAKE = "0x" + "f".repeat(40);
    static final List<AccountId> WATCHED = List.of(account("a"), account("b"), account("e"));
    static final List<AccountId> ALL = List.of(account("a"), account("b"), account("e"), account("1"));
    static final Set<AssetId> ASSETS = Set.of(COIN, TOKEN, OTHER);

    /** Where books are kept: each kind is as good as the other. */
    record Books(BlockStore blocks, RecordedState recorded, MovementHistory history, Supplier<List<String>> dump) {

        static Books inMemory() {
            MemoryBooks books = new MemoryBooks(CHAIN);
            return new Books(books, books, books, books::dump);
        }

        static Books of(EvmTestStore store) {
            return new Books(store.blocks, store.recorded, store.history, () -> {
                try {
                    return store.dump();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    static void live(FakeEvmChain chain, Random random, int deepest) {
        if (random.nextInt(6) == 0) {
            int depth = (int) Math.min(chain.height(), 1 + random.nextInt(deepest));
            chain.drop(depth);
            for (int i = 0; i < depth; i++) {
                mine(chain, random);
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            mine(chain, random);
        }
    }

    static void mine(FakeEvmChain chain, Random random) {
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

    static Map<AccountAsset, BigInteger> genesis() {
        Map<AccountAsset, BigInteger> state = new HashMap<>();
        for (AccountId account : ALL) {
            ASSETS.forEach(asset -> state.put(new AccountAsset(account, asset), BigInteger.valueOf(10_000_000)));
        }
        return state;
    }

    static Follower follower(EvmNode node, BlockStore blocks, Books books, List<AccountId> watched) {
        WatchList watching = new WatchList() {
            @Override
            public Set<AccountId> accounts(ChainId chain) {
                return Set.copyOf(watched);
            }

            @Override
            public Set<AssetId> assets(ChainId chain) {
                return ASSETS;
            }
        };
        return Followers.of(
                Followers.settings(CHAIN),
                node,
                blocks,
                books.history(),
                books.recorded(),
                watching,
                incident -> {},
                new Contact());
    }

    static void settle(Follower follower) {
        while (follower.step() == Follower.Progress.ADVANCED) {
            // until nothing is left to do
        }
    }

    static AccountId account(String digit) {
        return new AccountId(CHAIN, "0x" + digit.repeat(40));
    }

    private SimulatedLife() {}
}
