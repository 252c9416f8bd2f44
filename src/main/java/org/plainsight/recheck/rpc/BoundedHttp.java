package org.plainsight.recheck.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.plainsight.recheck.UnreadableException;

/** HTTP with a limit on time and on the size of every answer. Safe for use by several threads. */
final class BoundedHttp {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** A body of the size allowed comes in this time at 600 kB/s. */
    private static final Duration BODY_TIMEOUT = Duration.ofMinutes(30);

    private final int maxBytes;
    /** Some nodes answer HTTP/1.1 only and stumble over the offer to upgrade. */
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    BoundedHttp(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The status and the whole body. */
    record Answer(int status, String contentType, Body body) {}

    /** Bytes that a record may hold. */
    static final class Body {
        private final byte[] bytes;

        private Body(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes.clone();
        }
    }

    /** @throws UnreadableException when there is no answer, or one beyond the limit */
    Answer send(HttpRequest.Builder request) {
        HttpRequest timed = timed(request);
        HttpResponse<InputStream> response = response(timed);
        try (InputStream body = bounded(response)) {
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    new Body(body.readAllBytes()));
        } catch (IOException e) {
            throw unanswered(timed, e);
        }
    }

    /** The body as it comes; what is beyond the limits ends with an {@link IOException}. To be closed. */
    record Opened(int status, InputStream body) {}

    /** @throws UnreadableException when there is no answer */
    Opened open(HttpRequest.Builder request) {
        HttpResponse<InputStream> response = response(timed(request));
        return new Opened(response.statusCode(), bounded(response));
    }

    private static HttpRequest timed(HttpRequest.Builder request) {
        return request.timeout(TIMEOUT).build();
    }

    private HttpResponse<InputStream> response(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw unanswered(request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableException("interrupted while reading " + request.uri());
        }
    }

    private InputStream bounded(HttpResponse<InputStream> response) {
        return new BoundedBody(response.body(), maxBytes, BODY_TIMEOUT);
    }

    private static UnreadableException unanswered(HttpRequest request, IOException e) {
        return new UnreadableException(request.uri() + " does not answer: " + e);
    }
}
