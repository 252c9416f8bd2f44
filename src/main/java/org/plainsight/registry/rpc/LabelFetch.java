package org.plainsight.registry.rpc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.plainsight.registry.labels.FetchGuard;
import org.plainsight.registry.labels.LabelListFormat;
import org.plainsight.registry.labels.MalformedLabelListException;

/** One list by https: guarded, without redirects, bounded in size and time. */
public final class LabelFetch {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Function<URI, Optional<String>> refusals;
    private final Duration patience;

    public LabelFetch(FetchGuard guard) {
        this(guard::refusal, PATIENCE);
    }

    /** @param patience for the connection, and for the whole answer */
    LabelFetch(Function<URI, Optional<String>> refusals, Duration patience) {
        this.refusals = refusals;
        this.patience = patience;
    }

    /**
     * @throws MalformedLabelListException when it must not be read, or is too large
     * @throws IOException when the host does not answer with it
     */
    public String text(URI uri) throws IOException, InterruptedException {
        Optional<String> refusal = refusals.apply(uri);
        if (refusal.isPresent()) {
            throw new MalformedLabelListException(uri.getHost() + ": " + refusal.get());
        }
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(patience).GET().build();
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
        try {
            // the request's own limit ends with the headers; a body that only drips must end, too
            HttpResponse<byte[]> answer = client.sendAsync(
                            request,
                            HttpResponse.BodyHandlers.limiting(
                                    HttpResponse.BodyHandlers.ofByteArray(), LabelListFormat.LENGTH_MAX))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != 200) {
                throw new IOException("the host answered " + answer.statusCode() + "; redirects are not followed");
            }
            return new String(answer.body(), StandardCharsets.UTF_8);
        } catch (ExecutionException e) {
            throw new IOException(
                    "the host did not answer with a list of at most " + LabelListFormat.LENGTH_MAX + " bytes ("
                            + e.getCause() + ")",
                    e);
        } catch (TimeoutException e) {
            throw new IOException("the host did not answer in full within " + patience.toSeconds() + " s", e);
        } finally {
            client.shutdownNow();
        }
    }
}
