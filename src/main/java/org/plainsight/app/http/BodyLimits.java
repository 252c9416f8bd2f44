package org.plainsight.app.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * How much a request may carry: much where staff bring in balances, little elsewhere. An announced length is judged
 * before a byte of the body is read; a body that announces none is cut off by the framework, which is told the limit.
 */
@Singleton
class BodyLimits {

    private static final String BALANCES = "/staff/balances";
    private static final long ELSEWHERE = 40L * 1024 * 1024;
    private static final int BEFORE_AUTHENTICATION = 8_900;
    /** After the framework noted its own limit. */
    private static final int LAST = 1;

    private final long balances;

    BodyLimits(@ConfigProperty(name = "plainsight.staff.max-upload") MemorySize maxUpload) {
        this.balances = maxUpload.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::refuseLong, BEFORE_AUTHENTICATION);
        filters.register(this::limit, LAST);
    }

    private void refuseLong(RoutingContext context) {
        long limit = limitOf(context);
        if (length(context.request().getHeader("Content-Length")) <= limit) {
            context.next();
            return;
        }
        Problem problem = new Problem(
                413,
                "The upload is larger than the " + limit + " bytes that this portal takes here.",
                context.normalizedPath());
        boolean page = ErrorAnswers.wantsPage(context);
        if (context.request().version() == HttpVersion.HTTP_1_1) {
            // what is still coming is not read
            context.response().putHeader("Connection", "close");
        }
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", page ? "text/html;charset=UTF-8" : Problem.MEDIA_TYPE)
                .end(page ? ErrorAnswers.page(problem) : problem.json());
    }

    private void limit(RoutingContext context) {
        context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limitOf(context));
        context.next();
    }

    private long limitOf(RoutingContext context) {
        return context.normalizedPath().equals(BALANCES) ? balances : ELSEWHERE;
    }

    /** The server has refused lengths that are no numbers by now. */
    private static long length(@Nullable String header) {
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
