package org.plainsight.log.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.plainsight.log.Sequencer;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.log.TestLog;

class SequencerJobTest {

    private final TestLog world = new TestLog();

    @Test
    void every_round_signs_what_is_new() {
        SequencerJob job = new SequencerJob(world.start(), world.clock, true);
        job.round();
        assertThat(signedSize()).isZero();
        world.append(3);
        job.round();
        assertThat(signedSize()).isEqualTo(3);
    }

    @Test
    void a_process_that_leaves_signing_to_another_signs_nothing() {
        world.append(3);
        new SequencerJob(world.start(), world.clock, false).round();
        assertThat(world.store.head()).isEmpty();
    }

    @Test
    void after_failures_it_waits_longer_each_time_and_never_gives_up() {
        SequencerJob job = new SequencerJob(world.start(), world.clock, true);
        job.round();
        world.append(1);
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            world.fail(TestLog.Fault.SIGNING_FAILS);
            job.round();
            world.clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
            job.round();
            assertThat(signedSize()).as("within %d s", seconds).isZero();
            world.clock.advance(Duration.ofMillis(1));
        }
        job.round();
        assertThat(signedSize()).isEqualTo(1);
    }

    @Test
    void a_refusal_is_no_reason_to_stop_asking_and_none_to_sign() {
        world.append(2);
        world.start().run();
        world.store.restore(1, world.store.head());
        Sequencer sequencer = world.start();
        SequencerJob job = new SequencerJob(sequencer, world.clock, true);
        job.round();
        job.round();
        assertThat(sequencer.refusal()).isPresent();
        assertThat(signedSize()).isEqualTo(2);
    }

    private long signedSize() {
        return world.store.head().map(SignedCheckpoint::size).orElse(-1L);
    }
}
