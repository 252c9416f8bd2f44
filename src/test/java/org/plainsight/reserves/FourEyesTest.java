package org.plainsight.reserves;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plainsight.reserves.FourEyes.Decision;

class FourEyesTest {

    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"alice", "Alice", " alice ", "ＡＬＩＣＥ"})
    void who_prepared_a_publication_cannot_approve_or_reject_it(String same) {
        Publication prepared = prepared();

        assertThat(FourEyes.approve(prepared, same, TIME)).isInstanceOf(Decision.Refused.class);
        assertThat(FourEyes.reject(prepared, same, TIME)).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void a_second_person_approves_once() {
        Publication approved = taken(FourEyes.approve(prepared(), "bob", TIME));

        assertThat(approved.state()).isEqualTo(Publication.State.APPROVED);
        assertThat(approved.decidedBy()).contains("bob");
        assertThat(FourEyes.approve(approved, "carol", TIME)).isInstanceOf(Decision.Refused.class);
        assertThat(FourEyes.reject(approved, "carol", TIME)).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void only_a_rejected_publication_may_be_prepared_again() {
        Publication rejected = taken(FourEyes.reject(prepared(), "bob", TIME));

        assertThat(FourEyes.prepare("s", Optional.of(prepared()), "bob", TIME)).isInstanceOf(Decision.Refused.class);
        assertThat(taken(FourEyes.prepare("s", Optional.of(rejected), "bob", TIME))
                        .preparedBy())
                .isEqualTo("bob");
    }

    private static Publication prepared() {
        return taken(FourEyes.prepare("s", Optional.empty(), "alice", TIME));
    }

    private static Publication taken(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Taken.class);
        return ((Decision.Taken) decision).publication();
    }
}
