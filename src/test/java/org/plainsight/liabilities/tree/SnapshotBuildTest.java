package org.plainsight.liabilities.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plainsight.evidence.Verdict;
import org.plainsight.liabilities.LiabilitiesImport;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.balances.Balances;
import org.plainsight.liabilities.proof.ProofCodec;
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
    void a_proof_written_from_the_mapped_files_is_canonical_and_holds_in_every_step() throws IOException {
        for (int customers : new int[] {1, 2, 5, 9, 33, 260}) {
            SampleSnapshot some = SampleSnapshot.build(temporary.resolve("canonical-" + customers), customers, 3);
            for (int i = 0; i < customers; i++) {
                byte[] file = some.file(i);
                assertThat(new String(ProofCodec.write(ProofCodec.read(file)), StandardCharsets.UTF_8))
                        .isEqualTo(new String(file, StandardCharsets.UTF_8));
                assertThat(some.verify(file, SampleSnapshot.customer(i))
                                .verdict()
                                .isValid())
                        .isTrue();
            }
        }
    }

    @Test
    void the_largest_moves_are_those_of_accounts_that_came_went_or_changed() throws IOException {
        SampleSnapshot before = SampleSnapshot.build(temporary.resolve("moves-before"), 40, 21);
        SampleSnapshot after = SampleSnapshot.build(temporary.resolve("moves-after"), 45, 22);
        try (Balances now = SampleSnapshot.read(after.directory)) {
            List<LiabilitiesImport.Move> moves = LargestMoves.between(before.directory, now, 3);

            for (String asset : SampleSnapshot.ASSETS) {
                Map<String, BigInteger> was = amounts(before, asset);
                Map<String, BigInteger> is = amounts(after, asset);
                List<BigInteger> differences = Stream.concat(was.keySet().stream(), is.keySet().stream())
                        .distinct()
                        .map(account -> is.getOrDefault(account, BigInteger.ZERO)
                                .subtract(was.getOrDefault(account, BigInteger.ZERO))
                                .abs())
                        .sorted(Comparator.reverseOrder())
                        .limit(3)
                        .toList();
                List<LiabilitiesImport.Move> found = moves.stream()
                        .filter(move -> move.asset().toString().equals(asset))
                        .toList();
                assertThat(found.stream()
                                .map(move -> move.now().subtract(move.before()).abs()))
                        .containsExactlyElementsOf(differences);
                assertThat(found).allSatisfy(move -> {
                    assertThat(move.before()).isEqualTo(was.getOrDefault(move.account(), BigInteger.ZERO));
                    assertThat(move.now()).isEqualTo(is.getOrDefault(move.account(), BigInteger.ZERO));
                });
            }
        }
    }

    private static Map<String, BigInteger> amounts(SampleSnapshot sample, String asset) throws IOException {
        return Files.readAllLines(sample.directory.balances()).stream()
                .map(row -> row.split(","))
                .filter(cells -> cells[3].equals(asset))
                .collect(Collectors.toMap(cells -> cells[0], cells -> new BigInteger(cells[5])));
    }

    @Test
    void a_proof_file_of_four_assets_stays_small() throws IOException {
        SampleSnapshot sample = SampleSnapshot.build(temporary.resolve("s"), 300, 9);
        assertThat(sample.file(17).length).isLessThan(15_000);
    }
}
