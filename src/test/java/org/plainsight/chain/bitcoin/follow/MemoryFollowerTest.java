package org.plainsight.chain.bitcoin.follow;

class MemoryFollowerTest extends FollowerContract {

    @Override
    protected Fresh fresh() {
        MemoryCoinStore store = new MemoryCoinStore();
        return new Fresh(store, store);
    }

    @Override
    protected int simulatedSteps() {
        return 60;
    }
}
