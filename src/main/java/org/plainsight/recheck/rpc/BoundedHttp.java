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
        HttpRequest timed = request.timeout(TIMEOUT).build();
        try {
            HttpResponse<InputStream> response = http.send(timed, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(maxBytes + 1);
                if (bytes.length > maxBytes) {
                    throw new UnreadableException(timed.uri() + " answers more than " + maxBytes + " bytes");
                }
                return new Answer(
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(""),
                        new Body(bytes));
            }
        } catch (IOException e) {
            throw new UnreadableException(timed.uri() + " does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableException("interrupted while reading " + timed.uri());
        }
    }
}
