package org.plainsight.log;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;
import org.plainsight.note.SignedNote;
import org.plainsight.note.TlogProof;

/** The log over its storage: appends through the gate, proves from the tiles. */
public final class TiledLog implements TransparencyLog {

    private final LogStore store;
    private final EntryGate gate;
    private final TileHashes hashes;

    public TiledLog(LogStore store, EntryGate gate) {
        this.store = store;
        this.gate = gate;
        this.hashes = new TileHashes(store);
    }

    @Override
    public List<Long> append(List<byte[]> entries) {
        List<LogEntry> hashed = entries.stream().map(LogEntry::of).toList();
        if (hashed.isEmpty()) {
            return List.of();
        }
        long from = store.lockSize();
        gate.admit(from, hashed.stream().map(LogEntry::bytes).toList());
        store.insert(from, hashed);
        return LongStream.range(from, from + hashed.size()).boxed().toList();
    }

    @Override
    public long size() {
        return store.size();
    }

    @Override
    public Optional<SignedCheckpoint> checkpoint() {
        return store.head();
    }

    @Override
    public Optional<byte[]> entry(long index) {
        return index < 0
                ? Optional.empty()
                : store.entries(index, 1).stream().findFirst().map(LogEntry::bytes);
    }

    @Override
    public List<byte[]> entries(long from, int max) {
        return store.entries(from, max).stream().map(LogEntry::bytes).toList();
    }

    @Override
    public Optional<String> receipt(long index) {
        return store.head().filter(head -> index >= 0 && index < head.size()).map(head -> {
            List<Hash32> proof = LogTree.inclusionProof(index, head.size(), hashes);
            return new TlogProof(Optional.empty(), index, proof, SignedNote.parse(head.note())).toString();
        });
    }

    @Override
    public List<Hash32> consistency(long size1, long size2) {
        long published = store.head().map(SignedCheckpoint::size).orElse(0L);
        if (size2 > published) {
            throw new IllegalArgumentException("the newest checkpoint has size " + published + ", not yet " + size2);
        }
        return LogTree.consistencyProof(size1, size2, hashes);
    }
}
