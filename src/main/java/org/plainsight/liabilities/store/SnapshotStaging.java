package org.plainsight.liabilities.store;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.plainsight.liabilities.KnownAssets;
import org.plainsight.liabilities.LiabilitiesImport;
import org.plainsight.liabilities.LiabilitiesPolicy;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.balances.BalanceColumn;
import org.plainsight.liabilities.balances.Balances;
import org.plainsight.liabilities.balances.TreeKey;
import org.plainsight.liabilities.tree.BuildRecord;
import org.plainsight.liabilities.tree.Capacity;
import org.plainsight.liabilities.tree.ChunkPolicy;
import org.plainsight.liabilities.tree.LargestMoves;
import org.plainsight.liabilities.tree.SnapshotBuild;
import org.plainsight.liabilities.tree.SnapshotDirectory;
import org.plainsight.liabilities.tree.SnapshotKey;

/**
 * From a balances file to a staged snapshot: copy the input, read it, build, check on the second path, move the
 * directory into place, insert the row. Only the row makes it count.
 */
@ApplicationScoped
class SnapshotStaging implements LiabilitiesImport {

    private static final int MOVES_PER_TREE = 5;

    private final SnapshotDirectories directories;
    private final SnapshotRows rows;
    private final KnownAssets assets;
    private final LiabilitiesPolicy policy;
    private final LiabilitiesConfig config;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SnapshotStaging(
            SnapshotDirectories directories,
            SnapshotRows rows,
            KnownAssets assets,
            LiabilitiesPolicy policy,
            LiabilitiesConfig config,
            Clock clock) {
        this.directories = directories;
        this.rows = rows;
        this.assets = assets;
        this.policy = policy;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Staged stage(Input input, Progress progress) {
        SnapshotId snapshot = SnapshotId.random(random);
        try (SnapshotDirectories.Building building = directories.begin(snapshot)) {
            SnapshotDirectory directory = building.directory();
            String digest;
            BuildRecord record;
            try (TakenBalances taken = take(input, directory, progress)) {
                digest = taken.digest();
                Optional<Snapshot> before = staged(digest);
                if (before.isPresent()) {
                    return new Staged(before.get(), true);
                }
                Balances balances = past(taken.accepted());
                building.markTaken();
                record = build(snapshot, directory, balances, progress);
            }
            SnapshotBuild.check(directory, record, progress);
            return finish(building, record, digest);
        } catch (IOException e) {
            throw new SnapshotStoreException("the snapshot could not be staged", e);
        }
    }

    @Override
    public Optional<Staged> resume(Progress progress) {
        try {
            Optional<SnapshotDirectories.Building> interrupted = directories.interrupted();
            return interrupted.isEmpty() ? Optional.empty() : Optional.of(resume(interrupted.get(), progress));
        } catch (IOException e) {
            throw new SnapshotStoreException("the interrupted import could not be gone on with", e);
        }
    }

    /** What was taken stays until it is staged, or found to be no input after all. */
    private Staged resume(SnapshotDirectories.Building interrupted, Progress progress) throws IOException {
        SnapshotDirectory taken = interrupted.directory();
        try {
            Staged staged = stage(new Input(taken.balances(), taken.control(), Optional.empty()), progress);
            interrupted.close();
            return staged;
        } catch (MalformedBalancesException e) {
            interrupted.close();
            throw e;
        } finally {
            interrupted.release();
        }
    }

    @Override
    public Staged adopt(Path built, Progress progress) {
        SnapshotDirectory from = new SnapshotDirectory(built);
        BuiltElsewhere elsewhere = new BuiltElsewhere(from);
        SnapshotId snapshot = elsewhere.record().id();
        try (SnapshotDirectories.Building building = directories.begin(snapshot)) {
            String digest;
            Input input = new Input(from.balances(), from.control(), Optional.empty());
            try (TakenBalances taken = take(input, building.directory(), progress)) {
                digest = taken.digest();
                Optional<Snapshot> before = staged(digest);
                if (before.isPresent()) {
                    return new Staged(before.get(), true);
                }
                elsewhere.compare(past(taken.accepted()), chunks());
            }
            if (isTaken(snapshot)) {
                throw new MalformedBalancesException(
                        "build.json", "a snapshot of this id is there already", "give each build an id of its own");
            }
            elsewhere.copyAndCheck(building.directory(), progress);
            return finish(building, elsewhere.record(), digest);
        } catch (IOException e) {
            throw new SnapshotStoreException("the directory could not be adopted", e);
        }
    }

    private boolean isTaken(SnapshotId snapshot) {
        return Files.exists(directories.of(snapshot.hex()).path())
                || QuarkusTransaction.requiringNew()
                        .call(() -> rows.findByIdOptional(snapshot.hex()).isPresent());
    }

    private Optional<Snapshot> staged(String digest) {
        return QuarkusTransaction.requiringNew().call(() -> rows.ofInput(digest).map(SnapshotRow::toSnapshot));
    }

    /** Only the row makes it count. */
    private Staged finish(SnapshotDirectories.Building building, BuildRecord record, String digest) throws IOException {
        building.finish();
        Snapshot staged = record.staged();
        QuarkusTransaction.requiringNew().run(() -> rows.persist(SnapshotRow.staged(staged, digest, clock.instant())));
        return new Staged(staged, false);
    }

    private ChunkPolicy chunks() {
        return new ChunkPolicy(config.chunkLargest(), config.chunkPieces());
    }

    private BuildRecord build(SnapshotId snapshot, SnapshotDirectory directory, Balances balances, Progress progress)
            throws IOException {
        return new SnapshotBuild(
                        directory, snapshot, SnapshotKey.random(random), chunks(), Capacity.ofMachine(), progress)
                .run(balances);
    }

    @Override
    public Comparison compare(Input input, Progress progress) {
        try (SnapshotDirectories.Building building = directories.begin(SnapshotId.random(random));
                TakenBalances taken = take(input, building.directory(), progress)) {
            Optional<Snapshot> before = QuarkusTransaction.requiringNew()
                    .call(() -> rows.latestPublished().map(SnapshotRow::toSnapshot));
            Balances balances = past(taken.accepted());
            return new Comparison(
                    balances.accounts().size(),
                    before.map(Snapshot::accounts).orElse(0L),
                    changes(balances, before.map(Snapshot::trees).orElse(List.of())),
                    moves(balances, before));
        } catch (IOException e) {
            throw new SnapshotStoreException("the balances file could not be read", e);
        }
    }

    /** A restored snapshot has no accounts to compare with. */
    private List<Move> moves(Balances balances, Optional<Snapshot> before) {
        return before.map(snapshot -> directories.of(snapshot.id()))
                .filter(directory -> Files.exists(directory.buildRecord()))
                .map(directory -> LargestMoves.between(directory, balances, MOVES_PER_TREE))
                .orElse(List.of());
    }

    private static List<Change> changes(Balances balances, List<Snapshot.Tree> before) {
        Map<TreeKey, Snapshot.Tree> old =
                before.stream().collect(Collectors.toMap(t -> new TreeKey(t.asset(), t.kind()), t -> t));
        Map<TreeKey, Change> changes = new TreeMap<>();
        old.forEach((key, tree) -> changes.put(
                key,
                new Change(
                        key.asset(), key.kind(), tree.decimals(), tree.total().units(), BigInteger.ZERO)));
        for (BalanceColumn column : balances.columns()) {
            Change was = changes.get(column.key());
            changes.put(
                    column.key(),
                    new Change(
                            column.key().asset(),
                            column.key().kind(),
                            column.decimals(),
                            was == null ? BigInteger.ZERO : was.before(),
                            column.total()));
        }
        return new ArrayList<>(changes.values());
    }

    private TakenBalances take(Input input, SnapshotDirectory directory, Progress progress) throws IOException {
        return TakenBalances.take(input, directory, config.maxFileBytes(), assets, policy, progress);
    }

    /** What is owed is known once the cut-off has passed. */
    private Balances past(Balances balances) {
        if (balances.control().cutOff().isAfter(clock.instant())) {
            throw new MalformedBalancesException(
                    "control record, cut_off", "the cut-off lies in the future", "wait until it has passed");
        }
        return balances;
    }
}
