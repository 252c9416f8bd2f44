package org.plainsight.registry.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.plainsight.registry.labels.FetchGuard;
import org.plainsight.registry.labels.LabelListFormat;
import org.plainsight.registry.labels.MalformedLabelListException;

/** One list by https: guarded, without redirects, bounded in size and time. */
public final class LabelFetch {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FetchGuard guard;

    public LabelFetch(FetchGuard guard) {
        this.guard = guard;
    }

    /**
     * @throws MalformedLabelListException when it must not be read, or is too large
     * @throws IOException when the host does not answer with it
     */
    public String text(URI uri) throws IOException, InterruptedException {
        Optional<String> refusal = guard.refusal(uri);
        if (refusal.isPresent()) {
            throw new MalformedLabelListException(uri.getHost() + ": " + refusal.get());
        }
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).GET().build();
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .build()) {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("the host answered " + answer.statusCode() + "; redirects are not followed");
                }
                byte[] bytes = body.readNBytes(LabelListFormat.LENGTH_MAX + 1);
                if (bytes.length > LabelListFormat.LENGTH_MAX) {
                    throw new MalformedLabelListException(
                            "the list has more than " + LabelListFormat.LENGTH_MAX + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        }
    }
}
