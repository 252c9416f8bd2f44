package org.plainsight.app.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that change something and that a page of another site made a browser send. Browsers say where a
 * request comes from and pages cannot make them lie; a client that is no browser says nothing and passes.
 */
@Singleton
class CrossSiteGuard {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final int BEFORE_AUTHENTICATION = 9_000;

    void register(@Observes Filters filters) {
        filters.register(CrossSiteGuard::check, BEFORE_AUTHENTICATION);
    }

    private static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (READING.contains(request.method())
                || isOwn(
                        request.getHeader("Sec-Fetch-Site"),
                        request.getHeader("Origin"),
                        String.valueOf(request.authority()))) {
            context.next();
            return;
        }
        Problem problem = new Problem(
                403,
                "This request came from another site; open the page here and send it again.",
                context.normalizedPath());
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(problem.json());
    }

    /** @param authority host and port the request was sent to */
    static boolean isOwn(@Nullable String fetchSite, @Nullable String origin, String authority) {
        if (fetchSite != null) {
            return fetchSite.equals("same-origin") || fetchSite.equals("none");
        }
        return origin == null || authority.equalsIgnoreCase(authorityOf(origin));
    }

    private static String authorityOf(String origin) {
        try {
            return String.valueOf(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
