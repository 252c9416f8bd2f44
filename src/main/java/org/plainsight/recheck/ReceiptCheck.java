package org.plainsight.recheck;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.SignedStatement.StatementSignature;
import org.plainsight.merkle.Hash32;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.NoteVerification;
import org.plainsight.note.TlogProof;
import org.plainsight.note.VerifierKey;
import org.plainsight.note.WitnessPolicy;

/** One entry, its receipt, and what the reader believes: checked from these alone. */
public final class ReceiptCheck {

    private static final String SUBJECT = "receipt";

    private final Report report;

    public ReceiptCheck(Report report) {
        this.report = report;
    }

    /**
     * @param policy the log, and the witnesses that the reader demands
     * @param file what the reader holds of a file that the entry names
     */
    public void check(String receipt, byte[] entry, WitnessPolicy policy, Optional<byte[]> file) {
        TlogProof proof;
        try {
            proof = TlogProof.parse(receipt);
        } catch (MalformedNoteException e) {
            report.differs(SUBJECT, "is none: " + e.getMessage());
            return;
        }
        Optional<String> problem = proof.verify(entry, policy);
        if (problem.isPresent()) {
            report.differs(SUBJECT, "does not hold for this entry: " + problem.get());
            return;
        }
        Checkpoint head = Checkpoint.parse(proof.checkpoint().text());
        report.agrees(
                SUBJECT,
                "entry " + proof.index() + " of the log " + head.origin() + ", under a checkpoint of " + head.size()
                        + " entries" + time(proof, policy, head));
        if (policy.witnesses().isEmpty()) {
            report.unchecked(
                    SUBJECT,
                    "no witnesses were demanded: the log may have shown you another history than others; give --policy");
        } else {
            report.agrees(
                    SUBJECT,
                    "cosigned as your policy demands, by "
                            + policy.cosigners(proof.checkpoint()).keySet());
        }
        statement(entry, file);
    }

    private static String time(TlogProof proof, WitnessPolicy policy, Checkpoint head) {
        Optional<Instant> time = policy.logs().stream()
                .map(WitnessPolicy.Log::key)
                .filter(key -> key.name().equals(head.origin()))
                .map(key -> key.as(VerifierKey.Type.COSIGNATURE_V1))
                .filter(key -> proof.checkpoint().verify(List.of(key)) instanceof NoteVerification.Verified)
                .findFirst()
                .flatMap(proof.checkpoint()::timeSigned);
        return time.map(at -> ", signed at " + at).orElse(", which does not say when it was signed");
    }

    private void statement(byte[] entry, Optional<byte[]> file) {
        SignedStatement statement;
        try {
            statement = SignedStatement.fromEntry(entry);
        } catch (MalformedStatementException e) {
            report.differs("statement", "is none: " + e.getMessage());
            return;
        }
        Optional<String> problem = statement.falseSignature();
        report.compare(
                problem.isEmpty(),
                "statement",
                statement.disclosure().type() + ", signed by "
                        + statement.signatures().stream()
                                .map(StatementSignature::key)
                                .toList(),
                problem.orElse(""));
        file.ifPresent(bytes -> named(statement, bytes));
    }

    private void named(SignedStatement statement, byte[] bytes) {
        String digest = Hash32.sha256(bytes).toHex();
        Optional<PublishedFile> found = NamedFiles.of(statement.disclosure()).stream()
                .filter(named -> named.sha256().equals(digest) && named.size() == bytes.length)
                .findFirst();
        report.compare(
                found.isPresent(),
                "file",
                "is, byte for byte, the file " + found.map(PublishedFile::path).orElse("")
                        + " that the statement names",
                "is not named by the statement: its SHA-256 is " + digest);
    }
}
