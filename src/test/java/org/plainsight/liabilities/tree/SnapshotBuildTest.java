package org.plainsight.liabilities.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plainsight.evidence.Verdict;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.proof.ProofReport;
import org.plainsight.merkle.Hash32;

class SnapshotBuildTest {

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 16, 17, 33, 100, 257})
    void every_customer_of_a_snapshot_of_any_size_has_a_proof_that_holds(int customers) throws IOException {
        SampleSnapshot sample = SampleSnapshot.build(temporary.resolve("s"), customers, customers);

        assertThatCode(() -> SnapshotBuild.check(sample.directory, sample.record, Progress.SILENT))
                .doesNotThrowAnyException();
        for (int i = 0; i < customers; i++) {
            ProofReport report = sample.verify(sample.file(i), SampleSnapshot.customer(i));
            assertThat(report.verdict()).as("customer %s: %s", i, report).isInstanceOf(Verdict.Valid.class);
        }
    }

    @Test
    void the_same_input_and_key_give_the_same_roots() throws IOException {
        SampleSnapshot one = SampleSnapshot.build(temporary.resolve("one"), 60, 5);
        SampleSnapshot two = SampleSnapshot.build(temporary.resolve("two"), 60, 5);

        assertThat(one.record).isEqualTo(two.record);
        assertThat(one.statement.header()).isEqualTo(two.statement.header());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 10, 100, 1000, 4097})
    void a_permutation_reaches_every_place_once(int size) {
        Permutation permutation = new Permutation(new Prf(new byte[32]), size);
        BitSet reached = new BitSet();
        for (int i = 0; i < size; i++) {
            reached.set(permutation.apply(i));
            assertThat(permutation.invert(permutation.apply(i))).isEqualTo(i);
        }
        assertThat(reached.cardinality()).isEqualTo(size);
        assertThat(reached.length()).isEqualTo(size);
    }

    @Test
    void any_single_bit_that_turns_in_a_staged_file_is_caught_by_the_second_path() throws IOException {
        SampleSnapshot sample = SampleSnapshot.build(temporary.resolve("s"), 40, 7);
        SnapshotDirectory directory = sample.directory;
        List<Path> files = new ArrayList<>(directory.trees(sample.record.trees().size()));
        files.addAll(List.of(
                directory.secrets(),
                directory.capabilities(),
                directory.references(),
                directory.balances(),
                directory.control(),
                directory.buildRecord(),
                directory.path().resolve("key")));
        Random random = new Random(11);
        int faults = Boolean.getBoolean("plainsight.nightly") ? 10_000 : 400;
        for (int fault = 0; fault < faults; fault++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] sound = Files.readAllBytes(file);
            byte[] faulty = sound.clone();
            int bit = random.nextInt(8 * faulty.length);
            faulty[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, faulty);
            assertThat(catchThrowable(
                            () -> SnapshotBuild.check(directory, SnapshotBuild.readRecord(directory), Progress.SILENT)))
                    .as("bit %s of %s", bit, file.getFileName())
                    .isInstanceOf(RuntimeException.class);
            Files.write(file, sound);
        }
        assertThatCode(() -> SnapshotBuild.check(directory, sample.record, Progress.SILENT))
                .doesNotThrowAnyException();
    }

    @Test
    void the_upper_tree_adds_up_to_the_roots() throws IOException {
        SampleSnapshot sample = SampleSnapshot.build(temporary.resolve("s"), 2_500, 3);
        byte[] upper = Files.readAllBytes(
                sample.directory.sealed(sample.statement.header()).resolve("upper-tree"));

        List<UpperTree.Top> tops = UpperTree.check(upper);
        assertThat(tops).allMatch(top -> top.fault().isEmpty());
        assertThat(tops.stream().map(top -> top.root().hash().toHex()).toList())
                .isEqualTo(sample.record.trees().stream().map(t -> t.root()).toList());

        byte[] forged = upper.clone();
        forged[forged.length - 100] ^= 1;
        assertThat(UpperTree.check(forged)).anyMatch(top -> top.fault().isPresent());
        assertThat(UpperTree.check(java.util.Arrays.copyOf(upper, upper.length - 1)))
                .anyMatch(top -> top.fault().isPresent());
    }

    @Test
    void a_capability_of_nobody_is_not_found() throws IOException {
        SampleSnapshot sample = SampleSnapshot.build(temporary.resolve("s"), 5, 3);
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            byte[] guess = new byte[32];
            random.nextBytes(guess);
            assertThat(sample.maker.find(Hash32.of(guess))).isEmpty();
            assertThat(sample.maker.decoy(Hash32.of(guess))).isBetween(0, 4);
        }
    }

    @Test
    void a_proof_file_of_four_assets_stays_small() throws IOException {
        SampleSnapshot sample = SampleSnapshot.build(temporary.resolve("s"), 300, 9);
        assertThat(sample.file(17).length).isLessThan(15_000);
    }
}
