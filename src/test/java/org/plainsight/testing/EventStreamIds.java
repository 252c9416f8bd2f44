package org.plainsight.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

/** What a listener to server-sent events is given. */
public final class EventStreamIds {

    private EventStreamIds() {}

    /**
     * The ids of the first events; waits until as many have come, and hangs up.
     *
     * @param headers name and value in turn
     */
    public static List<String> first(int count, URI stream, String... headers)
            throws IOException, InterruptedException {
        return fields("id:", count, stream, headers);
    }

    /** The data of the first events, one line each; waits and hangs up likewise. */
    public static List<String> data(int count, URI stream) throws IOException, InterruptedException {
        return fields("data:", count, stream);
    }

    private static List<String> fields(String field, int count, URI stream, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(stream);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            try (Stream<String> lines = client.send(request.build(), HttpResponse.BodyHandlers.ofLines())
                    .body()) {
                return lines.filter(line -> line.startsWith(field))
                        .map(line -> line.substring(field.length()))
                        .limit(count)
                        .toList();
            } finally {
                client.shutdownNow();
            }
        }
    }
}
