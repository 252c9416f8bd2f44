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
 * account and the proof file as it was handed out, and not who the customer is. What the operator signed commits to the
 * paths it handed out, so the file alone decides.
 *
 * @param account S of the account
 * @param log what the log says of the snapshot; the proof's own, or given beside a proof that carries none
 */
public record Complaint(Hash32 account, ProofFile proof, Optional<ProofFile.LogReceipt> log) {

    public static final String FORMAT = "plainsight-complaint-v1";

    /**
     * Makes the complaint of a customer about a file.
     *
     * @param log for a proof that carries no receipt
     */
    public static byte[] make(byte[] proofFile, CustomerIdentity customer, Optional<ProofFile.LogReceipt> log) {
        ProofFile proof = ProofCodec.read(proofFile);
        Hash32 account = proof.header().snapshot().accountSecret(proof.salt(), customer.digest());
        return CanonicalJson.write(Json.object()
                .put("format", FORMAT)
                .put("account", account.toHex())
                .put("proof", new String(proofFile, StandardCharsets.UTF_8))
                .putOptional("log", log.map(ProofCodec::writeLog))
                .build());
    }

    /** @throws MalformedProofException when the bytes are no complaint; the message says what is wrong */
    public static Complaint read(byte[] json) {
        try {
            Json.Obj o = Json.asObject(CanonicalJson.read(json));
            o.allowOnly("format", "account", "proof", "log");
            if (!o.text("format").equals(FORMAT)) {
                throw new MalformedStatementException("not a file of format " + FORMAT);
            }
            ProofFile proof = ProofCodec.read(o.text("proof").getBytes(StandardCharsets.UTF_8));
            return new Complaint(
                    Hash32.fromHex(o.text("account")),
                    proof,
                    o.optionalObject("log").map(ProofCodec::readLog).or(proof::log));
        } catch (MalformedStatementException | MalformedHashException e) {
            throw new MalformedProofException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Judges the complaint by what it holds and by the log's key.
     *
     * @return valid: the operator signed what is not in its published totals, and nothing else is needed to see it;
     *     invalid: the complaint is false; inconclusive: it does not show what the log says of the snapshot
     */
    public Verdict judge(VerifierKey key) {
        if (log.isEmpty()) {
            return Verdict.inconclusive(
                    "the complaint carries no receipt of the public log; make it with the log's entry"
                            + " and receipt of the snapshot's statement");
        }
        LoggedHeader logged = LoggedHeader.fromReceipt(log.get(), key);
        if (!(logged instanceof LoggedHeader.Found(LiabilitiesStatement statement, List<String> signers))) {
            return Verdict.invalid("the complaint does not show what the public log says of the snapshot");
        }
        ProofVerifier verifier = ProofVerifier.ofAccount(proof, account, logged);
        if (verifier.statement().outcome() != ProofReport.Outcome.OK) {
            return Verdict.invalid("the operator did not sign these balances and paths for this account: "
                    + verifier.statement().words());
        }
        if (!statement.snapshotId().equals(proof.header().snapshot().hex())) {
            return Verdict.invalid("the complaint shows the log entry of another snapshot");
        }
        if (!statement.header().equals(proof.header().hash().toHex())) {
            return Verdict.valid("the operator signed balances under header "
                    + proof.header().hash() + " and logged header " + statement.header() + " for the same snapshot "
                    + statement.snapshotId());
        }
        return verifier.balancesHold()
                ? Verdict.invalid("the balances that the operator signed are in the published totals")
                : Verdict.valid(
                        "the operator signed these balances with these paths, and they do not lead to the totals"
                                + " that it published in snapshot " + statement.snapshotId());
    }
}
