package org.plainsight.app.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.asset.AssetId;
import org.plainsight.disclosure.PublishedFiles;
import org.plainsight.foreignlist.ForeignLists;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.SnapshotFiles;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.log.Sequencer;
import org.plainsight.log.Sequencing;
import org.plainsight.log.TransparencyLog;
import org.plainsight.merkle.Hash32;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.SignedNote;
import org.plainsight.recheck.Report;
import org.plainsight.recheck.rpc.FileSite;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AssetBook;
import org.plainsight.reserves.Reconciliations;
import org.plainsight.testing.PostgresResource;

/** A portal in ashes, and a mirror that somebody kept. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(RestoreTest.NothingButAnEmptyDatabase.class)
class RestoreTest {

    /** No portal: it would begin a log of its own. */
    public static class NothingButAnEmptyDatabase implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.host-enabled",
                    "false",
                    "plainsight.log.origin",
                    SampleMirror.ORIGIN,
                    "plainsight.log.key-file",
                    SampleMirror.KEY_FILE.toString());
        }
    }

    private final Restore restore;
    private final TransparencyLog log;
    private final Sequencer sequencer;
    private final AddressBook addresses;
    private final AssetBook assets;
    private final Snapshots snapshots;
    private final SnapshotFiles files;
    private final Reconciliations reconciliations;
    private final PublishedFiles bound;
    private final ForeignLists lists;

    @TempDir
    private Path folder;

    RestoreTest(
            Restore restore,
            TransparencyLog log,
            Sequencer sequencer,
            AddressBook addresses,
            AssetBook assets,
            Snapshots snapshots,
            SnapshotFiles files,
            Reconciliations reconciliations,
            PublishedFiles bound,
            ForeignLists lists) {
        this.restore = restore;
        this.log = log;
        this.sequencer = sequencer;
        this.addresses = addresses;
        this.assets = assets;
        this.snapshots = snapshots;
        this.files = files;
        this.reconciliations = reconciliations;
        this.bound = bound;
        this.lists = lists;
    }

    @Test
    void a_mirror_that_checks_out_gives_the_same_root_and_rows_and_a_damaged_one_gives_nothing() throws IOException {
        SampleMirror.write(folder);
        Path tile = folder.resolve("log/tile/entries/000");
        byte[] good = Files.readAllBytes(tile);
        byte[] damaged = good.clone();
        damaged[100] ^= 1;
        Files.write(tile, damaged);
        assertThat(run()).hasValueSatisfying(why -> assertThat(why).contains("does not check out"));
        assertThat(log.size()).isZero();

        Files.write(tile, good);
        assertThat(run()).isEmpty();
        Checkpoint mirrored = Checkpoint.parse(SignedNote.parse(Files.readString(folder.resolve("log/checkpoint")))
                .text());
        assertThat(log.checkpoint().orElseThrow().note())
                .as("the head that readers of the old portal hold")
                .isEqualTo(Files.readString(folder.resolve("log/checkpoint")));
        assertThat(sequencer.run()).isEqualTo(new Sequencing.UpToDate(mirrored.size()));
        assertThat(addresses.current()).hasSize(SampleMirror.CLAIMS - 1);
        assertThat(addresses.after(-1, 1_000)).hasSize(SampleMirror.CLAIMS);
        assertThat(assets.find(AssetId.parse(SampleMirror.ASSET)).orElseThrow().name())
                .as("as the log named it last")
                .isEqualTo("Ether");
        byte[] verifier = SampleMirror.VERIFIER.getBytes(StandardCharsets.UTF_8);
        assertThat(bound.open(Hash32.sha256(verifier).toHex())).isPresent();
        assertThat(lists.list(SampleMirror.LIST).orElseThrow().importedAt()).isEqualTo(SampleMirror.TIME);
        assertThat(lists.stated(SampleMirror.LIST)).isPresent();
        Snapshot snapshot = snapshots.find(SampleMirror.SNAPSHOT).orElseThrow();
        assertThat(snapshot.state()).isEqualTo(Snapshot.State.WITHDRAWN);
        assertThat(snapshot.publication().orElseThrow().publishedAt()).isEqualTo(SampleMirror.TIME);
        assertThat(snapshot.trees()).hasSize(1);
        Path trees = files.published(SampleMirror.SNAPSHOT, "trees.json").orElseThrow();
        assertThat(Hash32.sha256(Files.readAllBytes(trees)))
                .isEqualTo(Hash32.sha256(
                        Files.readAllBytes(folder.resolve("snapshots/" + SampleMirror.SNAPSHOT + "/trees.json"))));
        assertThat(reconciliations.find(SampleMirror.SNAPSHOT).orElseThrow().assets())
                .hasSize(1);
        assertThat(run()).hasValueSatisfying(why -> assertThat(why).contains("has a log already"));
    }

    private Optional<String> run() throws IOException {
        return restore.run(new FileSite(folder), Optional.empty(), new Report(finding -> {}));
    }
}
