package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.balances.Accounts;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.batch.Workers;

/** Writes what a snapshot keeps of its accounts: secrets, references, capabilities. */
final class AccountFiles {

    private static final int TASK = 1 << 13;

    private final SnapshotDirectory directory;
    private final Accounts accounts;
    private final SnapshotKey key;
    private final Capacity capacity;
    private final Workers workers;

    AccountFiles(SnapshotDirectory directory, Accounts accounts, SnapshotKey key, Capacity capacity, Workers workers) {
        this.directory = directory;
        this.accounts = accounts;
        this.key = key;
        this.capacity = capacity;
        this.workers = workers;
    }

    void writeReferences() throws IOException {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment from = accounts.references();
            MemorySegment file = SnapshotDirectory.create(directory.references(), from.byteSize(), arena);
            file.copyFrom(from).force();
        }
    }

    /** S of every account, by account number. */
    void writeSecrets(SnapshotId snapshot, Forcing forcing) throws IOException {
        NewFile file = new NewFile(directory.secrets(), (long) accounts.size() * Hash32.LENGTH);
        try {
            workers.run(tasks(), () -> {
                SecretHashing hashing =
                        new SecretHashing(capacity.hashing().supplier().get(), key, snapshot);
                byte[] secrets = new byte[TASK * Hash32.LENGTH];
                return task -> {
                    int first = first(task);
                    int count = endOf(task) - first;
                    hashing.hash(first, count, accounts.ids(), (long) first * Accounts.ID_BYTES, secrets);
                    file.write(secrets, 0, count * Hash32.LENGTH, (long) first * Hash32.LENGTH);
                };
            });
        } finally {
            forcing.last(file);
        }
    }

    /** ( SHA-256(capability)[32] | account u32 ), sorted: each account's entry goes to a bucket by its first bits first. */
    void writeCapabilities() throws IOException {
        int size = accounts.size();
        try (Arena arena = Arena.ofShared()) {
            MemorySegment unsorted = arena.allocate((long) size * CapabilityIndex.ENTRY_BYTES);
            workers.run(tasks(), () -> {
                CapabilityNames names = new CapabilityNames(key);
                return task -> {
                    for (int account = first(task); account < endOf(task); account++) {
                        long at = (long) account * CapabilityIndex.ENTRY_BYTES;
                        byte[] name = names.of(accounts.reference(account));
                        MemorySegment.copy(name, 0, unsorted, ValueLayout.JAVA_BYTE, at, name.length);
                        unsorted.set(TreeLayout.INT, at + Hash32.LENGTH, account);
                    }
                };
            });
            MemorySegment file = SnapshotDirectory.create(
                    directory.capabilities(), (long) size * CapabilityIndex.ENTRY_BYTES, arena);
            new EntrySort(unsorted, file, size, CapabilityIndex.ENTRY_BYTES).run(workers);
            file.force();
        }
    }

    private int tasks() {
        return (accounts.size() + TASK - 1) / TASK;
    }

    private static int first(int task) {
        return task * TASK;
    }

    private int endOf(int task) {
        return Math.min(accounts.size(), first(task) + TASK);
    }
}
