package org.plainsight.chain.evm.rpc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.NodeException.Kind;
import org.web3j.protocol.Service;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.response.EthCall;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * web3j's transport, with what its own lacks: a limit on the answer's size, one deadline for all of an exchange, no
 * redirects, batches matched by id, and failures with a name. The JDK's client sends without Nagle's delay.
 */
class JsonRpcHttp extends Service implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(10);

    private final URI url;
    private final Duration deadline;
    private final long maxAnswerBytes;
    private final HttpClient http;

    JsonRpcHttp(URI url, Duration deadline, long maxAnswerBytes) {
        super(false);
        this.maxAnswerBytes = maxAnswerBytes;
        this.url = url;
        this.deadline = deadline;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** One call; an error object of the answer is thrown. */
    <T extends Response<?>> T ask(Request<?, T> request) {
        T answer;
        try {
            answer = send(request, request.getResponseType());
        } catch (IOException | JacksonException e) {
            throw new NodeException(
                    Kind.BAD_ANSWER, "the node's answer to " + request.getMethod() + " does not parse", null, e);
        }
        if (answer.hasError()) {
            throw RpcErrors.exception(
                    request.getMethod(),
                    answer.getError().getCode(),
                    String.valueOf(answer.getError().getMessage()));
        }
        if (answer.getId() != request.getId()) {
            throw new NodeException(Kind.BAD_ANSWER, "the node answered another question than " + request.getMethod());
        }
        return answer;
    }

    /** One call whose answer web3j has no type for. @throws NodeException for an error object too */
    JsonNode result(String method, Object... params) {
        JsonNode answer = answer(method, params);
        JsonNode error = answer.path("error");
        if (error.isObject()) {
            throw RpcErrors.exception(
                    method, error.path("code").asInt(0), error.path("message").asString(""));
        }
        return answer.path("result");
    }

    /** One call: its answer as it came, {@code result} or {@code error}. */
    JsonNode answer(String method, Object... params) {
        Request<Object, EthCall> request = new Request<>(method, List.of(params), this, EthCall.class);
        return Objects.requireNonNull(askAll(List.of(request)).get(request.getId()), "askAll answers all");
    }

    /**
     * Many calls in one exchange: their answers by the requests' ids, all of them, errors among them. A single one is
     * sent alone, as some endpoints take no batches.
     */
    Map<Long, JsonNode> askAll(List<? extends Request<?, ?>> requests) {
        boolean alone = requests.size() == 1;
        JsonNode answers;
        try (InputStream body = performIO(objectMapper.writeValueAsString(alone ? requests.getFirst() : requests))) {
            answers = objectMapper.readTree(body);
        } catch (IOException | JacksonException e) {
            throw new NodeException(Kind.BAD_ANSWER, "the node's answer to a batch does not parse", null, e);
        }
        if (alone && answers.path("id").asLong(-1) == requests.getFirst().getId()) {
            return Map.of(requests.getFirst().getId(), answers);
        }
        if (!answers.isArray()) {
            // a batch refused as a whole: one error object, whatever its id
            JsonNode error = answers.path("error");
            throw RpcErrors.exception(
                    "a batch",
                    error.path("code").asInt(0),
                    error.path("message").asString(""));
        }
        Map<Long, JsonNode> byId = new HashMap<>();
        for (JsonNode answer : answers) {
            JsonNode id = answer.path("id");
            if (!id.isIntegralNumber() || byId.put(id.asLong(), answer) != null) {
                throw new NodeException(Kind.BAD_ANSWER, "the node answered a batch with ids that do not fit");
            }
        }
        if (byId.size() != requests.size() || !requests.stream().allMatch(r -> byId.containsKey(r.getId()))) {
            throw new NodeException(Kind.BAD_ANSWER, "the node left parts of a batch unanswered");
        }
        return byId;
    }

    @Override
    protected InputStream performIO(String payload) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(payload, StandardCharsets.UTF_8))
                .build();
        HttpResponse<byte[]> response = exchange(request);
        byte[] body = response.body();
        int status = response.statusCode();
        if (status == 429) {
            throw new NodeException(Kind.RATE_LIMITED, "the node asks for patience", retryAfter(response), null);
        }
        if (status == 413) {
            throw new NodeException(Kind.TOO_LARGE, "the node finds the question too large");
        }
        // some providers put an error object under status 400
        if ((status != 200 && status != 400) || !looksLikeJson(body)) {
            throw new NodeException(
                    Kind.UNREACHABLE, "the node answered HTTP " + status + (status == 200 ? " without JSON" : ""));
        }
        return new ByteArrayInputStream(body);
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), maxAnswerBytes));
        try {
            return exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new NodeException(
                    Kind.UNREACHABLE, "the node did not answer within " + deadline.toSeconds() + " s", null, e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new NodeException(Kind.UNREACHABLE, "interrupted", null, e);
        } catch (ExecutionException e) {
            if (isBeyondLimit(e)) {
                throw new NodeException(Kind.TOO_LARGE, "the node's answer is larger than is taken", null, e);
            }
            throw new NodeException(Kind.UNREACHABLE, "the node cannot be reached", null, e);
        }
    }

    /** The JDK tells by the words alone. */
    private static boolean isBeyondLimit(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("exceeds capacity")) {
                return true;
            }
        }
        return false;
    }

    private static boolean looksLikeJson(byte[] body) {
        for (byte b : body) {
            if (!Character.isWhitespace(b)) {
                return b == '{' || b == '[';
            }
        }
        return false;
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        long seconds = response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(Long::parseLong)
                .orElse(1L);
        Duration asked = Duration.ofSeconds(seconds);
        return asked.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
