package org.plainsight.log.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.plainsight.log.witness.WitnessClient;
import org.plainsight.note.AddCheckpoint;

/** {@code POST <prefix>/add-checkpoint}. Redirects are not followed: the policy names where a witness is. */
public final class HttpWitnessClient implements WitnessClient {

    private static final int MAX_ANSWER = 16_384;

    private final Duration timeout;
    private final HttpClient http;

    /** @param timeout for one question, connecting included */
    public HttpWitnessClient(Duration timeout) {
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Reply add(String url, AddCheckpoint request) {
        try {
            HttpRequest post = HttpRequest.newBuilder(URI.create(url.replaceAll("/+$", "") + "/add-checkpoint"))
                    .timeout(timeout)
                    .POST(HttpRequest.BodyPublishers.ofString(request.toString(), StandardCharsets.UTF_8))
                    .build();
            HttpResponse<InputStream> answer = http.send(post, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return new Reply(
                        answer.statusCode(),
                        answer.headers().firstValue("Content-Type").orElse(""),
                        new String(body.readNBytes(MAX_ANSWER), StandardCharsets.UTF_8));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreachableException("it does not answer at " + url + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted");
        }
    }
}
