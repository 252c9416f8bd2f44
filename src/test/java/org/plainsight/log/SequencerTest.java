package org.plainsight.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plainsight.log.TestLog.Fault.SIGNING_FAILS;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plainsight.merkle.LogProof;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.NoteVerification;
import org.plainsight.note.SignedNote;
import org.plainsight.note.SigningKey;
import org.plainsight.note.TlogProof;
import org.plainsight.note.VerifierKey;

class SequencerTest {

    private final TestLog world = new TestLog();

    @Test
    void an_empty_log_has_a_checkpoint_too() {
        assertThat(world.start().run()).isInstanceOf(Sequencing.Signed.class);
        world.check(0);
    }

    @Test
    void every_round_covers_what_was_appended_before_and_proofs_hold_across_all_sizes() {
        Sequencer sequencer = world.start();
        Random random = new Random(7);
        Optional<SignedCheckpoint> before = Optional.empty();
        while (world.store.size() < 700) {
            world.append(1 + random.nextInt(60));
            assertThat(sequencer.run()).isInstanceOf(Sequencing.Signed.class);
            world.check(world.store.size());
            SignedCheckpoint now = world.log.checkpoint().orElseThrow();
            before.ifPresent(earlier -> assertThat(LogProof.verifyConsistency(
                            earlier.size(),
                            now.size(),
                            world.log.consistency(earlier.size(), now.size()),
                            earlier.root(),
                            now.root()))
                    .isEmpty());
            before = Optional.of(now);
        }
    }

    @Test
    void a_crowd_of_entries_is_put_under_several_checkpoints() {
        Sequencer sequencer = world.start();
        world.append(Sequencer.MAX_ENTRIES + 10);
        assertThat(sequencer.run())
                .isInstanceOfSatisfying(
                        Sequencing.Signed.class,
                        signed -> assertThat(signed.checkpoint().size()).isEqualTo(Sequencer.MAX_ENTRIES));
        assertThat(sequencer.run()).isInstanceOf(Sequencing.Signed.class);
        assertThat(sequencer.run()).isEqualTo(new Sequencing.UpToDate(Sequencer.MAX_ENTRIES + 10));
    }

