package org.plainsight.feed.web;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plainsight.feed.FeedFormat;

/**
 * Sends a body of the release, or 304 when the client has it; any page of any site may read it. What is made already
 * is sent from the event loop; the rest is made on a worker thread.
 */
@Singleton
class FeedAnswers {

    private static final long RETRY_SECONDS = 5;

    private final FeedReleases releases;

    FeedAnswers(FeedReleases releases) {
        this.releases = releases;
    }

    /** @param name what the body is kept under: the path and all that changes the bytes */
    Uni<Response> serve(String name, HttpHeaders request, Function<Release, FeedBody> maker) {
        Optional<FeedBody> ready = releases.fresh().flatMap(release -> release.ready(name));
        return ready.isPresent()
                ? Uni.createFrom().item(send(ready.get(), request))
                : Uni.createFrom()
                        .item(() -> send(current().body(name, maker), request))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Release current() {
        return releases.release()
                .orElseThrow(() -> new ServiceUnavailableException(
                        "The log has no signed checkpoint yet; ask again in a few seconds.",
                        Response.status(503)
                                .header("Retry-After", RETRY_SECONDS)
                                .build()));
    }

    private static Response send(FeedBody body, HttpHeaders request) {
        FeedBody.Form form = body.form(acceptsGzip(request.getHeaderString("Accept-Encoding")));
        boolean known = matches(request.getHeaderString("If-None-Match"), form.entityTag());
        Response.ResponseBuilder answer = Response.status(known ? 304 : 200);
        (known ? form.known() : form.sent())
                .forEach(header ->
                        answer.header(header.name().toString(), header.value().toString()));
        return known ? answer.build() : answer.entity(form.file()).build();
    }

    Response preflight() {
        return Response.noContent()
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
                .header("Access-Control-Allow-Headers", "If-None-Match, Accept")
                .header("Access-Control-Max-Age", "86400")
                .build();
    }

    /** The first format that the client names; JSON for any type. */
    static FeedFormat byAccept(String accept) {
        for (String part : accept.split(",", -1)) {
            String type = part.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            Optional<FeedFormat> named = Arrays.stream(FeedFormat.values())
                    .filter(f -> f.mediaType().equals(type))
                    .findFirst();
            if (named.isPresent()) {
                return named.get();
            }
            if (type.isEmpty() || type.equals("*/*") || type.equals("application/*") || type.equals("text/html")) {
                return FeedFormat.JSON;
            }
            if (type.equals("text/*")) {
                return FeedFormat.CSV;
            }
        }
        throw new NotAcceptableException("The feed comes as application/json, application/x-ndjson or text/csv.");
    }

    static boolean acceptsGzip(@Nullable String encodings) {
        return encodings != null
                && Arrays.stream(encodings.toLowerCase(Locale.ROOT).split(",", -1))
                        .map(String::strip)
                        .anyMatch(
                                e -> (e.equals("gzip") || e.startsWith("gzip;")) && !e.matches("gzip;\\s*q=0(\\.0*)?"));
    }

    static boolean matches(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && (ifNoneMatch.strip().equals("*")
                        || Arrays.stream(ifNoneMatch.split(",", -1))
                                .map(String::strip)
                                .map(t -> t.startsWith("W/") ? t.substring(2) : t)
                                .anyMatch(tag::equals));
    }
}
