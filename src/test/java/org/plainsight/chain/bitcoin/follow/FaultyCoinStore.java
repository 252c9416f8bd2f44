package org.plainsight.chain.bitcoin.follow;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockEffects;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.Coin;

/** Dies at commits: sometimes before one (fail and not persist), sometimes after (fail but persist). */
final class FaultyCoinStore implements CoinStore {

    private final CoinStore store;
    private final Random random;
    private int oneIn = Integer.MAX_VALUE;
    private int countdown = -1;
    private boolean persistsThen;

    FaultyCoinStore(CoinStore store, Random random) {
        this.store = store;
        this.random = random;
    }

    void failOneIn(int commits) {
        oneIn = commits;
    }

    /** Dies once, at the commit of this number from now on, counted from 0. */
    void failAt(int commit, boolean persists) {
        countdown = commit;
        persistsThen = persists;
    }

    /** Whether that commit was reached. */
    boolean hasFailed() {
        return countdown < 0;
    }

    private void commit(Runnable write) {
        commit(() -> {
            write.run();
            return true;
        });
    }

    private <T> T commit(Supplier<T> write) {
        if (countdown >= 0 && countdown-- == 0) {
            if (persistsThen) {
                var _ = write.get();
            }
            throw new Followed.InjectedFault();
        }
        boolean fails = oneIn != Integer.MAX_VALUE && random.nextInt(oneIn) == 0;
        boolean persists = random.nextBoolean();
        if (fails) {
            if (persists) {
                var _ = write.get();
            }
            throw new Followed.InjectedFault();
        }
        return write.get();
    }

    @Override
    public void open(BitcoinNetwork network) {
        store.open(network);
    }

    @Override
    public ChainedHeader tip() {
        return store.tip();
    }

    @Override
    public long finalisedHeight() {
        return store.finalisedHeight();
    }

    @Override
    public List<ChainedHeader> blocks(long fromHeight, long toHeight) {
        return store.blocks(fromHeight, toHeight);
    }

    @Override
    public List<WatchedScript> scripts() {
        return store.scripts();
    }

    @Override
    public void watch(Collection<WatchedScript> scripts) {
        commit(() -> store.watch(scripts));
    }

    @Override
    public List<Coin> unspent(Collection<String> scriptsHex) {
        return store.unspent(scriptsHex);
    }

    @Override
    public void connect(List<BlockEffects> blocks, long finalisedHeight) {
        commit(() -> store.connect(blocks, finalisedHeight));
    }

    @Override
    public void disconnectAbove(long height) {
        commit(() -> store.disconnectAbove(height));
    }

    @Override
    public boolean backfill(
            List<BlockEffects> blocks, Collection<String> scriptsHex, long searchedFrom, long searchedTo) {
        return commit(() -> store.backfill(blocks, scriptsHex, searchedFrom, searchedTo));
    }

    @Override
    public int bootstrap(ChainedHeader base, Collection<WatchedScript> scripts, List<Coin> unspent) {
        return commit(() -> store.bootstrap(base, scripts, unspent));
    }

    @Override
    public void caughtUp(Collection<String> scriptsHex) {
        commit(() -> store.caughtUp(scriptsHex));
    }

    @Override
    public Optional<Stop> stop() {
        return store.stop();
    }

    @Override
    public void stop(Stop stop) {
        commit(() -> store.stop(stop));
    }

    @Override
    public void acceptReorg(long height) {
        commit(() -> store.acceptReorg(height));
    }
}
