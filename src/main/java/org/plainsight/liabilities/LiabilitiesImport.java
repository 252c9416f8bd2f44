package org.plainsight.liabilities;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AssetId;

/** The way of a balances file into a staged snapshot. Safe for several threads and processes at once. */
public interface LiabilitiesImport {

    /** Where balances come from. One copy is taken as CSV, so the same rows in the same order give the same content. */
    sealed interface Source {

        /** CSV, plain or gzip. */
        record File(Path path) implements Source {}

        /**
         * Apache Parquet. For a command, not for an upload: a reader that a damaged file leads in circles holds its
         * processor until the process ends.
         */
        record Parquet(Path path) implements Source {}

        /**
         * A query that gives the columns of a balances file, read under one repeatable-read snapshot.
         *
         * @param user and password empty where the URL says them, or none are needed
         */
        record Query(String jdbcUrl, String user, String password, String sql) implements Source {
            /** Keeps the password out of logs and messages. */
            @Override
            public String toString() {
                return "Query[" + sql + "]";
            }
        }
    }

    /**
     * @param control the control record beside the balances
     * @param entity the only entity the balances may speak of; any where empty
     */
    record Input(Source source, Path control, Optional<String> entity) {

        public Input(Path balances, Path control, Optional<String> entity) {
            this(new Source.File(balances), control, entity);
        }

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

    /** One account's balance before and now; zero where there is none. */
    record Move(AssetId asset, int kind, int decimals, String account, BigInteger before, BigInteger now) {}

    /**
     * What would be staged, against the latest published snapshot.
     *
     * @param moves of each tree the largest, the largest first; empty where there is no snapshot before
     */
    record Comparison(long accounts, long accountsBefore, List<Change> totals, List<Move> moves) {
        public Comparison {
            moves = List.copyOf(moves);
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
     * Goes on with the newest import that a crash cut off after its input had been taken: source and ledger are not asked
     * again. Empty where there is none.
     *
     * @throws MalformedBalancesException naming every defect found; what was taken is discarded then
     */
    Optional<Staged> resume(Progress progress);

    /**
     * Stages a directory that was built elsewhere, copied and believed in nothing: its input is read as that of
     * {@link #stage}, and every file is checked on the second path. Durable when it returns; interrupted anywhere, it
     * leaves nothing that counts, and nothing in the directory is changed.
     *
     * @throws MalformedBalancesException naming what is wrong with input or directory
     */
    Staged adopt(Path directory, Progress progress);

    /**
     * Reads and checks the file, and stages nothing.
     *
     * @throws MalformedBalancesException naming every defect found
     */
    Comparison compare(Input input, Progress progress);
}
