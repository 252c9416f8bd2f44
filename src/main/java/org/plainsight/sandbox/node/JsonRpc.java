package org.plainsight.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** JSON-RPC to a node of our own making, on loopback; waits at most a minute. */
final class JsonRpc {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final URI uri;
    // bcoin does not answer to HTTP/2 upgrades
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong ids = new AtomicLong();

    JsonRpc(URI uri) {
        this.uri = uri;
    }

    URI uri() {
        return uri;
    }

    JsonNode call(String method, Object... params) {
        ObjectNode request = JSON.createObjectNode()
                .put("jsonrpc", "2.0")
                .put("id", ids.incrementAndGet())
                .put("method", method);
        request.set("params", JSON.valueToTree(params));
        JsonNode answer = send(
                HttpRequest.newBuilder(uri)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(request.toString())),
                method);
        if (answer.hasNonNull("error")) {
            throw new NodeRpcException(method + ": " + answer.get("error"));
        }
        return answer.path("result");
    }

    /** What the node serves at a path, for the one that also speaks plain HTTP. */
    JsonNode get(String path) {
        return send(HttpRequest.newBuilder(uri.resolve(path)).GET(), path);
    }

    private JsonNode send(HttpRequest.Builder request, String what) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new NodeRpcException(what + " at " + uri + ": no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeRpcException(what + " at " + uri + ": interrupted", e);
        }
    }
}
