package org.plainsight.liabilities.tree;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.plainsight.merkle.Hash32;

/** Whose a row is, by the staged references, secrets and capabilities. Memory grows with the accounts, by one number and a bit. */
final class SecondAccounts {

    private static final int SLICE_ROWS = 256;
    private static final int SAME_AS_BEFORE = -1;

    private final BuildRecord record;
    private final SnapshotKey key;
    private final SecondNames names;
    private final MemorySegment secrets;
    private final CapabilityIndex capabilities;
    private final BitSet met = new BitSet();

    SecondAccounts(SnapshotDirectory directory, BuildRecord record, SnapshotKey key) {
        this.record = record;
        this.key = key;
        this.names = new SecondNames(SnapshotDirectory.map(directory.references()));
        this.secrets = SnapshotDirectory.map(directory.secrets());
        this.capabilities = CapabilityIndex.open(directory.capabilities());
        require("references", names.count() == record.accounts());
        require("capabilities", capabilities.bytes() == record.accounts() * CapabilityIndex.ENTRY_BYTES);
        require("secrets", secrets.byteSize() == record.accounts() * Hash32.LENGTH);
    }

    private void require(String file, boolean asMany) {
        if (!asMany) {
            throw new SecondPath.DisagreementException(
                    file, "it has not the " + record.accounts() + " accounts of the record");
        }
    }

    /**
     * The account of each row, once its staged secret and capability were found to be what the row gives. Rows are looked
     * at side by side; one call at a time.
     */
    int[] of(List<CsvRecord> rows) {
        int[] accounts = new int[rows.size()];
        IntStream.range(0, (rows.size() + SLICE_ROWS - 1) / SLICE_ROWS)
                .parallel()
                .forEach(slice -> {
                    int from = slice * SLICE_ROWS;
                    check(rows, from, Math.min(rows.size(), from + SLICE_ROWS), accounts);
                });
        for (int i = 0; i < accounts.length; i++) {
            if (accounts[i] == SAME_AS_BEFORE) {
                accounts[i] = accounts[i - 1];
            }
            met.set(accounts[i]);
        }
        return accounts;
    }

    private void check(List<CsvRecord> rows, int from, int to, int[] accounts) {
        Prf prf = key.prf();
        int last = -1;
        for (int i = from; i < to; i++) {
            if (i > 0 && sameAccount(rows.get(i - 1), rows.get(i))) {
                accounts[i] = SAME_AS_BEFORE;
            } else {
                last = account(rows.get(i), last + 1, prf);
                accounts[i] = last;
            }
        }
    }

    private static boolean sameAccount(CsvRecord row, CsvRecord next) {
        return row.getField(0).equals(next.getField(0)) && row.getField(1).equals(next.getField(1));
    }

    private int account(CsvRecord row, int guess, Prf prf) {
        String reference = row.getField(0);
        OptionalInt found = names.find(reference.getBytes(StandardCharsets.UTF_8), guess);
        if (found.isEmpty()) {
            throw new SecondPath.DisagreementException(
                    "references", "the account of row " + row.getStartingLineNumber() + " was not staged");
        }
        int account = found.getAsInt();
        Hash32 salt = prf.hash(ByteBuffer.allocate(8).putLong(account).array());
        Hash32 secret = record.id().accountSecret(salt, Hash32.fromHex(row.getField(1)));
        byte[] staged =
                secrets.asSlice((long) account * Hash32.LENGTH, Hash32.LENGTH).toArray(ValueLayout.JAVA_BYTE);
        if (!Hash32.of(staged).equals(secret)) {
            throw new SecondPath.DisagreementException(
                    "secrets",
                    "row " + row.getStartingLineNumber() + ": the secret of account " + account
                            + " differs, or its identity, the key or the snapshot's id");
        }
        if (!met.get(account)) {
            OptionalInt place = capabilities.find(prf.hash(SnapshotKey.capabilityMessage(reference)));
            if (place.isEmpty() || capabilities.account(place.getAsInt()) != account) {
                throw new SecondPath.DisagreementException(
                        "capabilities", "the capability of account " + account + " differs");
            }
        }
        return account;
    }

    /** Once all rows were asked for. */
    void requireAllMet() {
        if (met.cardinality() != record.accounts()) {
            throw new SecondPath.DisagreementException("references", "some accounts are not in the input");
        }
    }
}
