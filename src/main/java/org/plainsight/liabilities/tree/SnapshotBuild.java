package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.plainsight.asset.Amount;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.TaggedTree;
import org.plainsight.liabilities.balances.Accounts;
import org.plainsight.liabilities.balances.AmountScale;
import org.plainsight.liabilities.balances.BalanceColumn;
import org.plainsight.liabilities.balances.Balances;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.batch.ShuffleMemory;
import org.plainsight.merkle.batch.Workers;

/** The first path: from balances to the files of a {@link SnapshotDirectory}. */
public final class SnapshotBuild {

    private final SnapshotDirectory directory;
    private final SnapshotId id;
    private final SnapshotKey key;
    private final ChunkPolicy chunks;
    private final Capacity capacity;
    private final Progress progress;

    public SnapshotBuild(
            SnapshotDirectory directory,
            SnapshotId id,
            SnapshotKey key,
            ChunkPolicy chunks,
            Capacity capacity,
            Progress progress) {
        this.directory = directory;
        this.id = id;
        this.key = key;
        this.chunks = chunks;
        this.capacity = capacity;
        this.progress = progress;
    }

    /** Writes the accounts' secrets and all tree files, each forced to the disk, and answers what the trees came to. */
    public interface Trees {
        List<Snapshot.Tree> write(Accounts accounts, List<BalanceColumn> columns) throws IOException;
    }

    /** Writes every file of the directory but the input, each forced to the disk. */
    public BuildRecord run(Balances balances) throws IOException {
        return run(balances, this::secretsAndTrees);
    }

    /** The same, with the secrets and trees hashed elsewhere. */
    public BuildRecord run(Balances balances, Trees hashing) throws IOException {
        directory.writeKey(key);
        try (Workers workers = new Workers(capacity.threads())) {
            AccountFiles files = new AccountFiles(directory, balances.accounts(), key, capacity, workers);
            progress.at("accounts", 0, 2);
            files.writeReferences();
            progress.at("accounts", 1, 2);
            files.writeCapabilities();
            progress.at("accounts", 2, 2);
        }
        List<Snapshot.Tree> trees = hashing.write(balances.accounts(), balances.columns());
        BuildRecord record = new BuildRecord(
                id,
                balances.control().cutOff(),
                balances.accounts().size(),
                balances.control().ledger(),
                List.copyOf(balances.entities()),
                chunks,
                new AmountScale(balances.control().scale(), balances.control().roundsUp()),
                assetsRoot(trees).toHex(),
                trees);
        directory.writeRecord(record);
        return record;
    }

    /** The part of {@link #run} that hashes: the accounts' secrets, and all trees. Asks nothing of accounts but their ids. */
    public List<Snapshot.Tree> secretsAndTrees(Accounts accounts, List<BalanceColumn> columns) throws IOException {
        long leaves = columns.stream().mapToLong(BalanceColumn::size).sum();
        Capacity tuned = capacity.tunedFor(leaves);
        try (Workers workers = new Workers(tuned.threads());
                Forcing forcing = new Forcing()) {
            progress.at("building trees", 0, leaves);
            new AccountFiles(directory, accounts, key, tuned, workers).writeSecrets(id, forcing);
            List<Snapshot.Tree> trees = new ArrayList<>();
            long done = 0;
            try (Secrets.Open secrets = Secrets.of(directory.secrets());
                    ShuffleMemory memory = new ShuffleMemory(TreeBuild.MAX_BLOCK_HEIGHT, tuned.shuffleBytes())) {
                for (int a = 0; a < columns.size(); a++) {
                    trees.add(describe(new TreeBuild(a, columns.get(a), secrets, key, chunks, tuned, workers)
                            .write(directory.trees(columns.size()).get(a), memory, forcing)));
                    done += columns.get(a).size();
                    progress.at("building trees", done, leaves);
                }
            }
            forcing.finish();
            return trees;
        }
    }

    public static BuildRecord readRecord(SnapshotDirectory directory) {
        return BuildRecord.read(SnapshotDirectory.read(directory.buildRecord()));
    }

    /** @throws SecondPath.DisagreementException where the directory is not what its input gives */
    public static void check(SnapshotDirectory directory, BuildRecord record, Progress progress) throws IOException {
        SecondPath.check(directory, record, progress);
    }

    private Hash32 assetsRoot(List<Snapshot.Tree> trees) {
        return TaggedTree.of(
                        TaggedTree.Tag.ASSETS,
                        trees.stream().map(t -> AssetRecord.of(t).hash(id)).toList())
                .root();
    }

    static Snapshot.Tree describe(TreeBuild.Built built) {
        AssetRecord record = built.record();
        return new Snapshot.Tree(
                record.index(),
                record.asset(),
                record.kind(),
                record.decimals(),
                record.depth(),
                built.leaves(),
                new Amount(record.root().sum()),
                record.root().hash().toHex());
    }
}
