package org.plainsight.liabilities.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.evidence.Verdict;
import org.plainsight.liabilities.proof.Complaint;
import org.plainsight.liabilities.proof.MalformedProofException;
import org.plainsight.liabilities.proof.ProofCodec;
import org.plainsight.liabilities.proof.ProofFile;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumNode;
import org.plainsight.testing.Runs;

/** What the operator signed is held against it; what it did not sign, or what is in its totals, is not. */
class ComplaintTest {

    @TempDir
    static Path temporary;

    private static Victims victims;

    @BeforeAll
    static void build() throws IOException {
        victims = Victims.build(temporary);
    }

    private static Verdict judge(byte[] complaint, Optional<ProofFile> answer) {
        return Complaint.read(complaint).judge(victims.log().key(), answer);
    }

    @Test
    void fake_complaints_against_an_honest_operator_are_never_upheld() {
        List<Forgery.Kind> kinds = Forgery.kinds().stream()
                .filter(kind -> !kind.name().contains("parent-sum")
                        && !kind.name().contains("overflow")
                        && !kind.name().contains("behind the root"))
                .toList();
        int judged = 0;
        for (int n = 0; n < Runs.count(400, 10_000); n++) {
            int i = n / kinds.size();
            Forgery forgery = kinds.get(n % kinds.size()).forger().forge(victims, i);
            ProofFile answer = victims.proof(i);
            byte[] complaint;
            try {
                complaint = Complaint.make(forgery.file(), forgery.customer());
            } catch (MalformedProofException e) {
                continue;
            }
            judged++;
            assertThat(judge(complaint, Optional.empty())).as(forgery.text()).isNotInstanceOf(Verdict.Valid.class);
            // open ones ask for the operator's answer, and an honest operator has one
            if (judge(complaint, Optional.empty()) instanceof Verdict.Inconclusive) {
                assertThat(judge(complaint, Optional.of(answerFor(forgery, answer, i))))
                        .as("%s of %s", kinds.get(n % kinds.size()).name(), i)
                        .isInstanceOf(Verdict.Invalid.class);
            }
        }
        assertThat(judged).isGreaterThan(Runs.count(400, 10_000) / 3);
    }

    private static ProofFile answerFor(Forgery forgery, ProofFile usual, int i) {
        for (int customer = i; customer < i + Victims.CUSTOMERS; customer++) {
            if (Victims.customer(customer).equals(forgery.customer())) {
                return victims.proof(customer);
            }
        }
        return usual;
    }

    @Test
    void a_complaint_about_a_proof_that_holds_is_false() {
        byte[] complaint = Complaint.make(victims.file(3), Victims.customer(3));

        assertThat(judge(complaint, Optional.empty())).isInstanceOf(Verdict.Invalid.class);
    }

    /** Signed, and not in the roots: the operator alone could show the way, and has none. */
    @Test
    void signed_balances_that_lead_nowhere_stay_open_until_the_operator_shows_them() {
        List<BigInteger> owned = Collections.nCopies(CheatingOperator.ACCOUNTS, BigInteger.TEN);
        CheatingOperator cheat = new CheatingOperator(owned, BigInteger::max, victims.log(), 1);
        byte[] complaint = Complaint.make(ProofCodec.write(cheat.proof(2)), CheatingOperator.customer(2));

        assertThat(judge(complaint, Optional.empty())).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(judge(complaint, Optional.of(cheat.bentProof(2)))).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(judge(complaint, Optional.of(victims.proof(2)))).isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void a_broken_way_to_signed_balances_is_answered_by_the_right_way() {
        ProofFile good = victims.proof(4);
        byte[] complaint = Complaint.make(
                Edits.asset(victims, 4, a -> Edits.sibling(a, 1, n -> new SumNode(Hash32.sha256(), n.sum())))
                        .file(),
                Victims.customer(4));

        assertThat(judge(complaint, Optional.empty())).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(judge(complaint, Optional.of(good))).isInstanceOf(Verdict.Invalid.class);
    }

    /** The operator signed balances under one header and logged another for the same snapshot. */
    @Test
    void two_headers_for_one_snapshot_are_upheld_by_the_signatures_alone() {
        List<BigInteger> owned = Collections.nCopies(CheatingOperator.ACCOUNTS, BigInteger.TEN);
        CheatingOperator shown = new CheatingOperator(owned, BigInteger::add, victims.log(), 5);
        CheatingOperator logged = new CheatingOperator(
                Collections.nCopies(CheatingOperator.ACCOUNTS, BigInteger.ONE), BigInteger::add, victims.log(), 5);
        ProofFile split = shown.proof(1);
        byte[] complaint = Complaint.make(
                ProofCodec.write(new ProofFile(
                        split.header(),
                        split.salt(),
                        split.assets(),
                        split.statement(),
                        logged.proof(1).log())),
                CheatingOperator.customer(1));

        assertThat(judge(complaint, Optional.empty())).isInstanceOf(Verdict.Valid.class);
    }
}
