package org.plainsight.liabilities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.evidence.Verdict;
import org.plainsight.liabilities.CustomerProofs;
import org.plainsight.liabilities.Housekeeper;
import org.plainsight.liabilities.KnownAssets;
import org.plainsight.liabilities.LiabilitiesImport;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.liabilities.proof.LoggedHeader;
import org.plainsight.liabilities.proof.ProofVerifier;
import org.plainsight.liabilities.tree.SampleSnapshot;
import org.plainsight.liabilities.tree.SnapshotDirectory;
import org.plainsight.merkle.Hash32;
import org.plainsight.testing.Altered;
import org.plainsight.testing.PostgresResource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SnapshotStagingTest {

    private static final String EUR = "swift:0/iso4217:EUR";

    @Inject
    LiabilitiesImport liabilities;

    @Inject
    Snapshots snapshots;

    @Inject
    Housekeeper housekeeper;

    @Inject
    SnapshotDirectories directories;

    @Inject
    StatementSigners signers;

    @Inject
    CustomerProofs proofs;

    @TempDir
    Path temporary;

    @BeforeEach
    void knowTheEuro() {
        KnownAssets euro = asset -> asset.isFiat() ? OptionalInt.of(2) : OptionalInt.empty();
        QuarkusMock.installMockForType(euro, KnownAssets.class);
    }

    @Test
    void the_same_file_is_staged_once() throws IOException {
        LiabilitiesImport.Input input = file("once", 12_345);

        LiabilitiesImport.Staged first = liabilities.stage(input, Progress.SILENT);
        LiabilitiesImport.Staged again = liabilities.stage(input, Progress.SILENT);

        assertThat(first.already()).isFalse();
        assertThat(again.already()).isTrue();
        assertThat(again.snapshot()).isEqualTo(first.snapshot());
        assertThat(snapshots.find(first.snapshot().id()).map(Snapshot::trees))
                .contains(first.snapshot().trees());
    }

    @Test
    void a_refused_file_leaves_nothing() throws IOException {
        LiabilitiesImport.Input input = file("bad", 5);
        Path balances = ((LiabilitiesImport.Source.File) input.source()).path();
        Files.writeString(balances, Files.readString(balances).replace(",5\n", ",-5\n"));
        int before = snapshots.all().size();

        assertThatThrownBy(() -> liabilities.stage(input, Progress.SILENT))
                .isInstanceOf(MalformedBalancesException.class)
                .hasMessageContaining("row 2, column 6 (amount)");
        assertThat(snapshots.all()).hasSize(before);
        assertThat(housekeeper.sweep().leftovers()).isZero();
    }

    @Test
    void a_directory_built_elsewhere_is_staged_once_and_counts_as_its_input_does() throws IOException {
        knowEverything();
        SampleSnapshot elsewhere =
                SampleSnapshot.build(temporary.resolve("elsewhere"), 30, 71).unsealed();

        LiabilitiesImport.Staged adopted = liabilities.adopt(elsewhere.directory.path(), Progress.SILENT);

        assertThat(adopted.already()).isFalse();
        assertThat(snapshots.find(elsewhere.record.id().hex())).contains(elsewhere.record.staged());
        assertThat(directories.of(adopted.snapshot().id()).path().resolve("tree-0"))
                .hasSameBinaryContentAs(elsewhere.directory.path().resolve("tree-0"));
        assertThat(liabilities
                        .adopt(elsewhere.directory.path(), Progress.SILENT)
                        .already())
                .isTrue();
        assertThat(liabilities
                        .stage(
                                new LiabilitiesImport.Input(
                                        elsewhere.directory.balances(),
                                        elsewhere.directory.control(),
                                        Optional.empty()),
                                Progress.SILENT)
                        .snapshot())
                .isEqualTo(adopted.snapshot());
    }

    /** Published in a transaction that is rolled back, so that other tests find no snapshot published. */
    @Test
    void proofs_from_an_adopted_directory_hold() throws IOException {
        knowEverything();
        SampleSnapshot elsewhere =
                SampleSnapshot.build(temporary.resolve("proofs"), 20, 75).unsealed();
        String id = liabilities
                .adopt(elsewhere.directory.path(), Progress.SILENT)
                .snapshot()
                .id();
        SnapshotDirectory adopted = directories.of(id);
        LiabilitiesStatement statement = snapshots.seal(id, List.of());
        LoggedHeader logged = new LoggedHeader.Found(
                statement, List.of(signers.of(SignerRole.OPERATOR).publicKey()));

        QuarkusTransaction.begin();
        try {
            snapshots.published(statement, 0, Instant.EPOCH);
            for (int i = 0; i < 20; i++) {
                String capability =
                        adopted.key().capability(SampleSnapshot.account(i)).toHex();
                byte[] proof = proofs.find(capability).orElseThrow();
                assertThat(ProofVerifier.verify(proof, SampleSnapshot.customer(i), p -> logged)
                                .verdict())
                        .as("customer %s", i)
                        .isInstanceOf(Verdict.Valid.class);
                assertThat(ProofVerifier.verify(proof, SampleSnapshot.customer(i + 1), p -> logged)
                                .verdict())
                        .as("somebody else")
                        .isInstanceOf(Verdict.Invalid.class);
            }
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    @Test
    void a_directory_that_is_refused_leaves_nothing_and_stays_as_it_is() throws IOException {
        knowEverything();
        SnapshotDirectory bent =
                SampleSnapshot.build(temporary.resolve("bent"), 30, 72).unsealed().directory;
        byte[] secrets = Files.readAllBytes(bent.secrets());
        secrets[100] ^= 4;
        Files.write(bent.secrets(), secrets);
        int before = snapshots.all().size();

        assertThatThrownBy(() -> liabilities.adopt(bent.path(), Progress.SILENT))
                .isInstanceOf(MalformedBalancesException.class)
                .hasMessageContaining("the secret of account 3 differs");
        assertThat(snapshots.all()).hasSize(before);
        assertThat(housekeeper.sweep().leftovers()).isZero();
        assertThat(bent.secrets()).hasBinaryContent(secrets);
    }

    @Test
    void the_id_of_a_snapshot_that_is_there_is_not_taken_again() throws IOException {
        knowEverything();
        SampleSnapshot first =
                SampleSnapshot.build(temporary.resolve("first"), 10, 73).unsealed();
        liabilities.adopt(first.directory.path(), Progress.SILENT);
        SampleSnapshot second =
                SampleSnapshot.build(temporary.resolve("second"), 10, 74).unsealed();
        Files.delete(second.directory.buildRecord());
        second.directory.writeRecord(Altered.with(second.record, "id", first.record.id()));

        assertThatThrownBy(() -> liabilities.adopt(second.directory.path(), Progress.SILENT))
                .isInstanceOf(MalformedBalancesException.class)
                .hasMessageContaining("of this id is there already");
        assertThat(directories.of(first.record.id().hex()).path().resolve("tree-0"))
                .hasSameBinaryContentAs(first.directory.path().resolve("tree-0"));
    }

    private static void knowEverything() {
        KnownAssets all = asset -> OptionalInt.of(8);
        QuarkusMock.installMockForType(all, KnownAssets.class);
    }

    @Test
    void what_a_crash_left_is_discarded_and_staged_snapshots_stay() throws IOException {
        Snapshot staged = liabilities.stage(file("stays", 77), Progress.SILENT).snapshot();
        Path snapshotRoot = directories.of(staged.id()).path().getParent();
        Path orphan = Files.createDirectories(snapshotRoot.resolve("ab".repeat(16)));
        Files.writeString(orphan.resolve("key"), "left by a crash after the move and before the row");
        Path unfinished =
                Files.createDirectories(snapshotRoot.resolveSibling("building").resolve("cd".repeat(16)));

        assertThat(housekeeper.sweep().leftovers()).isEqualTo(2);
        assertThat(orphan).doesNotExist();
        assertThat(unfinished).doesNotExist();
        assertThat(directories.of(staged.id()).buildRecord()).exists();
    }

    /** As a crash leaves it that came while the trees were built. */
    private Path interrupted(String account, int amount) throws IOException {
        LiabilitiesImport.Input input = file(account, amount);
        SnapshotDirectories.Building building = directories.begin(new SnapshotId(
                Hash32.sha256(account.getBytes(StandardCharsets.UTF_8)).toHex().substring(32)));
        SnapshotDirectory directory = building.directory();
        Files.move(((LiabilitiesImport.Source.File) input.source()).path(), directory.balances());
        Files.move(input.control(), directory.control());
        building.markTaken();
        building.release();
        return directory.path();
    }

    @Test
    void an_import_cut_off_after_its_input_was_taken_is_gone_on_with_though_the_source_is_gone() throws IOException {
        Path cutOff = interrupted("cut-off", 4_321);
        assertThat(housekeeper.sweep().leftovers()).isZero();

        Snapshot staged = liabilities.resume(Progress.SILENT).orElseThrow().snapshot();

        assertThat(staged.trees().getFirst().total().units()).isEqualTo(4_321);
        assertThat(directories.of(staged.id()).buildRecord()).exists();
        assertThat(cutOff.getParent()).isEmptyDirectory();
        assertThat(liabilities.resume(Progress.SILENT)).isEmpty();
    }

    @Test
    void what_was_taken_and_is_no_input_is_refused_and_discarded() throws IOException {
        Path cutOff = interrupted("damaged", 5);
        Files.writeString(cutOff.resolve("balances.csv"), "damaged,?", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> liabilities.resume(Progress.SILENT)).isInstanceOf(MalformedBalancesException.class);
        assertThat(cutOff.getParent()).isEmptyDirectory();
    }

    @Test
    void what_was_taken_is_kept_for_a_day() throws IOException {
        Path cutOff = interrupted("forgotten", 6);
        Path marker = cutOff.resolveSibling(cutOff.getFileName() + ".taken");
        Files.setLastModifiedTime(marker, FileTime.from(Instant.now().minus(Duration.ofHours(25))));

        assertThat(housekeeper.sweep().leftovers()).isEqualTo(1);
        assertThat(cutOff.getParent()).isEmptyDirectory();
    }

    @Test
    void a_comparison_stages_nothing() throws IOException {
        int before = snapshots.all().size();
        LiabilitiesImport.Comparison comparison = liabilities.compare(file("dry", 9), Progress.SILENT);

        assertThat(comparison.accounts()).isEqualTo(1);
        assertThat(comparison.totals().getFirst().now()).isEqualTo(9);
        assertThat(snapshots.all()).hasSize(before);
    }

    @Test
    void an_unknown_capability_is_not_found_and_the_check_page_is_served() {
        RestAssured.given()
                .when()
                .get("/proofs/" + "ab".repeat(32))
                .then()
                .statusCode(404)
                .contentType(Matchers.startsWith("application/problem+json"));
        RestAssured.given().when().get("/check").then().statusCode(200).body(Matchers.containsString("proof-file"));
    }

    private LiabilitiesImport.Input file(String account, int amount) throws IOException {
        Path csv = temporary.resolve(account + ".csv");
        Files.writeString(
                csv,
                "account,id,entity,asset,kind,amount\n" + account + "," + "ab".repeat(32) + ",Example Ltd," + EUR
                        + ",0," + amount + "\n");
        Files.writeString(
                temporary.resolve(account + ".csv.control.json"),
                "{\"cut_off\":\"2026-01-01T00:00:00Z\",\"rows\":1,\"ledger\":\"test\",\"totals\":[{\"asset\":\"" + EUR
                        + "\",\"kind\":0,\"amount\":\"" + amount + "\"}]}");
        return new LiabilitiesImport.Input(csv, LiabilitiesImport.Input.of(csv).control(), Optional.empty());
    }
}
