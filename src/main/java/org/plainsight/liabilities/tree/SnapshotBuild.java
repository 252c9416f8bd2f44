package org.plainsight.liabilities.tree;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plainsight.asset.Amount;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.TaggedTree;
import org.plainsight.liabilities.balances.AmountScale;
import org.plainsight.liabilities.balances.BalanceColumn;
import org.plainsight.liabilities.balances.Balances;
import org.plainsight.merkle.Hash32;

/** The first path: from balances to the files of a {@link SnapshotDirectory}. */
public final class SnapshotBuild {

    private final SnapshotDirectory directory;
    private final SnapshotId id;
    private final SnapshotKey key;
    private final ChunkPolicy chunks;
    private final Progress progress;

    public SnapshotBuild(
            SnapshotDirectory directory, SnapshotId id, SnapshotKey key, ChunkPolicy chunks, Progress progress) {
        this.directory = directory;
        this.id = id;
        this.key = key;
        this.chunks = chunks;
        this.progress = progress;
    }

    /** Writes every file of the directory but the input, each forced to the disk. */
    public BuildRecord run(Balances balances) throws IOException {
        directory.writeKey(key);
        byte[] secrets = secrets(balances);
        SnapshotDirectory.write(directory.secrets(), secrets);
        SnapshotDirectory.write(
                directory.references(), String.join("\n", balances.references()).getBytes(StandardCharsets.UTF_8));
        SnapshotDirectory.write(directory.capabilities(), capabilities(balances.references()));

        List<Snapshot.Tree> trees = new ArrayList<>();
        List<BalanceColumn> columns = balances.columns();
        for (int a = 0; a < columns.size(); a++) {
            progress.at("building trees", a, columns.size());
            BuiltTree built = BuiltTree.build(a, columns.get(a), secrets, key, chunks);
            TreeFile.write(directory.trees(columns.size()).get(a), built);
            trees.add(describe(built));
        }
        progress.at("building trees", columns.size(), columns.size());
        BuildRecord record = new BuildRecord(
                id,
                balances.control().cutOff(),
                balances.accounts(),
                balances.control().ledger(),
                List.copyOf(balances.entities()),
                chunks,
                new AmountScale(balances.control().scale(), balances.control().roundsUp()),
                assetsRoot(trees).toHex(),
                trees);
        SnapshotDirectory.write(directory.buildRecord(), record.json());
        return record;
    }

    public static BuildRecord readRecord(SnapshotDirectory directory) {
        return BuildRecord.read(SnapshotDirectory.read(directory.buildRecord()));
    }

    /** @throws SecondPath.DisagreementException where the directory is not what its input gives */
    public static void check(SnapshotDirectory directory, BuildRecord record) throws IOException {
        SecondPath.check(new SecondPath.Staged(
                record.id(), directory.key(), record.chunks(), record.scale(), record.records(), directory));
        if (!record.assetsRoot().equals(record.assetsTree().root().toHex())) {
            throw new SecondPath.DisagreementException("the root over the asset records differs");
        }
    }

    private Hash32 assetsRoot(List<Snapshot.Tree> trees) {
        return TaggedTree.of(
                        TaggedTree.Tag.ASSETS,
                        trees.stream().map(t -> AssetRecord.of(t).hash(id)).toList())
                .root();
    }

    private byte[] secrets(Balances balances) {
        Prf salts = key.prf();
        byte[] secrets = new byte[Math.multiplyExact(balances.accounts(), Hash32.LENGTH)];
        for (int i = 0; i < balances.accounts(); i++) {
            Hash32 salt = salts.hash(SnapshotKey.saltMessage(i));
            Hash32 secret = id.accountSecret(salt, Hash32.fromHex(balances.ids().get(i)));
            System.arraycopy(secret.toBytes(), 0, secrets, i * Hash32.LENGTH, Hash32.LENGTH);
        }
        return secrets;
    }

    private byte[] capabilities(List<String> references) {
        byte[][] entries = new byte[references.size()][];
        for (int i = 0; i < entries.length; i++) {
            Hash32 name = Hash32.sha256(key.capability(references.get(i)).toBytes());
            entries[i] = ByteBuffer.allocate(CapabilityIndex.ENTRY_BYTES)
                    .put(name.toBytes())
                    .putInt(i)
                    .array();
        }
        Arrays.sort(entries, Arrays::compareUnsigned);
        ByteArrayOutputStream out = new ByteArrayOutputStream(entries.length * CapabilityIndex.ENTRY_BYTES);
        for (byte[] entry : entries) {
            out.writeBytes(entry);
        }
        return out.toByteArray();
    }

    private static Snapshot.Tree describe(BuiltTree built) {
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
