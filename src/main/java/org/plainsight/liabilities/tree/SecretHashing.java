package org.plainsight.liabilities.tree;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.balances.Accounts;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.batch.HmacBatch;
import org.plainsight.merkle.batch.Sha256Batch;
import org.plainsight.merkle.batch.SumNodes;

/**
 * The secrets of accounts that follow one another: salt = HMAC(K, accountNo u64); S = SHA-256( 02 00 0000 |
 * snapshotId[16] | salt[32] | ID[32] ). One instance serves one thread.
 */
final class SecretHashing {

    private static final int BATCH = 256;
    private static final int SALT_AT = SnapshotId.BYTES;
    private static final int ID_AT = SALT_AT + Hash32.LENGTH;
    private static final int INPUT = ID_AT + Hash32.LENGTH;

    private final HmacBatch salts;
    private final Sha256Batch.Prefixed secrets;
    private final byte[] numbers = new byte[BATCH * 8];
    private final byte[] input = new byte[BATCH * INPUT];

    SecretHashing(Sha256Batch sha256, SnapshotKey key, SnapshotId snapshot) {
        this.salts = new HmacBatch(sha256, key.toBytes());
        this.secrets = sha256.prefixed(new byte[] {2, 0, 0, 0});
        byte[] id = snapshot.toBytes();
        for (int i = 0; i < BATCH; i++) {
            System.arraycopy(id, 0, input, i * INPUT, id.length);
        }
    }

    /** S of the accounts from {@code first} on goes to {@code out}; their ids begin at {@code at}. */
    void hash(int first, int count, MemorySegment ids, long at, byte[] out) {
        for (int done = 0; done < count; done += BATCH) {
            batch(first + done, Math.min(BATCH, count - done), ids, at + (long) done * Accounts.ID_BYTES, out, done);
        }
    }

    private void batch(int from, int count, MemorySegment ids, long at, byte[] out, int done) {
        for (int i = 0; i < count; i++) {
            SumNodes.putLong(numbers, 8 * i, from + i);
            MemorySegment.copy(
                    ids,
                    ValueLayout.JAVA_BYTE,
                    at + (long) i * Accounts.ID_BYTES,
                    input,
                    i * INPUT + ID_AT,
                    Accounts.ID_BYTES);
        }
        salts.hash(numbers, 0, 8, 8, input, SALT_AT, INPUT, count);
        secrets.hash(input, 0, INPUT, INPUT, out, done * Hash32.LENGTH, Hash32.LENGTH, count);
    }
}
