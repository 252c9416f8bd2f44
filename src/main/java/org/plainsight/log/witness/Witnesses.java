package org.plainsight.log.witness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.plainsight.log.Cosigner;
import org.plainsight.merkle.Hash32;
import org.plainsight.note.AddCheckpoint;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.NoteSignature;
import org.plainsight.note.NoteVerification;
import org.plainsight.note.SignedNote;
import org.plainsight.note.VerifierKey;
import org.plainsight.note.WitnessPolicy;

/**
 * Asks every witness of a policy that has a URL, all at once. One that fails is left alone for a while, twice as long
 * after each failure, so that a dead witness delays few rounds.
 */
public final class Witnesses implements Cosigner {

    static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    /** The first question may only learn which size the witness has; somebody else may have asked in between. */
    private static final int QUESTIONS = 3;

    private static final String SIZE = "text/x.tlog.size";

    private final WitnessPolicy policy;
    private final WitnessClient client;
    private final Clock clock;
    private final Map<String, State> states = new LinkedHashMap<>();

    /**
     * What is known of one witness.
     *
     * @param size of the checkpoint it cosigned last, as far as we know
     * @param failure why it did not cosign when last asked
     */
    public record State(
            WitnessPolicy.Witness witness,
            long size,
            Optional<Instant> cosignedAt,
            Optional<String> failure,
            Duration patience,
            Instant notBefore) {}

    public Witnesses(WitnessPolicy policy, WitnessClient client, Clock clock) {
        this.policy = policy;
        this.client = client;
        this.clock = clock;
        for (WitnessPolicy.Witness witness : policy.witnesses()) {
            states.put(
                    witness.name(),
                    new State(witness, 0, Optional.empty(), Optional.empty(), Duration.ZERO, Instant.MIN));
        }
    }

    public WitnessPolicy policy() {
        return policy;
    }

    /** In the order of the policy. */
    public synchronized List<State> states() {
        return List.copyOf(states.values());
    }

    @Override
    public List<VerifierKey> keys() {
        return policy.witnesses().stream().map(WitnessPolicy.Witness::key).toList();
    }

    @Override
    public boolean mayAdd(SignedNote checkpoint) {
        return !toAsk(checkpoint).isEmpty();
    }

    @Override
    public List<NoteSignature> cosign(SignedNote checkpoint, LongFunction<List<Hash32>> consistencyFrom) {
        List<State> toAsk = toAsk(checkpoint);
        if (toAsk.isEmpty()) {
            return List.of();
        }
        List<Callable<List<NoteSignature>>> questions = toAsk.stream()
                .<Callable<List<NoteSignature>>>map(state -> () -> ask(state, checkpoint, consistencyFrom))
                .toList();
        List<NoteSignature> found = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<NoteSignature>> answer : threads.invokeAll(questions)) {
                found.addAll(answer.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a witness could not be asked", e.getCause());
        }
        return found;
    }

    private synchronized List<State> toAsk(SignedNote checkpoint) {
        Instant now = clock.instant();
        return states.values().stream()
                .filter(state -> state.witness.url().isPresent() && !now.isBefore(state.notBefore))
                .filter(state -> checkpoint.signatures().stream().noneMatch(s -> s.names(state.witness.key())))
                .toList();
    }

    private List<NoteSignature> ask(State state, SignedNote checkpoint, LongFunction<List<Hash32>> consistencyFrom) {
        try {
            long size = Checkpoint.parse(checkpoint.text()).size();
            List<NoteSignature> lines = ask(state.witness, state.size, size, checkpoint, consistencyFrom);
            update(new State(
                    state.witness, size, Optional.of(clock.instant()), Optional.empty(), Duration.ZERO, Instant.MIN));
            return lines;
        } catch (RuntimeException e) {
            // Whatever one witness does, the checkpoint is published, and the page says who is missing.
            Duration wait = state.patience.isZero() ? FIRST_WAIT : state.patience.multipliedBy(2);
            wait = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
            update(new State(
                    state.witness,
                    state.size,
                    state.cosignedAt,
                    Optional.of(String.valueOf(e.getMessage())),
                    wait,
                    clock.instant().plus(wait)));
            return List.of();
        }
    }

    private List<NoteSignature> ask(
            WitnessPolicy.Witness witness,
            long knownSize,
            long size,
            SignedNote checkpoint,
            LongFunction<List<Hash32>> consistencyFrom) {
        long old = Math.min(knownSize, size);
        for (int question = 0; question < QUESTIONS; question++) {
            List<Hash32> proof = old == 0 ? List.of() : consistencyFrom.apply(old);
            WitnessClient.Reply reply =
                    client.add(witness.url().orElseThrow(), new AddCheckpoint(old, proof, checkpoint));
            if (reply.status() == 200) {
                return verified(witness, checkpoint, reply.body());
            }
            if (reply.status() == 422 && old > 0) {
                // the proof is from our own tree, so it is the witness's tree that is another
                throw new IllegalStateException("it has seen another tree of " + old
                        + " entries than ours begins with: the log was forked, or another signs in its name");
            }
            if (reply.status() != 409 || !reply.contentType().startsWith(SIZE)) {
                throw new IllegalStateException("it answers " + reply.status() + ": " + firstLine(reply.body()));
            }
            long seen = size(reply.body());
            if (seen > size) {
                throw new IllegalStateException("it has seen a checkpoint of " + seen + " entries and this log has "
                        + size + ": the log was set back, or another signs in its name");
            }
            if (seen == old) {
                throw new IllegalStateException("it has seen another tree of " + seen + " entries: the log was forked");
            }
            old = seen;
        }
        throw new IllegalStateException("its newest checkpoint changes with every question");
    }

    private static List<NoteSignature> verified(WitnessPolicy.Witness witness, SignedNote checkpoint, String lines) {
        SignedNote cosigned = SignedNote.parse(checkpoint.toString() + lines);
        if (cosigned.verify(List.of(witness.key())) instanceof NoteVerification.Rejected(String reason)) {
            throw new IllegalStateException("its cosignature is not good: " + reason);
        }
        return cosigned.signatures().stream()
                .filter(signature -> signature.names(witness.key()))
                .toList();
    }

    private static long size(String body) {
        String line = body.endsWith("\n") ? body.substring(0, body.length() - 1) : body;
        if (!line.matches("0|[1-9][0-9]{0,17}")) {
            throw new MalformedNoteException("it answers 409 without a size");
        }
        return Long.parseLong(line);
    }

    private static String firstLine(String body) {
        String line = body.strip().split("\n", 2)[0];
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    private synchronized void update(State state) {
        states.put(state.witness.name(), state);
    }
}
