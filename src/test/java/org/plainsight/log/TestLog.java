package org.plainsight.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.NoteSignature;
import org.plainsight.note.NoteVerification;
import org.plainsight.note.SignedNote;
import org.plainsight.note.SigningKey;
import org.plainsight.note.TlogProof;
import org.plainsight.note.VerifierKey;
import org.plainsight.testing.SettableClock;

/** A whole log in memory that can fail anywhere, and a check of all of it. */
public final class TestLog {

    static final String ORIGIN = "log.example/test";

    /** Where a round dies, and whether what it did last took effect. */
    public enum Fault {
        FILE_FAILS_AND_DOES_NOT_PERSIST,
        FILE_FAILS_BUT_PERSISTS,
        PUBLISH_FAILS_AND_DOES_NOT_PERSIST,
        PUBLISH_FAILS_BUT_PERSISTS,
        READING_ENTRIES_FAILS,
        READING_HASHES_FAILS,
        READING_TILES_FAILS,
        READING_THE_SIZE_FAILS,
        READING_THE_HEAD_FAILS,
        READING_THE_FILE_FAILS,
        TAKING_THE_LOCK_FAILS,
        SIGNING_FAILS,
        COSIGNING_FAILS
    }

    static final class InjectedFault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InjectedFault(Fault fault) {
            super(fault.name());
        }
    }

    public final MemoryLogStore store = new MemoryLogStore();
    final MemoryHighest highest = new MemoryHighest();
    public final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T12:00:00.789Z"));
    final LogSigner signer;
    final TransparencyLog log = new TiledLog(store, (from, entries) -> {});

    private final List<Checkpoint> everSigned = new ArrayList<>();
    private Optional<Fault> fault = Optional.empty();
    private Runnable beforePublish = () -> {};

    public TestLog() {
        this(SigningKey.generate(ORIGIN, new SecureRandom()));
    }

    private TestLog(SigningKey key) {
        this.signer = new FaultySigner(key);
    }

    /** Another, empty log under the same name and key: what a thief of the key would run. */
    public TestLog sameKey() {
        return new TestLog(((FaultySigner) signer).key);
    }

    public TransparencyLog log() {
        return log;
    }

    public VerifierKey verifierKey() {
        return signer.verifierKey();
    }

    public Sequencer start() {
        return start(new FaultyCosigner());
    }

    Sequencer start(SigningLock lock) {
        return new Sequencer(new FaultyStore(), highest, signer, ORIGIN, clock, lock, Cosigner.NOBODY);
    }

    public Sequencer start(Cosigner witnesses) {
        return new Sequencer(new FaultyStore(), highest, signer, ORIGIN, clock, this::lock, witnesses);
    }

    /** Another process with a copy of the data directory. */
    Sequencer startElsewhere() {
        MemoryHighest copy = new MemoryHighest();
        highest.read().ifPresent(copy::write);
        return new Sequencer(store, copy, signer, ORIGIN, clock, () -> true, Cosigner.NOBODY);
    }

    /** How many trees were ever signed. */
    int signatures() {
        return everSigned.size();
    }

    public void append(int count) {
        append("entry ", count);
    }

    public void append(String what, int count) {
        long from = store.size();
        List<byte[]> entries = new ArrayList<>();
        for (long i = from; i < from + count; i++) {
            entries.add((what + i).getBytes(StandardCharsets.UTF_8));
        }
        store.inTransaction(() -> log.append(entries));
    }

    public void fail(Fault next) {
        fault = Optional.of(next);
    }

    void beforePublish(Runnable once) {
        beforePublish = once;
    }

    /** Published at this size, with nothing waiting, and everything sound. */
    public void check(long size) {
        checkNothingIsBroken();
        SignedCheckpoint head = store.head().orElseThrow();
        assertThat(head.size()).isEqualTo(size);
        assertThat(store.size()).isEqualTo(size);
        for (long index = 0; index < size; index += 1 + size / 7) {
            TlogProof receipt = TlogProof.parse(log.receipt(index).orElseThrow());
            assertThat(receipt.verify(log.entry(index).orElseThrow(), signer.verifierKey()))
                    .isEmpty();
        }
    }

    /** Every checkpoint ever signed is the tree of the first entries, and head and file are among them. */
    void checkNothingIsBroken() {
        List<Hash32> leaves = log.entries(0, Integer.MAX_VALUE).stream()
                .map(LogTree::leafHash)
                .toList();
        for (Checkpoint signed : everSigned) {
            assertThat(signed.root()).isEqualTo(LogTree.root(leaves.subList(0, (int) signed.size())));
        }
        store.head().ifPresent(head -> assertThat(everSigned).contains(open(head.note())));
        highest.read().ifPresent(note -> assertThat(everSigned).contains(open(note)));
        store.head()
                .ifPresent(head ->
                        assertThat(open(highest.read().orElseThrow()).size()).isGreaterThanOrEqualTo(head.size()));
    }

    private Checkpoint open(String text) {
        SignedNote note = SignedNote.parse(text);
        VerifierKey key = signer.verifierKey();
        assertThat(note.verify(List.of(key, key.as(VerifierKey.Type.COSIGNATURE_V1))))
                .isInstanceOf(NoteVerification.Verified.class);
        return Checkpoint.parse(note.text());
    }

    private void failOn(Fault candidate) {
        if (strikes(candidate)) {
            throw new InjectedFault(candidate);
        }
    }

    private boolean lock() {
        failOn(Fault.TAKING_THE_LOCK_FAILS);
        return true;
    }

    /** Nobody, who can fail. */
    private final class FaultyCosigner implements Cosigner {

        @Override
        public List<NoteSignature> cosign(SignedNote checkpoint, LongFunction<List<Hash32>> consistencyFrom) {
            failOn(Fault.COSIGNING_FAILS);
            return NOBODY.cosign(checkpoint, consistencyFrom);
        }

        @Override
        public boolean mayAdd(SignedNote checkpoint) {
            return NOBODY.mayAdd(checkpoint);
        }

        @Override
        public List<VerifierKey> keys() {
            return NOBODY.keys();
        }
    }

    private boolean strikes(Fault candidate) {
        if (fault.filter(candidate::equals).isEmpty()) {
            return false;
        }
        fault = Optional.empty();
        return true;
    }

    private final class FaultySigner implements LogSigner {

        private final SigningKey key;

        private FaultySigner(SigningKey key) {
            this.key = key;
        }

        @Override
        public VerifierKey verifierKey() {
            return key.verifier();
        }

        @Override
        public byte[] sign(byte[] message) {
            failOn(Fault.SIGNING_FAILS);
            String text = new String(message, StandardCharsets.UTF_8);
            if (text.startsWith(ORIGIN)) {
                everSigned.add(Checkpoint.parse(text));
            }
            return key.sign(message);
        }
    }

    final class MemoryHighest implements HighestSigned {

        private Optional<String> note = Optional.empty();

        @Override
        public Optional<String> read() {
            failOn(Fault.READING_THE_FILE_FAILS);
            return note;
        }

        @Override
        public void write(String next) {
            failOn(Fault.FILE_FAILS_AND_DOES_NOT_PERSIST);
            note = Optional.of(next);
            failOn(Fault.FILE_FAILS_BUT_PERSISTS);
        }

        void rot(String damaged) {
            note = Optional.of(damaged);
        }

        void forget() {
            note = Optional.empty();
        }

        @Override
        public String place() {
            return "memory";
        }
    }

    private final class FaultyStore implements LogStore {

        @Override
        public long lockSize() {
            return store.lockSize();
        }

        @Override
        public void insert(long from, List<LogEntry> entries) {
            store.insert(from, entries);
        }

        @Override
        public long size() {
            failOn(Fault.READING_THE_SIZE_FAILS);
            return store.size();
        }

        @Override
        public List<LogEntry> entries(long from, int max) {
            failOn(Fault.READING_ENTRIES_FAILS);
            return store.entries(from, max);
        }

        @Override
        public List<Hash32> leafHashes(long from, int max) {
            failOn(Fault.READING_HASHES_FAILS);
            return store.leafHashes(from, max);
        }

        @Override
        public Optional<SignedCheckpoint> head() {
            failOn(Fault.READING_THE_HEAD_FAILS);
            return store.head();
        }

        @Override
        public Optional<Tile> tile(int level, long index) {
            failOn(Fault.READING_TILES_FAILS);
            return store.tile(level, index);
        }

        @Override
        public boolean publish(Optional<SignedCheckpoint> expected, SignedCheckpoint next, List<Tile> tiles) {
            beforePublish.run();
            beforePublish = () -> {};
            failOn(Fault.PUBLISH_FAILS_AND_DOES_NOT_PERSIST);
            boolean moved = store.publish(expected, next, tiles);
            failOn(Fault.PUBLISH_FAILS_BUT_PERSISTS);
            return moved;
        }
    }
}
