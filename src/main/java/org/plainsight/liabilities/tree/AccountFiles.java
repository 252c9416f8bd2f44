package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.balances.Accounts;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.batch.HmacBatch;
import org.plainsight.merkle.batch.Sha256Batch;
import org.plainsight.merkle.batch.SumNodes;
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
            workers.run(tasks(), () -> new SecretWorker(snapshot, file));
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

    /** salt = HMAC(K, accountNo u64); S = SHA-256( 02 00 0000 | snapshotId[16] | salt[32] | ID[32] ). */
    private final class SecretWorker implements Workers.Worker {
        private static final int BATCH = 256;
        private static final int SALT_AT = SnapshotId.BYTES;
        private static final int ID_AT = SALT_AT + Hash32.LENGTH;
        private static final int INPUT = ID_AT + Hash32.LENGTH;

        private final NewFile file;
        private final HmacBatch salts;
        private final Sha256Batch.Prefixed secrets;
        private final byte[] numbers = new byte[BATCH * 8];
        private final byte[] input = new byte[BATCH * INPUT];
        private final byte[] output = new byte[TASK * Hash32.LENGTH];

        SecretWorker(SnapshotId snapshot, NewFile file) {
            this.file = file;
            Sha256Batch sha256 = capacity.hashing().supplier().get();
            this.salts = new HmacBatch(sha256, key.toBytes());
            this.secrets = sha256.prefixed(new byte[] {2, 0, 0, 0});
            byte[] id = snapshot.toBytes();
            for (int i = 0; i < BATCH; i++) {
                System.arraycopy(id, 0, input, i * INPUT, id.length);
            }
        }

        @Override
        public void task(int number) {
            int start = first(number);
            int end = endOf(number);
            for (int from = start; from < end; from += BATCH) {
                batch(from, Math.min(BATCH, end - from), (from - start) * Hash32.LENGTH);
            }
            file.write(output, 0, (end - start) * Hash32.LENGTH, (long) start * Hash32.LENGTH);
        }

        private void batch(int from, int count, int to) {
            for (int i = 0; i < count; i++) {
                SumNodes.putLong(numbers, 8 * i, from + i);
                MemorySegment.copy(
                        accounts.ids(),
                        ValueLayout.JAVA_BYTE,
                        (long) (from + i) * Accounts.ID_BYTES,
                        input,
                        i * INPUT + ID_AT,
                        Accounts.ID_BYTES);
            }
            salts.hash(numbers, 0, 8, 8, input, SALT_AT, INPUT, count);
            secrets.hash(input, 0, INPUT, INPUT, output, to, Hash32.LENGTH, count);
        }
    }
}