    @Test
    void a_receipt_exists_only_once_a_checkpoint_covers_the_entry() {
        Sequencer sequencer = world.start();
        world.append(3);
        assertThat(world.log.receipt(0)).isEmpty();
        sequencer.run();
        world.append(1);
        assertThat(world.log.receipt(2)).isPresent();
        assertThat(world.log.receipt(3)).isEmpty();
        assertThat(world.log.receipt(-1)).isEmpty();
        assertThatThrownBy(() -> world.log.consistency(1, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_idle_log_is_signed_anew_every_day_with_a_later_time_over_the_same_tree() {
        Sequencer sequencer = world.start();
        world.append(5);
        sequencer.run();
        SignedCheckpoint first = world.store.head().orElseThrow();
        world.clock.advance(Sequencer.RESIGN_AFTER.minusSeconds(1));
        assertThat(sequencer.run()).isInstanceOf(Sequencing.UpToDate.class);
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(sequencer.run()).isInstanceOf(Sequencing.Signed.class);
        SignedCheckpoint second = world.store.head().orElseThrow();
        assertThat(Sequencer.RESIGN_AFTER).isLessThanOrEqualTo(Duration.ofDays(1));
        assertThat(second.isSameTreeAs(first)).isTrue();
        assertThat(timeIn(second)).isEqualTo(timeIn(first).plus(Sequencer.RESIGN_AFTER));
        world.check(5);
    }

    @Test
    void a_clock_that_is_set_back_does_not_date_a_checkpoint_before_the_last_one() {
        Sequencer sequencer = world.start();
        sequencer.run();
        SignedCheckpoint first = world.store.head().orElseThrow();
        world.clock.advance(Duration.ofHours(-3));
        world.append(1);
        sequencer.run();
        assertThat(world.store.head().orElseThrow().signedAt()).isEqualTo(first.signedAt());
        world.check(1);
    }

    @ParameterizedTest
    @EnumSource(TestLog.Fault.class)
    void a_round_that_dies_anywhere_is_finished_by_the_next_one(TestLog.Fault fault) {
        for (boolean restarted : new boolean[] {false, true}) {
            for (int published : new int[] {0, 1, 255, 256, 300}) {
                TestLog log = new TestLog();
                Sequencer sequencer = log.start();
                log.append(published);
                sequencer.run();
                log.append(30);
                // a full tile is no edge: nothing of the stored tiles is read then
                log.fail(fault == TestLog.Fault.READING_TILES_FAILS && published % 256 == 0 ? SIGNING_FAILS : fault);
                assertThatThrownBy(sequencer::run).isInstanceOf(TestLog.InjectedFault.class);
                assertThat(sequencer.failure()).isPresent();
                log.checkNothingIsBroken();
                log.append(3);
                Sequencer next = restarted ? log.start() : sequencer;
                next.run();
                next.run();
                assertThat(next.refusal()).isEmpty();
                assertThat(next.failure()).isEmpty();
                log.check(published + 33);
            }
        }
    }

    @Test
    void of_two_processes_started_by_mistake_only_the_one_with_the_lock_signs() {
        AtomicReference<Object> holder = new AtomicReference<>();
        Sequencer one =
                world.start(() -> holder.compareAndSet(null, 1) || holder.get().equals(1));
        Sequencer two =
                world.start(() -> holder.compareAndSet(null, 2) || holder.get().equals(2));
        world.append(3);
        assertThat(one.run()).isInstanceOf(Sequencing.Signed.class);
        world.append(3);
        int signed = world.signatures();
        assertThat(two.run()).isInstanceOf(Sequencing.Standby.class);
        assertThat(world.signatures()).isEqualTo(signed);
        assertThat(one.run()).isInstanceOf(Sequencing.Signed.class);
        holder.set(null);
        world.append(3);
        assertThat(two.run()).isInstanceOf(Sequencing.Signed.class);
        assertThat(one.run()).isInstanceOf(Sequencing.Standby.class);
        world.check(9);
    }

    @Test
    void a_process_that_was_overtaken_goes_on_from_the_others_head() {
        Sequencer one = world.start();
        world.append(10);
        one.run();
        Sequencer other = world.startElsewhere();
        world.append(10);
        world.beforePublish(other::run);
        assertThat(one.run()).isInstanceOf(Sequencing.Overtaken.class);
        world.append(5);
        assertThat(one.run()).isInstanceOf(Sequencing.Signed.class);
        world.check(25);
    }

    @Test
    void a_database_set_back_is_never_signed_again() {
        Sequencer sequencer = world.start();
        world.append(10);
        sequencer.run();
        Optional<SignedCheckpoint> atTen = world.store.head();
        world.append(10);
        sequencer.run();
        world.store.restore(10, atTen);
        for (int round = 0; round < 3; round++) {
            assertRefused(world.start(), "set back", "at least 20");
        }
        world.append("something else ", 30);
        assertRefused(world.start(), "fork", "Restore the database");
        assertThat(world.store.head()).isEqualTo(atTen);
        assertThat(Checkpoint.parse(SignedNote.parse(world.highest.read().orElseThrow())
                                .text())
                        .size())
                .isEqualTo(20);
    }

    @Test
    void an_entry_changed_below_the_database_stops_the_signing() {
        Sequencer sequencer = world.start();
        world.append(10);
        sequencer.run();
        world.store.tamper(4, LogEntry.of("forged".getBytes(StandardCharsets.UTF_8)));
        assertRefused(world.start(), "fork", "Restore");
        world.append(1);
        LogEntry forged = LogEntry.stored(
                "forged".getBytes(StandardCharsets.UTF_8),
                world.store.leafHashes(10, 1).getFirst());
        world.store.tamper(10, forged);
        assertRefused(sequencer, "entry 10", "Restore");
    }

    @Test
    void a_running_sequencer_notices_a_file_it_did_not_write() {
        Sequencer sequencer = world.start();
        world.append(10);
        sequencer.run();
        world.highest.write("nonsense");
        world.append(1);
        assertRefused(sequencer, "no signed checkpoint in", "newest checkpoint");
        assertThat(sequencer.refusal()).isPresent();
    }

    @Test
    void a_missing_file_beside_a_published_head_is_refused() {
        world.start().run();
        world.highest.forget();
        assertRefused(world.start(), "no highest signed one", "newest checkpoint");
    }

    @Test
    void a_checkpoint_by_another_key_or_for_another_log_is_refused() {
        world.append(4);
        world.start().run();
        TestLog stranger = new TestLog();
        stranger.append(2);
        stranger.start().run();
        world.highest.write(stranger.highest.read().orElseThrow());
        assertRefused(world.start(), "not signed by the key", "newest checkpoint");
    }

    @Test
    void an_older_file_is_no_obstacle_while_its_tree_begins_the_log() {
        world.append(4);
        world.start().run();
        String older = world.highest.read().orElseThrow();
        world.append(4);
        world.start().run();
        world.highest.write(older);
        world.append(1);
        assertThat(world.start().run()).isInstanceOf(Sequencing.Signed.class);
        world.check(9);
    }

    @Test
    void a_signer_whose_signature_does_not_verify_publishes_nothing() {
        SigningKey key = SigningKey.generate(TestLog.ORIGIN, new SecureRandom());
        LogSigner faulty = new LogSigner() {
            @Override
            public VerifierKey verifierKey() {
                return key.verifier();
            }

            @Override
            public byte[] sign(byte[] message) {
                byte[] signature = key.sign(message);
                signature[3] ^= 1;
                return signature;
            }
        };
        Sequencer sequencer = new Sequencer(
                world.store, world.highest, faulty, TestLog.ORIGIN, world.clock, () -> true, Cosigner.NOBODY);
        assertThatThrownBy(sequencer::run).isInstanceOf(IllegalStateException.class);
        assertThat(world.store.head()).isEmpty();
        assertThat(world.highest.read()).isEmpty();
    }

    @Test
    void a_key_of_another_name_than_the_log_is_refused_at_once() {
        assertThatThrownBy(() -> new Sequencer(
                        world.store,
                        world.highest,
                        world.signer,
                        "another.example/log",
                        world.clock,
                        () -> true,
                        Cosigner.NOBODY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another.example/log");
    }

    @Test
    void a_receipt_of_any_entry_verifies_offline_and_not_for_another_entry() {
        world.append(300);
        world.start().run();
        for (int index : IntStream.of(0, 1, 128, 255, 256, 299).toArray()) {
            TlogProof receipt = TlogProof.parse(world.log.receipt(index).orElseThrow());
            byte[] entry = world.log.entry(index).orElseThrow();
            assertThat(receipt.verify(entry, world.signer.verifierKey())).isEmpty();
            assertThat(receipt.verify(new byte[] {1}, world.signer.verifierKey()))
                    .isPresent();
        }
    }

    private static void assertRefused(Sequencer sequencer, String reason, String remedy) {
        assertThat(sequencer.run()).isInstanceOfSatisfying(Sequencing.Refused.class, refused -> {
            assertThat(refused.reason()).contains(reason);
            assertThat(refused.remedy()).contains(remedy);
        });
        assertThat(sequencer.refusal()).isPresent();
        assertThat(sequencer.run()).isInstanceOf(Sequencing.Refused.class);
    }

    private Instant timeIn(SignedCheckpoint checkpoint) {
        VerifierKey timed = world.signer.verifierKey().as(VerifierKey.Type.COSIGNATURE_V1);
        NoteVerification verification = SignedNote.parse(checkpoint.note()).verify(List.of(timed));
        return ((NoteVerification.Verified) verification).by().getFirst().time().orElseThrow();
    }
}
