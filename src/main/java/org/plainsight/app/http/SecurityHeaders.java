package org.plainsight.app.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/** The headers of every answer. A browser loads nothing from elsewhere, runs nothing inline and frames nothing. */
@Singleton
class SecurityHeaders {

    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final CharSequence POLICY_NAME = encoded("Content-Security-Policy");
    private static final CharSequence POLICY_VALUE = encoded(POLICY);
    private static final Map<CharSequence, CharSequence> FIXED = Map.of(
            encoded("X-Content-Type-Options"), encoded("nosniff"),
            encoded("X-Frame-Options"), encoded("DENY"),
            encoded("Referrer-Policy"), encoded("no-referrer"),
            encoded("Cross-Origin-Opener-Policy"), encoded("same-origin"),
            encoded("Permissions-Policy"), encoded("camera=(), geolocation=(), microphone=(), payment=(), usb=()"));
    private static final int BEFORE_EVERYTHING = 10_000;

    void register(@Observes Filters filters) {
        filters.register(SecurityHeaders::add, BEFORE_EVERYTHING);
    }

    private static void add(RoutingContext context) {
        MultiMap headers = context.response().headers();
        // the framework's own development pages bring inline scripts
        if (!context.request().uri().startsWith("/q/dev")) {
            headers.set(POLICY_NAME, POLICY_VALUE);
        }
        FIXED.forEach(headers::set);
        if (context.request().isSSL()) {
            headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        context.next();
    }

    private static CharSequence encoded(String text) {
        return HttpHeaders.createOptimized(text);
    }
}
