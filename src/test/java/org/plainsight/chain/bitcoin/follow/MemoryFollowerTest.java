package org.plainsight.chain.bitcoin.follow;

import org.plainsight.testing.Runs;

class MemoryFollowerTest extends FollowerContract {

    @Override
    public Fresh fresh() {
        MemoryCoinStore store = new MemoryCoinStore();
        return new Fresh(store, store);
    }

    @Override
    protected int simulatedSteps() {
        return 12;
    }

    @Override
    protected int simulatedSeeds() {
        return Runs.count(200, 10_000);
    }

    @Override
    public int depthStep() {
        return 1;
    }
}
