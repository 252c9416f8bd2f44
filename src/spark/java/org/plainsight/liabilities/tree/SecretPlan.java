package org.plainsight.liabilities.tree;

import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.balances.Accounts;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.batch.Sha256Batches;

/** What a machine needs to hash accounts' secrets: K itself, which only this first and short part of a build is given. */
public final class SecretPlan implements Serializable {

    private static final long serialVersionUID = 1L;

    private final byte[] key;
    private final String snapshot;

    public SecretPlan(SnapshotKey key, SnapshotId snapshot) {
        this.key = key.toBytes();
        this.snapshot = snapshot.hex();
    }

    /** S of the accounts from {@code first} on, of these ids. */
    public byte[] secrets(int first, byte[] ids) {
        int count = ids.length / Accounts.ID_BYTES;
        byte[] secrets = new byte[count * Hash32.LENGTH];
        new SecretHashing(Sha256Batches.JDK.supplier().get(), new SnapshotKey(key), new SnapshotId(snapshot))
                .hash(first, count, MemorySegment.ofArray(ids), 0, secrets);
        return secrets;
    }

    /** Keeps the key out of logs and messages. */
    @Override
    public String toString() {
        return "SecretPlan[…]";
    }
}
