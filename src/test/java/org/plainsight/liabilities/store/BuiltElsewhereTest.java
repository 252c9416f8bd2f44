package org.plainsight.liabilities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.asset.Amount;
import org.plainsight.liabilities.LiabilitiesPolicy;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.balances.AmountScale;
import org.plainsight.liabilities.balances.Balances;
import org.plainsight.liabilities.balances.BalancesReader;
import org.plainsight.liabilities.tree.BuildRecord;
import org.plainsight.liabilities.tree.ChunkPolicy;
import org.plainsight.liabilities.tree.SampleSnapshot;
import org.plainsight.liabilities.tree.SnapshotDirectory;
import org.plainsight.testing.Altered;
import org.plainsight.testing.Runs;

/** A directory from another machine is taken in only where its input gives every byte of it. */
class BuiltElsewhereTest {

    /** Its defects are named by row and column. */
    private static final Set<String> INPUT = Set.of("balances.csv", "control.json");

    @TempDir
    Path temporary;

    private SnapshotDirectory built;
    private BuildRecord record;
    private int copies;

    @BeforeEach
    void build() throws IOException {
        built = SampleSnapshot.build(temporary.resolve("built"), 40, 3).unsealed().directory;
        record = new BuiltElsewhere(built).record();
    }

    private SnapshotDirectory adopt(SnapshotDirectory from) throws IOException {
        BuiltElsewhere elsewhere = new BuiltElsewhere(from);
        SnapshotDirectory to = SnapshotDirectory.create(temporary.resolve("adopted-" + copies++));
        Files.copy(from.balances(), to.balances());
        Files.copy(from.control(), to.control());
        try (Balances balances = BalancesReader.read(
                to.balances(),
                Files.readAllBytes(to.control()),
                asset -> OptionalInt.of(8),
                LiabilitiesPolicy.standard(),
                Optional.empty(),
                Progress.SILENT)) {
            elsewhere.compare(balances, ChunkPolicy.STANDARD);
        }
        elsewhere.copyAndCheck(to, Progress.SILENT);
        return to;
    }

    private SnapshotDirectory copy() throws IOException {
        Path to = Files.createDirectories(temporary.resolve("copy-" + copies++));
        for (String name : names()) {
            Files.copy(built.path().resolve(name), to.resolve(name));
        }
        return new SnapshotDirectory(to);
    }

    private List<String> names() {
        return List.of(
                "key",
                "build.json",
                "balances.csv",
                "control.json",
                "secrets",
                "references",
                "capabilities",
                "tree-0",
                "tree-1",
                "tree-2");
    }

    @Test
    void a_sound_directory_is_copied_byte_for_byte() throws IOException {
        SnapshotDirectory adopted = adopt(built);

        for (String name : names()) {
            assertThat(adopted.path().resolve(name))
                    .hasSameBinaryContentAs(built.path().resolve(name));
        }
        assertThat(adopted.path().resolve("sealed")).doesNotExist();
    }

