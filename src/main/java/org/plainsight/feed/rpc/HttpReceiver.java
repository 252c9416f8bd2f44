package org.plainsight.feed.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.plainsight.feed.webhook.Receiver;

/**
 * Messages by HTTP: guarded before each attempt, without redirects, bounded in time; what a receiver answers beyond its
 * status is not read.
 */
public final class HttpReceiver implements Receiver {

    /** Which addresses may be sent to. */
    public interface Guard {
        /** Why not; empty when it may. */
        Optional<String> refusal(URI url);
    }

    private final Guard guard;
    private final Duration patience;
    private final HttpClient client;

    public HttpReceiver(Guard guard, Duration patience) {
        this.guard = guard;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    @Override
    public Answer send(URI url, Map<String, String> headers, String body) {
        Optional<String> refusal = guard.refusal(url);
        if (refusal.isPresent()) {
            return new Answer.Refused("not sent: " + refusal.get());
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(patience).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            int status = answer.statusCode();
            if (status == 410) {
                return new Answer.Gone();
            }
            return status / 100 == 2
                    ? new Answer.Taken(status)
                    : new Answer.Refused(
                            "answered " + status + (status / 100 == 3 ? "; redirects are not followed" : ""));
        } catch (IOException e) {
            return new Answer.Refused("no answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Refused("interrupted");
        }
    }
}
