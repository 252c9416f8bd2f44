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
import org.plainsight.liabilities.CustomerIdentity;
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

    private static Verdict judge(byte[] complaint) {
        return Complaint.read(complaint).judge(victims.log().key());
    }

    private static byte[] complaint(byte[] file, CustomerIdentity customer) {
        return Complaint.make(file, customer, Optional.empty());
    }

    @Test
    void fake_complaints_against_an_honest_operator_are_refused() {
        List<Forgery.Kind> kinds = Forgery.kinds().stream()
                .filter(kind -> !kind.name().contains("parent-sum")
                        && !kind.name().contains("overflow")
                        && !kind.name().contains("behind the root"))
                .toList();
        int judged = 0;
        for (int n = 0; judged < Runs.count(300, 10_000); n++) {
            Forgery.Kind kind = kinds.get(n % kinds.size());
            Forgery forgery = kind.forger().forge(victims, n / kinds.size());
            byte[] complaint;
            try {
                complaint = complaint(forgery.file(), forgery.customer());
            } catch (MalformedProofException e) {
                continue;
            }
            judged++;
            assertThat(judge(complaint))
                    .as("%s, mutant %s: %s", kind.name(), n / kinds.size(), forgery.text())
                    .isInstanceOf(Verdict.Invalid.class);
        }
    }

    @Test
    void a_complaint_about_a_proof_that_holds_is_false() {
        assertThat(judge(complaint(victims.file(3), Victims.customer(3)))).isInstanceOf(Verdict.Invalid.class);
    }

    /** No answer of the operator is needed: its signature covers the paths. */
    @Test
    void signed_paths_that_do_not_lead_to_the_logged_root_are_upheld_by_the_signature_alone() {
        List<BigInteger> owned = Collections.nCopies(CheatingOperator.ACCOUNTS, BigInteger.TEN);
        CheatingOperator cheat = new CheatingOperator(owned, BigInteger::max, victims.log(), 1);

        for (ProofFile handedOut : List.of(cheat.proof(2), cheat.bentProof(2))) {
            assertThat(judge(complaint(ProofCodec.write(handedOut), CheatingOperator.customer(2))))
                    .isInstanceOf(Verdict.Valid.class);
        }
    }

    @Test
    void a_path_that_the_customer_broke_is_no_longer_what_the_operator_signed() {
        byte[] broken = Edits.asset(victims, 4, a -> Edits.sibling(a, 1, n -> new SumNode(Hash32.sha256(), n.sum())))
                .file();

        assertThat(judge(complaint(broken, Victims.customer(4)))).isInstanceOf(Verdict.Invalid.class);
    }

    /** The operator signed balances under one header and logged another for the same snapshot. */
    @Test
    void two_headers_for_one_snapshot_are_upheld_by_the_signatures_alone() {
        List<BigInteger> owned = Collections.nCopies(CheatingOperator.ACCOUNTS, BigInteger.TEN);
        CheatingOperator shown = new CheatingOperator(owned, BigInteger::add, victims.log(), 5);
        CheatingOperator logged = new CheatingOperator(
                Collections.nCopies(CheatingOperator.ACCOUNTS, BigInteger.ONE), BigInteger::add, victims.log(), 5);
        ProofFile split = shown.proof(1);
        byte[] complaint = complaint(
                ProofCodec.write(new ProofFile(
                        split.header(),
                        split.salt(),
                        split.assets(),
                        split.statement(),
                        logged.proof(1).log())),
                CheatingOperator.customer(1));

        assertThat(judge(complaint)).isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void a_proof_without_receipt_is_judged_by_the_receipt_beside_it_and_not_without() {
        List<BigInteger> owned = Collections.nCopies(CheatingOperator.ACCOUNTS, BigInteger.TEN);
        ProofFile p = new CheatingOperator(owned, BigInteger::max, victims.log(), 6).proof(3);
        byte[] unlogged =
                ProofCodec.write(new ProofFile(p.header(), p.salt(), p.assets(), p.statement(), Optional.empty()));

        assertThat(judge(complaint(unlogged, CheatingOperator.customer(3)))).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(judge(Complaint.make(unlogged, CheatingOperator.customer(3), p.log())))
                .isInstanceOf(Verdict.Valid.class);
    }
}
