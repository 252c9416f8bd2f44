package org.plainsight.testing;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.disclosure.PolicyStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;
import org.plainsight.merkle.SubtreeHashes;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.NoteSignature;
import org.plainsight.note.NoteSigner;
import org.plainsight.note.SignedNote;
import org.plainsight.note.SigningKey;
import org.plainsight.note.TlogProof;
import org.plainsight.note.VerifierKey;

/** A log of seven statements, each of which names one file, and receipts of it under any witnesses. */
public final class TestReceipts {

    public static final String ORIGIN = "portal.example/log";
    public static final Instant TIME = Instant.parse("2026-11-24T10:00:00Z");

    /** The file that the statement of entry n names as /p/n. */
    private static final byte[] DOCUMENT = "what is counted".getBytes(StandardCharsets.UTF_8);

    private final SigningKey log = key(ORIGIN);
    private final List<byte[]> entries = new ArrayList<>();

    public TestReceipts() {
        TestSigner operator = TestSigner.operator();
        for (int i = 0; i < 7; i++) {
            PublishedFile file =
                    new PublishedFile("/p/" + i, Hash32.sha256(DOCUMENT).toHex(), DOCUMENT.length);
            entries.add(SignedStatement.sign(new PolicyStatement("policy " + i, file), operator)
                    .toEntry());
        }
    }

    public static SigningKey key(String name) {
        return SigningKey.generate(name, new SecureRandom());
    }

    /** A tlog-policy that demands this witness, under the name w. */
    public static String policy(SigningKey witness) {
        return "witness w " + witness.verifier().as(VerifierKey.Type.COSIGNATURE_V1) + "\nquorum w\n";
    }

    public static byte[] document() {
        return DOCUMENT.clone();
    }

    public String logKey() {
        return log.verifier().toString();
    }

    public byte[] entry(int index) {
        return entries.get(index);
    }

    public String receipt(int index, SigningKey... cosigners) {
        List<Hash32> leaves = entries.stream().map(LogTree::leafHash).toList();
        Checkpoint head = new Checkpoint(ORIGIN, leaves.size(), LogTree.root(leaves));
        NoteSigner lines = new NoteSigner(log.verifier(), log::sign);
        List<NoteSignature> signatures =
                new ArrayList<>(List.of(lines.sign(head.toString()), lines.cosign(head, TIME)));
        for (SigningKey cosigner : cosigners) {
            signatures.add(new NoteSigner(cosigner.verifier(), cosigner::sign).cosign(head, TIME));
        }
        List<Hash32> path = LogTree.inclusionProof(index, leaves.size(), SubtreeHashes.ofLeaves(leaves));
        return new TlogProof(Optional.empty(), index, path, new SignedNote(head.toString(), signatures)).toString();
    }
}
