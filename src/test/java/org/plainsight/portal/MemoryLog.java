package org.plainsight.portal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.StatementSigner;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.log.TransparencyLog;
import org.plainsight.merkle.Hash32;

/** A log that is always covered by its checkpoint. Its root is a digest of the entries, not a tree. */
final class MemoryLog implements TransparencyLog {

    private static final StatementSigner SIGNER = new StatementSigner() {
        @Override
        public SignerRole role() {
            return SignerRole.OPERATOR;
        }

        @Override
        public String publicKey() {
            return "a1".repeat(32);
        }

        @Override
        public byte[] sign(byte[] message) {
            return new byte[64];
        }
    };

    private final Instant signedAt;
    private final List<byte[]> entries = new ArrayList<>();

    MemoryLog(Instant signedAt) {
        this.signedAt = signedAt;
    }

    long append(Disclosure disclosure) {
        entries.add(SignedStatement.sign(disclosure, SIGNER).toEntry());
        return size() - 1;
    }

    void clear() {
        entries.clear();
    }

    @Override
    public List<Long> append(List<byte[]> added) {
        // Only the start appends here, to introduce the keys; the pages' entries are added one by one.
        return LongStream.range(size(), size() + added.size()).boxed().toList();
    }

    @Override
    public long size() {
        return entries.size();
    }

    @Override
    public Optional<SignedCheckpoint> checkpoint() {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        Hash32 root = Hash32.sha256(Long.toString(size()).getBytes(StandardCharsets.UTF_8));
        String note = "localhost/plainsight\n" + size() + "\n" + root.base64() + "\n\n— localhost/plainsight "
                + "l9s0EmB0rQpO6ZJ0Y1cYw0hW8rU2m7m9b1xk0N8cA3Vb0oJr2m7m9b1xk0N8cA3Vb0oJr2m7m9b1xk0N8cA3Vb0oJrA=\n";
        return Optional.of(new SignedCheckpoint(size(), root, note, signedAt));
    }

    @Override
    public Optional<byte[]> entry(long index) {
        return index >= 0 && index < size() ? Optional.of(entries.get((int) index)) : Optional.empty();
    }

    @Override
    public List<byte[]> entries(long from, int max) {
        return entries.stream().skip(from).limit(max).toList();
    }

    @Override
    public Optional<String> receipt(long index) {
        return entry(index)
                .map(e -> "c2sp.org/tlog-proof@v1\nindex " + index + "\n\n"
                        + checkpoint().orElseThrow().note());
    }

    @Override
    public List<Hash32> consistency(long size1, long size2) {
        throw new UnsupportedOperationException("pages ask for no consistency proof");
    }
}
