package org.plainsight.note;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogProof;
import org.plainsight.merkle.LogTree;
import org.plainsight.merkle.MalformedHashException;

/**
 * A receipt that can be checked offline, c2sp.org/tlog-proof@v1: an entry stands at an index of the tree a checkpoint
 * signs.
 *
 * @param extra opaque bytes in base64 that nobody signs
 */
public record TlogProof(Optional<String> extra, long index, List<Hash32> hashes, SignedNote checkpoint) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final int MAX_HASHES = 63;
    private static final int MAX_LENGTH = 2 * SignedNote.MAX_BYTES;

    public TlogProof {
        if (index < 0) {
            throw new MalformedNoteException("negative index " + index);
        }
        hashes = List.copyOf(hashes);
        if (hashes.size() > MAX_HASHES) {
            throw new MalformedNoteException("a proof has at most " + MAX_HASHES + " hashes");
        }
        extra.ifPresent(text -> NoteText.base64(text, "the extra line"));
        Checkpoint.parse(checkpoint.text());
    }

    /** @throws MalformedNoteException when the text is no proof */
    public static TlogProof parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new MalformedNoteException("a proof is at most " + MAX_LENGTH + " characters long");
        }
        int blank = text.indexOf("\n\n");
        if (blank < 0) {
            throw new MalformedNoteException("a proof has a blank line before its checkpoint");
        }
        List<String> lines = new ArrayList<>(List.of(text.substring(0, blank).split("\n", MAX_HASHES + 5)));
        if (!lines.removeFirst().equals(HEADER)) {
            throw new MalformedNoteException("a proof begins with the line " + HEADER);
        }
        Optional<String> extra = Optional.empty();
        if (!lines.isEmpty() && lines.getFirst().startsWith("extra ")) {
            extra = Optional.of(lines.removeFirst().substring("extra ".length()));
        }
        if (lines.isEmpty() || !lines.getFirst().startsWith("index ")) {
            throw new MalformedNoteException("a proof has a line: index <number>");
        }
        long index = NoteText.decimal(lines.removeFirst().substring("index ".length()), "the index of a proof");
        List<Hash32> hashes = new ArrayList<>();
        for (String line : lines) {
            hashes.add(hash(line));
        }
        return new TlogProof(extra, index, hashes, SignedNote.parse(text.substring(blank + 2)));
    }

    /** What is wrong; empty when the log that owns this key has the entry at this index. */
    public Optional<String> verify(byte[] entry, VerifierKey log) {
        return verify(entry, WitnessPolicy.of(log));
    }

    /** What is wrong; empty when a log of the policy has the entry at this index, and the quorum saw that. */
    public Optional<String> verify(byte[] entry, WitnessPolicy policy) {
        Optional<String> problem = policy.problem(checkpoint);
        if (problem.isPresent()) {
            return problem.map(reason -> "the checkpoint: " + reason);
        }
        Checkpoint head = Checkpoint.parse(checkpoint.text());
        return LogProof.verifyInclusion(index, head.size(), LogTree.leafHash(entry), hashes, head.root());
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        extra.ifPresent(base64 -> text.append("extra ").append(base64).append('\n'));
        text.append("index ").append(index).append('\n');
        hashes.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }

    private static Hash32 hash(String line) {
        try {
            return Hash32.fromBase64(line);
        } catch (MalformedHashException e) {
            throw new MalformedNoteException("a line of the proof: " + e.getMessage(), e);
        }
    }
}
