package org.plainsight.chain.evm.job;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.ledger.BlockChange;
import org.plainsight.chain.evm.ledger.BlockStore;
import org.plainsight.chain.evm.ledger.PairState;

/** Dies before writing, or after: what a crash and a lost connection look like. */
final class FaultyStore implements BlockStore {

    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final BlockStore store;
    private final Random random;
    private int oneIn;
    private int dyingAt;
    private boolean afterIt;
    private int writes;

    FaultyStore(BlockStore store, Random random, int oneIn) {
        this.store = store;
        this.random = random;
        this.oneIn = oneIn;
    }

    /** Dies once, at exactly this write, counted from 1. */
    static FaultyStore dyingAt(BlockStore store, int write, boolean afterIt) {
        FaultyStore faulty = new FaultyStore(store, new Random(), 0);
        faulty.dyingAt = write;
        faulty.afterIt = afterIt;
        return faulty;
    }

    int writes() {
        return writes;
    }

    void recover() {
        oneIn = 0;
    }

    private void write(Runnable work) {
        if (++writes == dyingAt) {
            if (afterIt) {
                work.run();
            }
            throw new Crash();
        }
        if (oneIn > 0 && random.nextInt(oneIn) == 0) {
            if (random.nextBoolean()) {
                work.run();
            }
            throw new Crash();
        }
        work.run();
    }

    @Override
    public Optional<Position> position(ChainId chain) {
        return store.position(chain);
    }

    @Override
    public Map<AccountAsset, PairState> pairs(ChainId chain) {
        return store.pairs(chain);
    }

    @Override
    public void append(ChainId chain, BlockChange change) {
        write(() -> store.append(chain, change));
    }

    @Override
    public void revertTo(ChainId chain, long height) {
        write(() -> store.revertTo(chain, height));
    }

    @Override
    public void finaliseTo(ChainId chain, long height) {
        write(() -> store.finaliseTo(chain, height));
    }

    @Override
    public void stop(ChainId chain, String reason, Instant at) {
        write(() -> store.stop(chain, reason, at));
    }

    @Override
    public void reported(ChainId chain) {
        write(() -> store.reported(chain));
    }

    @Override
    public void resume(ChainId chain) {
        write(() -> store.resume(chain));
    }
}
