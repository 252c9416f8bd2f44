package org.plainsight.reserves.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plainsight.log.RefusedEntryException;
import org.plainsight.reserves.Publication;
import org.plainsight.testing.SettableClock;

class PublishingJobTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final String ID = "ab".repeat(16);
    private static final String OTHER = "cd".repeat(16);

    private final FakeWorld world = new FakeWorld();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T12:00:00.789Z"));
    private final Map<String, Integer> attempts = new HashMap<>();
    private final PublishingJob job = new PublishingJob(world.new FakePublications(), this::attempt, clock);

    /** What an attempt comes to: an exception, a wait, or success. */
    private RuntimeException thrown;

    private Optional<String> missing = Optional.empty();

    private Optional<String> attempt(Publication publication) {
        attempts.merge(publication.snapshotId(), 1, Integer::sum);
        if (publication.snapshotId().equals(ID) && thrown != null) {
            throw thrown;
        }
        if (publication.snapshotId().equals(ID) && missing.isPresent()) {
            return missing;
        }
        world.publications.put(publication.snapshotId(), publication.published());
        return Optional.empty();
    }

    @Test
    void after_failures_it_waits_twice_as_long_each_time_up_to_five_minutes_and_never_gives_up() {
        approve(ID);
        thrown = new IllegalStateException("the database is gone");
        expectAttemptsAfter(2, 4, 8, 16, 32, 64, 128, 256, 300, 300);
        assertThat(world.publications.get(ID).failure().orElseThrow())
                .contains("the database is gone")
                .contains("within five minutes");
        thrown = null;
        clock.advance(Duration.ofMinutes(5));
        job.look();
        assertThat(world.publications.get(ID).state()).isEqualTo(Publication.State.PUBLISHED);
    }

    @Test
    void a_refusal_of_the_log_waits_like_a_failure_and_names_the_reason() {
        approve(ID);
        thrown = new RefusedEntryException("not signed by a current key");
        expectAttemptsAfter(2, 4, 8, 16);
        assertThat(world.publications.get(ID).failure().orElseThrow()).contains("not signed by a current key");
    }

    @Test
    void while_chains_are_not_final_it_looks_again_every_ten_seconds_at_the_latest() {
        approve(ID);
        missing = Optional.of("waiting for eip155:1: no final block at the cut-off yet");
        expectAttemptsAfter(2, 4, 8, 10, 10);
        assertThat(world.publications.get(ID).failure()).isEqualTo(missing);
    }

    @Test
    void a_publication_that_fails_does_not_hold_up_the_next_one() {
        approve(ID);
        thrown = new IllegalStateException("the files are gone");
        job.look();
        approve(OTHER);
        job.look();
        assertThat(world.publications.get(OTHER).state()).isEqualTo(Publication.State.PUBLISHED);
        assertThat(attempts).containsEntry(ID, 1);
    }

    private void expectAttemptsAfter(int... seconds) {
        job.look();
        for (int wait : seconds) {
            int before = attempts.getOrDefault(ID, 0);
            clock.advance(Duration.ofSeconds(wait).minusMillis(1));
            job.look();
            assertThat(attempts).as("within %d s", wait).containsEntry(ID, before);
            clock.advance(Duration.ofMillis(1));
            job.look();
            assertThat(attempts).as("after %d s", wait).containsEntry(ID, before + 1);
        }
    }

    private void approve(String id) {
        world.publications.put(
                id,
                new Publication(
                        id,
                        Publication.State.APPROVED,
                        "alice",
                        START,
                        Optional.of("bob"),
                        Optional.of(START),
                        Optional.empty()));
    }
}
