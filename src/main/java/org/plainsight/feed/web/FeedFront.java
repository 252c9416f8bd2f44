package org.plainsight.feed.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plainsight.feed.FeedFormat;

/**
 * Answers what is made already at the door, on the event loop: most of a feed's requests ask for a file that everybody
 * gets, or whether it changed, and authentication, routing and the web framework cost several times what the answer
 * does. Whatever is not certain goes the usual way, and the answers of both ways are the same.
 */
@Singleton
class FeedFront {

    private static final int BEHIND_THE_SECURITY_HEADERS = 9_999;
    private static final String FEED = "/feed/v1/";
    private static final List<String> ASKED = List.of("Accept", "Accept-Encoding", "If-None-Match");
    private static final String CHANGES = "changes?after=";
    private static final String LIMIT = "&limit=";

    private final FeedReleases releases;

    FeedFront(FeedReleases releases) {
        this.releases = releases;
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, BEHIND_THE_SECURITY_HEADERS);
    }

    private void answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<FeedBody> ready = ready(request);
        if (ready.isEmpty()) {
            context.next();
            return;
        }
        FeedBody.Form form = ready.get().form(FeedAnswers.acceptsGzip(request.getHeader("Accept-Encoding")));
        boolean known = FeedAnswers.matches(request.getHeader("If-None-Match"), form.entityTag());
        HttpServerResponse response = context.response();
        MultiMap headers = response.headers();
        // or the server compresses what it is not told to leave alone
        headers.set(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
        for (FeedBody.Header header : known ? form.known() : form.sent()) {
            headers.set(header.name(), header.value());
        }
        if (known) {
            response.setStatusCode(304).end();
        } else {
            SealedFileWriter.send(form.file(), request.method(), response);
        }
    }

    private Optional<FeedBody> ready(HttpServerRequest request) {
        String uri = request.uri();
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        if (!uri.startsWith(FEED) || !reads || ASKED.stream().anyMatch(header -> isRepeated(request, header))) {
            return Optional.empty();
        }
        String name = name(uri.substring(FEED.length()), request.getHeader("Accept"));
        return name == null ? Optional.empty() : releases.fresh().flatMap(release -> release.ready(name));
    }

    private static boolean isRepeated(HttpServerRequest request, String header) {
        return request.headers().getAll(header).size() > 1;
    }

    /** What the answer is kept under; null where that takes more than a look. */
    private static @Nullable String name(String asked, @Nullable String accept) {
        if (asked.indexOf('?') < 0) {
            return asked;
        }
        int limit = asked.indexOf(LIMIT);
        if (!asked.startsWith(CHANGES) || limit < 0 || !(accept == null || accept.equals("*/*"))) {
            return null;
        }
        try {
            return AddressFeed.changesName(
                    FeedFormat.JSON,
                    Long.parseLong(asked, CHANGES.length(), limit, 10),
                    Integer.parseInt(asked, limit + LIMIT.length(), asked.length(), 10));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
