package org.plainsight.chain.bitcoin.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainStatus;
import org.plainsight.evidence.BlockRef;

/**
 * Red while the Bitcoin chain is stopped or stale. Not part of readiness: the pages go on with the last good state, marked
 * as stale.
 */
@Wellness
@Singleton
class BitcoinHealthCheck implements HealthCheck {

    private final BitcoinChain chain;
    private final MeterRegistry meters;

    BitcoinHealthCheck(BitcoinChain chain, MeterRegistry meters) {
        this.chain = chain;
        this.meters = meters;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("bitcoin").up();
        for (ChainReader reader : chain.readers()) {
            ChainStatus status = reader.status();
            answer.status(!status.isStale()).withData("stopped", status.stopped());
            status.tip().ifPresent(tip -> answer.withData("height", tip.height()));
            status.problem().ifPresent(problem -> answer.withData("problem", problem));
        }
        return answer.build();
    }

    void register(@Observes StartupEvent event) {
        for (ChainReader reader : chain.readers()) {
            gauge("plainsight.chain.height", reader, r -> height(r.status()));
            gauge("plainsight.chain.lag.blocks", reader, r -> lag(r.status()));
            gauge("plainsight.chain.stopped", reader, r -> r.status().stopped() ? 1 : 0);
            gauge("plainsight.chain.stale", reader, r -> r.status().isStale() ? 1 : 0);
        }
    }

    private void gauge(String name, ChainReader reader, ToDoubleFunction<ChainReader> value) {
        Gauge.builder(name, reader, value)
                .tag("chain", reader.chain().toString())
                .strongReference(true)
                .register(meters);
    }

    private static long height(ChainStatus status) {
        return status.tip().map(BlockRef::height).orElse(0L);
    }

    private long lag(ChainStatus status) {
        return Math.max(0, chain.health().seen().headerHeight() - height(status));
    }
}
