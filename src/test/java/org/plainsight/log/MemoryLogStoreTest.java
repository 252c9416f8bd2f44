package org.plainsight.log;

import java.util.function.Supplier;

class MemoryLogStoreTest extends LogStoreContract {

    private final MemoryLogStore store = new MemoryLogStore();

    @Override
    protected LogStore store() {
        return store;
    }

    @Override
    protected <T> T inTransaction(Supplier<T> work) {
        return store.inTransaction(work);
    }
}
