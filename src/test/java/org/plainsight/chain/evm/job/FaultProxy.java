package org.plainsight.chain.evm.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before a real node and spoils its answers in one way at a time. */
final class FaultProxy implements AutoCloseable {

    enum Fault {
        NONE,
        WRONG_VALUE,
        ZERO_VALUE,
        LATEST_FOR_HISTORICAL,
        STALE_HEAD,
        WRONG_FORK,
        OMITTED_LOGS,
        INVALID_PROOF,
        TRUNCATED,
        REORDERED,
        WRONG_IDS,
        ERROR_OBJECT,
        RATE_LIMITED,
        SLOW_BODY,
        HUGE_BODY,
        HTML_BODY,
        SERVER_ERROR,
        CUT_CONNECTION
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI node;
    private final Duration slow;
    private final int huge;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile Fault fault = Fault.NONE;

    FaultProxy(URI node, Duration slow, int huge) throws IOException {
        this.node = node;
        this.slow = slow;
        this.huge = huge;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    void set(Fault next) {
        fault = next;
    }

    private void handle(HttpExchange exchange) throws IOException {
        Fault now = fault;
        try (exchange) {
            String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String answer = ask(spoilQuestion(now, question));
            switch (now) {
                case CUT_CONNECTION -> {
                    exchange.sendResponseHeaders(200, answer.length());
                    exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8), 0, answer.length() / 3);
                }
                case RATE_LIMITED -> {
                    exchange.getResponseHeaders().add("Retry-After", "1");
                    send(exchange, 429, "slow down");
                }
                case SERVER_ERROR -> send(exchange, 502, "bad gateway");
                case HTML_BODY -> send(exchange, 200, "<html><body>Checking your browser</body></html>");
                case HUGE_BODY -> send(exchange, 200, "{\"id\":1,\"result\":\"" + "0".repeat(huge) + "\"}");
                case SLOW_BODY -> {
                    Thread.sleep(slow);
                    send(exchange, 200, answer);
                }
                case TRUNCATED -> send(exchange, 200, answer.substring(0, answer.length() / 2));
                default -> send(exchange, 200, spoilAnswer(now, question, answer));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private String ask(String question) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(node)
                                .header("content-type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(question))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String spoilQuestion(Fault fault, String question) {
        return switch (fault) {
            case LATEST_FOR_HISTORICAL ->
                question.replaceAll(
                        "\\{\"(blockHash\":\"0x[0-9a-f]+\",\"requireCanonical\":true"
                                + "|requireCanonical\":true,\"blockHash\":\"0x[0-9a-f]+\")}",
                        "\"latest\"");
            case STALE_HEAD -> question.replace("\"latest\"", "\"0x2\"").replace("\"finalized\"", "\"0x1\"");
            default -> question;
        };
    }

    private static String spoilAnswer(Fault fault, String question, String answer) throws IOException {
        JsonNode asked = JSON.readTree(question);
        JsonNode answers = JSON.readTree(answer);
        if (fault == Fault.REORDERED && answers.isArray()) {
            List<JsonNode> parts = new ArrayList<>();
            answers.forEach(parts::add);
            Collections.reverse(parts);
            ArrayNode reversed = JSON.createArrayNode();
            parts.forEach(reversed::add);
            return reversed.toString();
        }
        if (answers.isArray()) {
            for (int i = 0; i < answers.size(); i++) {
                spoil(fault, asked.path(i).path("method").asText(), (ObjectNode) answers.get(i));
            }
        } else {
            spoil(fault, asked.path("method").asText(), (ObjectNode) answers);
        }
        return answers.toString();
    }

    private static void spoil(Fault fault, String method, ObjectNode answer) {
        boolean value = method.equals("eth_getBalance") || method.equals("eth_call");
        switch (fault) {
            case WRONG_VALUE -> {
                if (value && answer.path("result").isTextual()) {
                    answer.put("result", changed(answer.path("result").asText()));
                }
            }
            case ZERO_VALUE -> {
                if (value && answer.path("result").isTextual()) {
                    answer.put("result", zeroed(answer.path("result").asText()));
                }
            }
            case WRONG_FORK -> {
                if (method.startsWith("eth_getBlockBy") && answer.path("result").isObject()) {
                    ObjectNode block = (ObjectNode) answer.get("result");
                    block.put("hash", changed(block.path("hash").asText()));
                    block.put("parentHash", changed(block.path("parentHash").asText()));
                }
            }
            case OMITTED_LOGS -> {
                for (JsonNode receipt : answer.path("result")) {
                    if (receipt.has("logs")) {
                        ((ObjectNode) receipt).putArray("logs");
                    }
                }
                if (method.equals("eth_getLogs")) {
                    answer.putArray("result");
                }
            }
            case INVALID_PROOF -> {
                JsonNode nodes = answer.path("result").path("accountProof");
                if (nodes.isArray() && !nodes.isEmpty()) {
                    ((ArrayNode) nodes)
                            .set(
                                    nodes.size() - 1,
                                    changed(nodes.get(nodes.size() - 1).asText()));
                }
            }
            case WRONG_IDS -> answer.put("id", answer.path("id").asLong() + 1);
            case ERROR_OBJECT -> {
                answer.remove("result");
                answer.putObject("error").put("code", -32000).put("message", "some trouble of its own");
            }
            default -> {
                // spoilt on the way, not inside
            }
        }
    }

    /** Of the batch reader, the last balance; of anything else, its end. */
    private static String changed(String hex) {
        char last = hex.charAt(hex.length() - 1);
        return hex.substring(0, hex.length() - 1) + (last == '7' ? '8' : '7');
    }

    private static String zeroed(String hex) {
        int keep = hex.length() > 2 + 5 * 64 ? hex.length() - 64 : 2;
        return hex.length() <= 2 ? hex : hex.substring(0, keep) + "0".repeat(hex.length() - keep);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}
