package org.plainsight.liabilities.proof;

import java.util.List;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.TlogProof;
import org.plainsight.note.VerifierKey;

/** What the log says of a snapshot: the verifier takes the header from here, never from the customer's file. */
public sealed interface LoggedHeader {

    /** @param signers keys whose signatures under the statement hold */
    record Found(LiabilitiesStatement statement, List<String> signers) implements LoggedHeader {
        public Found {
            signers = List.copyOf(signers);
        }
    }

    /** The log could not be asked. */
    record Unreachable(String reason) implements LoggedHeader {}

    /** The log's evidence does not hold. */
    record Contradicted(String reason) implements LoggedHeader {}

    /** From the entry and receipt that a proof file carries, believed because of the log's key alone. */
    static LoggedHeader fromReceipt(ProofFile.LogReceipt log, VerifierKey key) {
        try {
            TlogProof receipt = TlogProof.parse(log.receipt());
            byte[] entry = log.entry().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            if (receipt.index() != log.index()) {
                return new Contradicted("the receipt is for another entry of the log");
            }
            return receipt.verify(entry, key)
                    .<LoggedHeader>map(Contradicted::new)
                    .orElseGet(() -> fromEntry(entry));
        } catch (MalformedNoteException e) {
            return new Contradicted("the log receipt cannot be read: " + e.getMessage());
        }
    }

    /** From an entry that is known to be in the log. */
    static LoggedHeader fromEntry(byte[] entry) {
        try {
            SignedStatement signed = SignedStatement.fromEntry(entry);
            if (!(signed.disclosure() instanceof LiabilitiesStatement statement)) {
                return new Contradicted("the log entry is not a liabilities statement");
            }
            List<String> keys = signed.signatures().stream()
                    .map(SignedStatement.StatementSignature::key)
                    .toList();
            if (keys.isEmpty() || !signed.verify(keys.getFirst()).isValid()) {
                return new Contradicted("the signature under the log entry does not hold");
            }
            return new Found(statement, keys);
        } catch (MalformedStatementException e) {
            return new Contradicted("the log entry cannot be read: " + e.getMessage());
        }
    }
}
