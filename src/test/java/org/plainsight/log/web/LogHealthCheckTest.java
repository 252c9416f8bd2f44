package org.plainsight.log.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.plainsight.log.Sequencer;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.log.TestLog;

class LogHealthCheckTest {

    private final TestLog world = new TestLog();

    @Test
    void a_database_restored_from_an_old_backup_is_not_signed_turns_health_red_and_names_the_remedy() {
        world.append(10);
        world.start().run();
        SignedCheckpoint backup = world.store.head().orElseThrow();
        world.append(10);
        world.start().run();
        world.store.restore(10, Optional.of(backup));

        Sequencer sequencer = world.start();
        sequencer.run();
        HealthCheckResponse health = new LogHealthCheck(sequencer, world.log()).call();
        assertThat(health.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(health.getData().orElseThrow().get("refusal").toString()).contains("the database was set back");
        assertThat(health.getData().orElseThrow().get("remedy").toString())
                .contains("Restore a backup of the database that has at least 20 entries, then restart");
        assertThat(world.store.head()).contains(backup);
    }

    @Test
    void a_round_that_died_is_red_until_the_next_one_ends_well() {
        Sequencer sequencer = world.start();
        world.append(3);
        world.fail(TestLog.Fault.FILE_FAILS_AND_DOES_NOT_PERSIST);
        try {
            sequencer.run();
        } catch (RuntimeException e) {
            // told by health
        }
        LogHealthCheck check = new LogHealthCheck(sequencer, world.log());
        assertThat(check.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        sequencer.run();
        assertThat(check.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(check.call().getData().orElseThrow()).containsEntry("signed-entries", 3L);
    }
}
