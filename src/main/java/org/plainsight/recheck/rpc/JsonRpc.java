package org.plainsight.recheck.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.plainsight.recheck.UnreadableException;

/** JSON-RPC over HTTP to a node; {@code http://user:password@host:port} for nodes that ask for a login. */
final class JsonRpc {

    /** A block of 4,000,000 bytes in hex, and what surrounds it. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final BoundedHttp http = new BoundedHttp(MAX_BYTES);
    private final ObjectMapper json = new ObjectMapper();
    private final URI uri;
    private final String login;

    JsonRpc(URI uri) {
        this.login = uri.getUserInfo() == null ? "" : uri.getUserInfo();
        this.uri = URI.create(uri.toString().replaceFirst("//[^/]*@", "//"));
    }

    /** An error object of the node. */
    static final class RpcErrorException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RpcErrorException(String message) {
            super(message);
        }
    }

    /**
     * The result, never null.
     *
     * @throws RpcErrorException when the node answers with an error
     * @throws UnreadableException when it does not answer, or not with JSON-RPC
     */
    JsonNode call(String method, Object... params) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Content-Type", "application/json");
        if (!login.isEmpty()) {
            String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + basic);
        }
        BoundedHttp.Answer answer =
                http.send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body(method, params))));
        JsonNode node = parse(answer);
        JsonNode error = node.path("error");
        if (!error.isMissingNode() && !error.isNull()) {
            throw new RpcErrorException(method + ": " + error.path("message").asText(error.toString()));
        }
        if (!node.hasNonNull("result")) {
            throw new RpcErrorException(method + ": no result");
        }
        return node.get("result");
    }

    private byte[] body(String method, Object... params) {
        try {
            return json.writeValueAsBytes(
                    Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(params)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request that is no JSON", e);
        }
    }

    private JsonNode parse(BoundedHttp.Answer answer) {
        try {
            JsonNode node = json.readTree(answer.body().bytes());
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new UnreadableException(uri + " answers " + answer.status() + " and no JSON");
        }
        throw new UnreadableException(uri + " answers " + answer.status() + " and no JSON-RPC");
    }
}
