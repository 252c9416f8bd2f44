package org.plainsight.log.web;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.plainsight.log.Sequencer;
import org.plainsight.log.TransparencyLog;

/** Red while nothing is signed, with the remedy. */
@Readiness
class LogHealthCheck implements HealthCheck {

    private final Sequencer sequencer;
    private final TransparencyLog log;

    LogHealthCheck(Sequencer sequencer, TransparencyLog log) {
        this.sequencer = sequencer;
        this.log = log;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("log").withData("entries", log.size()).up();
        log.checkpoint()
                .ifPresent(head -> answer.withData("signed-entries", head.size())
                        .withData("signed-at", head.signedAt().toString()));
        sequencer.failure().ifPresent(failure -> answer.down().withData("failure", failure));
        sequencer
                .refusal()
                .ifPresent(refused ->
                        answer.down().withData("refusal", refused.reason()).withData("remedy", refused.remedy()));
        return answer.build();
    }
}
