package org.plainsight.liabilities.proof;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.evidence.Verdict;
import org.plainsight.liabilities.CustomerIdentity;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.MalformedHashException;
import org.plainsight.note.VerifierKey;

/**
 * A customer's complaint that the operator signed balances which are not in the published roots. It holds S of the
 * account and the proof file as it was handed out, and not who the customer is.
 *
 * @param account S of the account
 */
public record Complaint(Hash32 account, ProofFile proof) {

    public static final String FORMAT = "plainsight-complaint-v1";

    /** Makes the complaint of a customer about a file. */
    public static byte[] make(byte[] proofFile, CustomerIdentity customer) {
        ProofFile proof = ProofCodec.read(proofFile);
        Hash32 account = proof.header().snapshot().accountSecret(proof.salt(), customer.digest());
        return CanonicalJson.write(Json.object()
                .put("format", FORMAT)
                .put("account", account.toHex())
                .put("proof", new String(proofFile, StandardCharsets.UTF_8))
                .build());
    }

    /** @throws MalformedProofException when the bytes are no complaint; the message says what is wrong */
    public static Complaint read(byte[] json) {
        try {
            Json.Obj o = Json.asObject(CanonicalJson.read(json));
            o.allowOnly("format", "account", "proof");
            if (!o.text("format").equals(FORMAT)) {
                throw new MalformedStatementException("not a file of format " + FORMAT);
            }
            return new Complaint(
                    Hash32.fromHex(o.text("account")),
                    ProofCodec.read(o.text("proof").getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedStatementException | MalformedHashException e) {
            throw new MalformedProofException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Judges the complaint by what it holds and by the log's key.
     *
     * @param answer a proof file that the operator gives for this account, where it gave one
     * @return valid: the operator contradicts itself, and nothing else is needed to see it; inconclusive: the operator
     *     signed these balances and has not shown them in its roots, which only it can do; invalid: the complaint is
     *     false
     */
    public Verdict judge(VerifierKey log, Optional<ProofFile> answer) {
        LoggedHeader logged = logged(log);
        if (!(logged instanceof LoggedHeader.Found(LiabilitiesStatement statement, List<String> signers))) {
            return Verdict.invalid("the complaint does not show what the public log says of the snapshot");
        }
        ProofVerifier verifier = ProofVerifier.ofAccount(proof, account, logged);
        if (verifier.statement().outcome() != ProofReport.Outcome.OK) {
            return Verdict.invalid("the operator did not sign these balances for this account: "
                    + verifier.statement().words());
        }
        if (!statement.header().equals(proof.header().hash().toHex())) {
            return statement.snapshotId().equals(proof.header().snapshot().hex())
                    ? Verdict.valid("the operator signed balances under header "
                            + proof.header().hash() + " and logged header " + statement.header()
                            + " for the same snapshot " + statement.snapshotId())
                    : Verdict.invalid("the complaint shows the log entry of another snapshot");
        }
        if (verifier.balancesHold()) {
            return Verdict.invalid("the balances that the operator signed are in the published totals");
        }
        return answer.filter(given -> answers(given, logged)).isPresent()
                ? Verdict.invalid("the operator's answer shows the signed balances in the published totals")
                : Verdict.inconclusive("the operator signed these balances, and what it gave the customer does not lead"
                        + " to its published totals; only the operator can show that they are in them");
    }

    private LoggedHeader logged(VerifierKey log) {
        return proof.log()
                .map(receipt -> LoggedHeader.fromReceipt(receipt, log))
                .orElseGet(() -> new LoggedHeader.Unreachable("the proof carries no log receipt"));
    }

    /** Whether another proof shows the very balances that the statement signs, in the logged roots. */
    private boolean answers(ProofFile given, LoggedHeader logged) {
        return given.balances(account).equals(proof.balances(account))
                && ProofVerifier.ofAccount(given, account, logged).balancesHold();
    }
}
