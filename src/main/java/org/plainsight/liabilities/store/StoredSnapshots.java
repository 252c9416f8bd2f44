package org.plainsight.liabilities.store;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.StatementSigner;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.evidence.BlockRef;
import org.plainsight.liabilities.LiabilitiesPolicy;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.SnapshotFiles;
import org.plainsight.liabilities.SnapshotHeader;
import org.plainsight.liabilities.SnapshotRestore;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.liabilities.tree.BuildRecord;
import org.plainsight.liabilities.tree.SealedFiles;
import org.plainsight.liabilities.tree.SnapshotBuild;
import org.plainsight.liabilities.tree.SnapshotDirectory;
import org.plainsight.merkle.Hash32;

/** Snapshots as rows in PostgreSQL and directories beside it. */
@ApplicationScoped
class StoredSnapshots implements Snapshots, SnapshotFiles, SnapshotRestore {

    private final SnapshotRows rows;
    private final SnapshotDirectories directories;
    private final LiabilitiesPolicy policy;
    private final Instance<StatementSigners> signers;

    StoredSnapshots(
            SnapshotRows rows,
            SnapshotDirectories directories,
            LiabilitiesPolicy policy,
            Instance<StatementSigners> signers) {
        this.rows = rows;
        this.directories = directories;
        this.policy = policy;
        this.signers = signers;
    }

    @Override
    @Transactional
    public List<Snapshot> all() {
        return rows.newestFirst().stream().map(SnapshotRow::toSnapshot).toList();
    }

    @Override
    @Transactional
    public Optional<Snapshot> find(String id) {
        return rows.findByIdOptional(id).map(SnapshotRow::toSnapshot);
    }

    @Override
    @Transactional
    public Optional<Snapshot> latestPublished() {
        return rows.latestPublished().map(SnapshotRow::toSnapshot);
    }

    /** Takes seconds, and more where the machine is busy: so no transaction is open while the files are checked. */
    @Override
    public LiabilitiesStatement seal(String id, List<BlockRef> blocks) {
        SnapshotDirectory directory = directories.of(id);
        BuildRecord record = SnapshotBuild.readRecord(directory);
        Hash32 previous = QuarkusTransaction.joiningExisting().call(() -> {
            requireStaged(need(id));
            if (!record.staged().equals(need(id).toSnapshot())) {
                throw new IllegalStateException("row and files of snapshot " + id + " differ; stage the file again");
            }
            return previous();
        });
        try {
            SnapshotBuild.check(directory, record, Progress.SILENT);
            StatementSigner operator = signers.get().of(SignerRole.OPERATOR);
            return new SealedFiles(directory, record, policy, operator).seal(blocks, previous);
        } catch (IOException e) {
            throw new SnapshotStoreException("snapshot " + id + " could not be sealed", e);
        }
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void published(LiabilitiesStatement statement, long logIndex, Instant publishedAt) {
        SnapshotRow row = need(statement.snapshotId());
        requireStaged(row);
        if (!statement.previousHeader().equals(previous().toHex())) {
            throw new IllegalStateException("another snapshot was published since this one was sealed; seal again");
        }
        row.state = Snapshot.State.PUBLISHED.name();
        row.header = statement.header();
        row.previousHeader = statement.previousHeader();
        row.logIndex = logIndex;
        row.publishedAt = publishedAt;
        statement.manifestBlocks().forEach(block -> row.blocks.add(SnapshotBlockRow.of(block)));
        rows.flush();
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void restore(
            LiabilitiesStatement statement, long logIndex, Instant publishedAt, Function<PublishedFile, byte[]> files) {
        try {
            RestoredFiles.write(directories.of(statement.snapshotId()), statement, files);
        } catch (IOException e) {
            throw new SnapshotStoreException("snapshot " + statement.snapshotId() + " could not be restored", e);
        }
        Snapshot staged = RestoredFiles.snapshot(statement, files.apply(statement.trees()));
        // the balances file is elsewhere: the header stands for it
        SnapshotRow row = SnapshotRow.staged(staged, statement.header(), publishedAt);
        rows.persist(row);
        rows.flush();
        published(statement, logIndex, publishedAt);
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void withdrawn(String id) {
        SnapshotRow row = need(id);
        if (!row.state.equals(Snapshot.State.PUBLISHED.name())) {
            throw new IllegalStateException("only a published snapshot is withdrawn; " + id + " is " + row.state);
        }
        row.state = Snapshot.State.WITHDRAWN.name();
        rows.flush();
    }

    @Override
    @Transactional
    public Optional<Path> published(String id, String name) {
        if (!SealedFiles.PUBLIC.contains(name)) {
            return Optional.empty();
        }
        return rows.findByIdOptional(id)
                .flatMap(row -> Optional.ofNullable(row.header))
                .map(header -> directories.of(id).sealed(header).resolve(name))
                .filter(Files::isRegularFile);
    }

    private Hash32 previous() {
        return rows.lastInChain()
                .flatMap(row -> Optional.ofNullable(row.header))
                .map(Hash32::fromHex)
                .orElse(SnapshotHeader.NO_PREVIOUS);
    }

    private SnapshotRow need(String id) {
        return rows.findByIdOptional(id).orElseThrow(() -> new IllegalStateException("there is no snapshot " + id));
    }

    private static void requireStaged(SnapshotRow row) {
        if (!row.state.equals(Snapshot.State.STAGED.name())) {
            throw new IllegalStateException("snapshot " + row.id + " is " + row.state + ", no longer staged");
        }
    }
}
