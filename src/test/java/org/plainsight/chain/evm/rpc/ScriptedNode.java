package org.plainsight.chain.evm.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server that answers JSON-RPC the way a test tells it to. */
final class ScriptedNode implements AutoCloseable {

    /** @param retryAfter empty for none */
    record Answer(int status, String body, String retryAfter) {
        static Answer of(String body) {
            return new Answer(200, body, "");
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<JsonNode> asked = new ArrayList<>();
    private volatile Function<JsonNode, Answer> script = question -> Answer.of("{}");

    ScriptedNode() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    void answer(Function<JsonNode, Answer> newScript) {
        script = newScript;
    }

    /** Every call of every request alike: {@code "result":…} or {@code "error":…}. */
    void answerEach(Function<JsonNode, String> member) {
        script = question -> {
            if (!question.isArray()) {
                return Answer.of(one(question, member));
            }
            List<String> parts = new ArrayList<>();
            question.forEach(call -> parts.add(one(call, member)));
            return Answer.of("[" + String.join(",", parts.reversed()) + "]");
        };
    }

    List<JsonNode> asked() {
        return asked;
    }

    private static String one(JsonNode call, Function<JsonNode, String> member) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + call.path("id").asLong() + "," + member.apply(call) + "}";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode question = JSON.readTree(exchange.getRequestBody());
            synchronized (asked) {
                asked.add(question);
            }
            Answer answer = script.apply(question);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            if (!answer.retryAfter().isEmpty()) {
                exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
            }
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
