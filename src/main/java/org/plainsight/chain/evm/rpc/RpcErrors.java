package org.plainsight.chain.evm.rpc;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.NodeException.Kind;

/**
 * What a node means by an error object: every client and provider has its own words. Words that a contract may have
 * chosen are never looked at, or a token could pass its revert off as an outage.
 */
final class RpcErrors {

    private static final int REVERTED = 3;
    private static final int NETHERMIND_EXECUTION = -32015;
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int LIMIT_EXCEEDED = -32005;
    private static final int HTTP_TOO_MANY_REQUESTS = 429;

    private static final List<String> EXECUTION =
            List.of("execution reverted", "vm execution", "evm error", "revert", "out of gas", "invalid opcode");
    private static final List<String> TOO_LARGE = List.of(
            "more than",
            "block range",
            "range is too",
            "range too",
            "too many results",
            "max results",
            "response size",
            "too large",
            "too big",
            "batch size",
            "batch limit",
            "query timeout",
            "exceeds the range",
            "exceed max");
    private static final List<String> RATE_LIMITED =
            List.of("rate limit", "too many requests", "request limit", "compute units", "limit exceeded", "capacity");
    private static final List<String> NO_STATE = List.of(
            "missing trie node",
            "state is not available",
            "state not available",
            "historical state",
            "no state available",
            "pruned",
            "distance to target block",
            "state histories");
    private static final List<String> NO_BLOCK = List.of(
            "not currently canonical",
            "not canonical",
            "header not found",
            "header for hash not found",
            "unknown block",
            "block not found",
            "blocknotfound");

    private RpcErrors() {}

    /** The call itself failed inside the contract; the node is well. */
    static boolean isExecutionFailure(int code, String message) {
        String words = message.toLowerCase(Locale.ROOT);
        return code == REVERTED
                || code == NETHERMIND_EXECUTION
                || EXECUTION.stream().anyMatch(words::startsWith);
    }

    /** Empty when it is no known complaint of the node about itself. */
    static Optional<Kind> kind(int code, String message) {
        String words = message.toLowerCase(Locale.ROOT);
        if (code == METHOD_NOT_FOUND) {
            return Optional.of(Kind.UNKNOWN_METHOD);
        }
        if (NO_STATE.stream().anyMatch(words::contains)) {
            return Optional.of(Kind.STATE_UNAVAILABLE);
        }
        if (NO_BLOCK.stream().anyMatch(words::contains)) {
            return Optional.of(Kind.NOT_CANONICAL);
        }
        if (TOO_LARGE.stream().anyMatch(words::contains)) {
            return Optional.of(Kind.TOO_LARGE);
        }
        if (code == LIMIT_EXCEEDED
                || code == HTTP_TOO_MANY_REQUESTS
                || RATE_LIMITED.stream().anyMatch(words::contains)) {
            return Optional.of(Kind.RATE_LIMITED);
        }
        return Optional.empty();
    }

    /** For the public: the node's own words stay out, they may hold keys or anything. */
    static NodeException exception(String method, int code, String message) {
        Kind kind = kind(code, message).orElse(Kind.BAD_ANSWER);
        return new NodeException(kind, "the node refused " + method + " with error " + code);
    }
}
