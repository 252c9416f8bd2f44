package org.plainsight.liabilities.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plainsight.evidence.Verdict;
import org.plainsight.liabilities.proof.LoggedHeader;
import org.plainsight.liabilities.proof.ProofCodec;
import org.plainsight.liabilities.proof.ProofFile;
import org.plainsight.liabilities.proof.ProofReport;
import org.plainsight.liabilities.proof.ProofVerifier;
import org.plainsight.testing.Runs;

/** Every known forgery that one file can show, by name: none survives, and each names who detects it. */
class AdversaryTest {

    @TempDir
    static Path temporary;

    private static Victims victims;

    @BeforeAll
    static void build() throws IOException {
        victims = Victims.build(temporary);
    }

    static Stream<Forgery.Kind> kinds() {
        return Forgery.kinds().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void no_forged_proof_survives(Forgery.Kind kind) {
        for (int i = 0; i < Runs.count(24, 1_000); i++) {
            Forgery forgery = kind.forger().forge(victims, i);
            boolean honest = forgery.equals(new Forgery(victims.text(i), Victims.customer(i)));
            assertThat(honest).as("mutant %s is honest", i).isFalse();
            ProofReport report = victims.verify(forgery.file(), forgery.customer());
            assertThat(report.verdict()).as("mutant %s", i).isInstanceOf(Verdict.Invalid.class);
            assertThat(report.steps().stream()
                            .filter(s -> s.outcome() == ProofReport.Outcome.FAILED)
                            .map(s -> s.name().replaceFirst(" .*", "")))
                    .as("mutant %s: %s", i, report)
                    .containsAnyElementsOf(kind.detectors());
        }
    }

    @Test
    void honest_proofs_hold_in_every_step() {
        for (int i = 0; i < Victims.CUSTOMERS; i++) {
            ProofReport report = victims.verify(victims.file(i), Victims.customer(i));
            assertThat(report.verdict()).as("%s", report).isInstanceOf(Verdict.Valid.class);
        }
    }

    /** Shows that the cheating operator's roots fail for the cheat alone. */
    @Test
    void an_operator_of_the_same_kind_that_adds_honestly_convinces_everybody() {
        List<BigInteger> owned = Collections.nCopies(CheatingOperator.ACCOUNTS, BigInteger.valueOf(21));
        CheatingOperator honest = new CheatingOperator(owned, BigInteger::add, victims.log, 0);
        for (int i = 0; i < CheatingOperator.ACCOUNTS; i++) {
            ProofReport report = victims.verify(ProofCodec.write(honest.proof(i)), CheatingOperator.customer(i));
            assertThat(report.verdict()).as("%s", report).isInstanceOf(Verdict.Valid.class);
        }
    }

    @Test
    void any_single_changed_byte_of_a_file_changes_the_verdict() {
        Random random = new Random(20260101);
        for (int i = 0; i < Runs.count(600, 30_000); i++) {
            byte[] file = victims.file(i);
            int at = random.nextInt(file.length);
            file[at] ^= (byte) (1 << random.nextInt(8));
            assertThat(victims.verify(file, Victims.customer(i)).verdict())
                    .as("byte %s of customer %s", at, i)
                    .isNotInstanceOf(Verdict.Valid.class);
        }
    }

    @Test
    void what_could_not_be_checked_is_never_valid() {
        ProofFile unlogged = new ProofFile(
                victims.proof(0).header(),
                victims.proof(0).salt(),
                victims.proof(0).assets(),
                victims.proof(0).statement(),
                java.util.Optional.empty());
        for (ProofFile proof : List.of(unlogged, victims.proof(0))) {
            ProofReport report = ProofVerifier.verify(
                    ProofCodec.write(proof), Victims.customer(0), p -> new LoggedHeader.Unreachable("no network"));
            assertThat(report.verdict()).isInstanceOf(Verdict.Inconclusive.class);
            assertThat(report.steps())
                    .extracting(ProofReport.Step::name)
                    .containsExactly("file", "log", "asset 0", "asset 1", "asset 2", "statement");
        }
    }
}
