package org.plainsight.liabilities.adversary;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.StatementSigner;
import org.plainsight.liabilities.proof.LoggedHeader;
import org.plainsight.liabilities.proof.ProofFile;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;
import org.plainsight.merkle.SubtreeHashes;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.NoteSigner;
import org.plainsight.note.SignedNote;
import org.plainsight.note.SigningKey;
import org.plainsight.note.TlogProof;
import org.plainsight.note.VerifierKey;

/** A log of few entries that gives receipts for what it is told. */
public final class SampleLog {

    private static final int INDEX = 3;
    private static final int ENTRIES = 6;

    private final SigningKey key = SigningKey.generate("log.example.com/sample", new SecureRandom());

    /** The key that the verifiers trust. */
    public VerifierKey key() {
        return key.verifier();
    }

    /** The receipt of a statement, at a place among other entries. */
    public ProofFile.LogReceipt receipt(LiabilitiesStatement statement, StatementSigner signer) {
        return receipt(SignedStatement.sign(statement, signer).toEntry());
    }

    ProofFile.LogReceipt receipt(byte[] entry) {
        List<Hash32> leaves = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            leaves.add(LogTree.leafHash(i == INDEX ? entry : new byte[] {(byte) i}));
        }
        Checkpoint head = new Checkpoint(key.verifier().name(), ENTRIES, LogTree.root(leaves));
        NoteSigner lines = new NoteSigner(key.verifier(), key::sign);
        TlogProof proof = new TlogProof(
                Optional.empty(),
                INDEX,
                LogTree.inclusionProof(INDEX, ENTRIES, SubtreeHashes.ofLeaves(leaves)),
                new SignedNote(head.toString(), List.of(lines.sign(head.toString()))));
        return new ProofFile.LogReceipt(INDEX, new String(entry, StandardCharsets.UTF_8), proof.toString());
    }

    /** What a verifier that knows only the log's key learns from a file. */
    public LoggedHeader find(ProofFile proof) {
        return proof.log()
                .map(log -> LoggedHeader.fromReceipt(log, key()))
                .orElseGet(() -> new LoggedHeader.Unreachable("no receipt"));
    }
}
