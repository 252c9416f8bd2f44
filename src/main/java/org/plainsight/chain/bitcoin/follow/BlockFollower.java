package org.plainsight.chain.bitcoin.follow;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.chain.IncidentReporter;
import org.plainsight.chain.Reorg;
import org.plainsight.chain.WatchList;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockEffects;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.HeaderTree;
import org.plainsight.chain.bitcoin.scan.BlockSearch;
import org.plainsight.chain.bitcoin.scan.CoinView;
import org.plainsight.chain.bitcoin.scan.RawBlock;

/**
 * Keeps a store in step with the best chain by work that a node shows, one bounded round at a time. After any exception
 * the next round begins from what the store holds. For use by one thread.
 */
public final class BlockFollower {

    /** Headers kept below the tip: enough for a retarget, and deeper than any reorg that is followed. */
    private static final int WINDOW = 5_000;
    /** Blocks connected in one transaction when nothing is watched and no body is needed. */
    private static final int HEADERS_ONLY = 2_000;

    /**
     * @param confirmations blocks on top of a block before it is final
     * @param acceptReorgTo a block of the heavier chain that a person decided to follow after a stop
     */
    public record Settings(BitcoinNetwork network, int confirmations, Optional<String> acceptReorgTo) {
        public Settings {
            if (confirmations < 1) {
                throw new IllegalArgumentException("confirmations must be 1 or more, not " + confirmations);
            }
        }
    }

    private record Loaded(HeaderSync headers, CoinView view, CatchUp catchUp) {}

    private final Settings settings;
    private final CoinStore store;
    private final WatchList watchList;
    private final Clock clock;
    private final FollowerHealth health;
    private final StopGuard guard;
    private final FetchWindow window = new FetchWindow();
    private Optional<Loaded> loaded = Optional.empty();

    public BlockFollower(
            Settings settings,
            CoinStore store,
            WatchList watchList,
            IncidentReporter incidents,
            Clock clock,
            FollowerHealth health) {
        this.settings = settings;
        this.store = store;
        this.watchList = watchList;
        this.clock = clock;
        this.health = health;
        this.guard = new StopGuard(settings, store, incidents, clock);
    }

    /**
     * Asks for headers, then takes back, takes in and catches up a bounded number of blocks.
     *
     * @return whether there is more to do at once
     */
    public boolean round(BlockSource source) {
        Loaded state = loaded.orElseGet(this::load);
        loaded = Optional.empty();
        HeaderTree tree = state.headers().tree();
        ChainedHeader tip = store.tip();
        boolean moreHeaders = state.headers().pull(source, tip.height());
        health.answered(clock.instant(), tree.tip().height(), state.headers().problem());
        Reorg<ChainedHeader> reorg = tree.reorgFrom(tip.hash(), HEADERS_ONLY).orElseThrow();
        long fork = tip.height() - reorg.disconnected().size();
        if (guard.isStopped() || fork < store.finalisedHeight()) {
            boolean unwound = guard.holds(tree, reorg, fork);
            loaded = unwound ? Optional.empty() : Optional.of(state);
            return unwound;
        }
        if (!reorg.disconnected().isEmpty()) {
            store.disconnectAbove(fork);
            return true;
        }
        state.catchUp().join(watchList.accounts(settings.network().chainId()));
        boolean moreBlocks = connect(source, state, reorg.connected());
        boolean moreHistory = state.catchUp().step(source, window, state.view());
        if (tree.size() > 2 * WINDOW) {
            tree.forgetBelow(tip.height() - WINDOW);
        }
        loaded = Optional.of(state);
        return moreHeaders || moreBlocks || moreHistory;
    }

    private Loaded load() {
        store.open(settings.network());
        ChainedHeader tip = store.tip();
        List<ChainedHeader> known = store.blocks(Math.max(0, tip.height() - WINDOW), tip.height());
        HeaderTree tree = new HeaderTree(settings.network(), known);
        List<String> scripts = store.scripts().stream()
                .filter(WatchedScript::isCaughtUp)
                .map(WatchedScript::scriptHex)
                .toList();
        CoinView view = new CoinView(scripts, store.unspent(scripts));
        return new Loaded(new HeaderSync(settings.network(), tree, clock), view, new CatchUp(store));
    }

    private boolean connect(BlockSource source, Loaded state, List<ChainedHeader> next) {
        if (next.isEmpty()) {
            return false;
        }
        if (state.view().isEmpty()) {
            commit(next.stream().map(BlockEffects::none).toList());
        } else {
            connectBodies(source, state, next.subList(0, Math.min(window.blocks(), next.size())));
        }
        return true;
    }

    /** Blocks that are final already share a transaction; nearer the tip each has its own. */
    private void connectBodies(BlockSource source, Loaded state, List<ChainedHeader> next) {
        List<byte[]> bodies =
                source.blocks(next.stream().map(ChainedHeader::hash).toList());
        window.learn(bodies);
        long lastFinal = state.headers().tree().tip().height() - settings.confirmations();
        List<BlockEffects> batch = new ArrayList<>();
        for (int i = 0; i < next.size(); i++) {
            BlockEffects effects = BlockSearch.effects(next.get(i), RawBlock.parse(bodies.get(i)), state.view());
            state.view().apply(effects);
            batch.add(effects);
            if (next.get(i).height() >= lastFinal || i == next.size() - 1) {
                commit(batch);
                batch.clear();
            }
        }
    }

    private void commit(List<BlockEffects> blocks) {
        long tip = blocks.getLast().block().height();
        store.connect(blocks, Math.max(store.finalisedHeight(), tip - settings.confirmations()));
    }
}
