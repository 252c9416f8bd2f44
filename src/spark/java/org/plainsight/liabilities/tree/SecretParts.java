package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import org.plainsight.liabilities.balances.Accounts;
import org.plainsight.merkle.Hash32;

/** The accounts in slices whose secrets are hashed elsewhere, and the file that they come back to. */
public final class SecretParts implements AutoCloseable {

    private final Accounts accounts;
    private final int each;
    private final NewFile file;

    /** @param each accounts of a slice; the last has what is left */
    public SecretParts(SnapshotDirectory directory, Accounts accounts, int each) throws IOException {
        this.accounts = accounts;
        this.each = each;
        this.file = new NewFile(directory.secrets(), (long) accounts.size() * Hash32.LENGTH);
    }

    public int slices() {
        return Math.ceilDiv(accounts.size(), each);
    }

    /** The number of a slice's first account. */
    public int first(int slice) {
        return slice * each;
    }

    public byte[] ids(int slice) {
        int count = Math.min(each, accounts.size() - first(slice));
        return accounts.ids()
                .asSlice((long) first(slice) * Accounts.ID_BYTES, (long) count * Accounts.ID_BYTES)
                .toArray(ValueLayout.JAVA_BYTE);
    }

    /** Takes what {@link SecretPlan#secrets} gave; twice the same is once. */
    public void write(int slice, byte[] secrets) {
        file.write(secrets, 0, secrets.length, (long) first(slice) * Hash32.LENGTH);
    }

    /** Forces the file to the disk. */
    public void finish() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