    @Test
    void a_flipped_bit_in_any_file_is_refused_by_the_name_of_the_file() throws IOException {
        Random random = new Random(6);
        for (String name : names()) {
            for (int i = 0; i < Runs.count(6, 200); i++) {
                SnapshotDirectory bent = copy();
                Path file = bent.path().resolve(name);
                byte[] bytes = Files.readAllBytes(file);
                int at = random.nextInt(bytes.length);
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, bytes);
                refused(bent, INPUT.contains(name) ? "" : name);
            }
        }
    }

    @Test
    void a_missing_and_a_linked_file_are_refused_by_name() throws IOException {
        for (String name : names()) {
            SnapshotDirectory missing = copy();
            Files.delete(missing.path().resolve(name));
            refused(missing, name);

            SnapshotDirectory linked = copy();
            Files.delete(linked.path().resolve(name));
            Files.createSymbolicLink(linked.path().resolve(name), built.path().resolve(name));
            refused(linked, name + ": not a plain file");
        }
    }

    @Test
    void a_file_shorter_or_longer_by_a_byte_is_refused_by_name() throws IOException {
        for (String name : names()) {
            byte[] bytes = Files.readAllBytes(built.path().resolve(name));
            SnapshotDirectory longer = copy();
            Files.write(longer.path().resolve(name), new byte[] {7}, StandardOpenOption.APPEND);
            refused(longer, INPUT.contains(name) ? "" : name);
            if (!name.equals("balances.csv")) { // whose last line feed may be missing
                SnapshotDirectory shorter = copy();
                Files.write(shorter.path().resolve(name), Arrays.copyOf(bytes, bytes.length - 1));
                refused(shorter, INPUT.contains(name) ? "" : name);
            }
        }
    }

    @Test
    void a_file_that_no_build_leaves_is_refused_by_name() throws IOException {
        for (String name : List.of("tree-3", "tree-0.crc", "key.old")) {
            SnapshotDirectory more = copy();
            Files.writeString(more.path().resolve(name), "?");
            refused(more, name + ": no build leaves this here");
        }
        SnapshotDirectory sealed = copy();
        Files.createDirectories(sealed.sealed("ab".repeat(32)));
        refused(sealed, "sealed: no build leaves this here");
    }

    @Test
    void a_directory_that_is_not_there_is_named() {
        refused(new SnapshotDirectory(temporary.resolve("nowhere")), "there is none at");
    }

    private void refused(SnapshotDirectory directory, String why) {
        assertThatThrownBy(() -> adopt(directory))
                .as("%s", why)
                .isInstanceOf(MalformedBalancesException.class)
                .hasMessageContaining(why);
    }

    @Test
    void files_of_two_builds_of_the_same_input_do_not_mix() throws IOException {
        SnapshotDirectory other =
                SampleSnapshot.build(temporary.resolve("other"), 40, 4).unsealed().directory;
        for (String name : names()) {
            if (Files.mismatch(other.path().resolve(name), built.path().resolve(name)) < 0) {
                continue; // the same accounts have the same references
            }
            SnapshotDirectory mixed = copy();
            Files.delete(mixed.path().resolve(name));
            Files.copy(other.path().resolve(name), mixed.path().resolve(name));
            assertThatThrownBy(() -> adopt(mixed)).as(name).isInstanceOf(MalformedBalancesException.class);
        }
    }

    @Test
    void a_record_that_says_something_else_is_refused_though_its_digest_fits() throws IOException {
        for (Map.Entry<String, UnaryOperator<BuildRecord>> lie : lies().entrySet()) {
            SnapshotDirectory lying = copy();
            Files.delete(lying.buildRecord());
            lying.writeRecord(lie.getValue().apply(record));
            assertThatThrownBy(() -> adopt(lying)).as(lie.getKey()).isInstanceOf(MalformedBalancesException.class);
        }
        SnapshotDirectory honest = copy();
        Files.delete(honest.buildRecord());
        honest.writeRecord(record);
        assertThatCode(() -> adopt(honest)).doesNotThrowAnyException();
    }

    private static Map<String, UnaryOperator<BuildRecord>> lies() {
        Map<String, UnaryOperator<BuildRecord>> lies = new LinkedHashMap<>();
        lies.put("id", r -> with(r, "id", new SnapshotId("ab".repeat(16))));
        lies.put("cut-off", r -> with(r, "cutOff", Instant.EPOCH));
        lies.put("accounts", r -> with(r, "accounts", r.accounts() - 1));
        lies.put("ledger", r -> with(r, "ledger", "another"));
        lies.put("entities", r -> with(r, "entities", List.of("Other Ltd")));
        lies.put("chunks", r -> with(r, "chunks", new ChunkPolicy(0, 4)));
        lies.put("scale", r -> with(r, "scale", new AmountScale(Optional.of(2), true)));
        lies.put(
                "a tree fewer",
                r -> with(r, "trees", r.trees().subList(1, r.trees().size())));
        lies.put("kind", r -> withTree(r, "kind", 1));
        lies.put("decimals", r -> withTree(r, "decimals", 7));
        lies.put("depth", r -> withTree(r, "depth", r.trees().getFirst().depth() + 1));
        lies.put("leaves", r -> withTree(r, "leaves", r.trees().getFirst().leaves() + 1));
        lies.put("total", r -> withTree(r, "total", Amount.of(1)));
        lies.put("root", r -> withTree(r, "root", "cd".repeat(32)));
        return lies;
    }

    private static BuildRecord withTree(BuildRecord record, String component, Object value) {
        List<Snapshot.Tree> trees = new ArrayList<>(record.trees());
        trees.set(0, Altered.with(trees.getFirst(), component, value));
        return with(record, "trees", trees);
    }

    /** With the root that fits its trees, as a liar would make it. */
    private static BuildRecord with(BuildRecord honest, String component, Object value) {
        BuildRecord draft = Altered.with(honest, component, value);
        return Altered.with(draft, "assetsRoot", draft.assetsTree().root().toHex());
    }
}
