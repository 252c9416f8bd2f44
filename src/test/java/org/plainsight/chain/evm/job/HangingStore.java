package org.plainsight.chain.evm.job;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.ledger.BlockChange;
import org.plainsight.chain.evm.ledger.BlockStore;
import org.plainsight.chain.evm.ledger.PairState;

/** A chain's database, or its node, that does not answer for as long as anybody waits. */
record HangingStore(BlockStore store, CountDownLatch until) implements BlockStore {
    private void hang() {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Optional<Position> position(ChainId chain) {
        hang();
        return store.position(chain);
    }

    @Override
    public Map<AccountAsset, PairState> pairs(ChainId chain) {
        return store.pairs(chain);
    }

    @Override
    public void append(ChainId chain, BlockChange change) {
        store.append(chain, change);
    }

    @Override
    public void revertTo(ChainId chain, long height) {
        store.revertTo(chain, height);
    }

    @Override
    public void finaliseTo(ChainId chain, long height) {
        store.finaliseTo(chain, height);
    }

    @Override
    public void stop(ChainId chain, String reason, Instant at) {
        store.stop(chain, reason, at);
    }

    @Override
    public void reported(ChainId chain) {
        store.reported(chain);
    }

    @Override
    public void resume(ChainId chain) {
        store.resume(chain);
    }
}
