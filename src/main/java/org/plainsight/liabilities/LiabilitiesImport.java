package org.plainsight.liabilities;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AssetId;

/** The way of a balances file into a staged snapshot. Safe for several threads and processes at once. */
public interface LiabilitiesImport {

    /**
     * @param control the control record beside the file
     * @param entity the only entity the file may speak of; any where empty
     */
    record Input(Path balances, Path control, Optional<String> entity) {

        /** With the control record in its usual place, {@code <file>.control.json}. */
        public static Input of(Path balances) {
            return new Input(
                    balances, balances.resolveSibling(balances.getFileName() + ".control.json"), Optional.empty());
        }
    }

    /** @param already the same file and control record had been staged before, as this snapshot */
    record Staged(Snapshot snapshot, boolean already) {}

    /** One tree's total before and now; zero where there is no such tree. */
    record Change(AssetId asset, int kind, int decimals, BigInteger before, BigInteger now) {}

    /** What would be staged, against the latest published snapshot. */
    record Comparison(long accounts, long accountsBefore, List<Change> totals) {
        public Comparison {
            totals = List.copyOf(totals);
        }
    }

    /**
     * Builds, checks and stages; durable when it returns. Interrupted anywhere, it leaves nothing that counts.
     *
     * @throws MalformedBalancesException naming every defect found
     */
    Staged stage(Input input, Progress progress);

    /**
     * Reads and checks the file, and stages nothing.
     *
     * @throws MalformedBalancesException naming every defect found
     */
    Comparison compare(Input input, Progress progress);
}
