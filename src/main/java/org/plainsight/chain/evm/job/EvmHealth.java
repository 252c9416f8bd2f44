package org.plainsight.chain.evm.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainStatus;
import org.plainsight.evidence.BlockRef;

/**
 * Red when any EVM chain is stale or stopped. Not part of readiness: the pages keep serving the last good state, and say
 * so.
 */
@Wellness
@Singleton
class EvmHealth implements HealthCheck {

    private final EvmFollowers followers;
    private final MeterRegistry meters;

    EvmHealth(EvmFollowers followers, MeterRegistry meters) {
        this.followers = followers;
        this.meters = meters;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("evm").up();
        for (ChainReader reader : followers.readers()) {
            ChainStatus status = reader.status();
            String tip = status.tip().map(ref -> "block " + ref.height()).orElse("no block yet");
            answer.withData(
                    reader.chain().toString(),
                    status.problem().map(problem -> tip + ", stale: " + problem).orElse(tip));
            if (status.isStale()) {
                answer.down();
            }
        }
        return answer.build();
    }

    void register(@Observes StartupEvent event) {
        for (ChainReader reader : followers.readers()) {
            gauge("plainsight.chain.height", reader, status -> height(status.tip()));
            gauge("plainsight.chain.final.height", reader, status -> height(status.finalised()));
            gauge("plainsight.chain.stopped", reader, status -> status.stopped() ? 1 : 0);
            gauge("plainsight.chain.stale", reader, status -> status.isStale() ? 1 : 0);
        }
    }

    private void gauge(String name, ChainReader reader, ToDoubleFunction<ChainStatus> value) {
        Gauge.builder(name, reader, r -> value.applyAsDouble(r.status()))
                .tag("chain", reader.chain().toString())
                .strongReference(true)
                .register(meters);
    }

    private static long height(Optional<BlockRef> block) {
        return block.map(BlockRef::height).orElse(0L);
    }
}
