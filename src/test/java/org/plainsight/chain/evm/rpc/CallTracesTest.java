package org.plainsight.chain.evm.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.chain.evm.EvmBlock;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.EvmTransaction;
import org.plainsight.chain.evm.InternalTransfer;
import org.plainsight.chain.evm.NodeException;

class CallTracesTest {

    private static final String A = "0x" + "a".repeat(40);
    private static final String B = "0x" + "b".repeat(40);
    private static final String C = "0x" + "c".repeat(40);
    private static final String BLOCK = "ab".repeat(32);
    private static final EvmBlock TWO = new EvmBlock(
            new EvmHeader(7, BLOCK, "cd".repeat(32), Instant.EPOCH),
            List.of(transaction(0), transaction(1)),
            List.of(),
            Set.of());
    private static final String UNKNOWN = "\"error\":{\"code\":-32601,\"message\":\"the method does not exist\"}";

    private ScriptedNode server;
    private JsonRpcHttp rpc;
    private CallTraces traces;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedNode();
        rpc = new JsonRpcHttp(server.url(), Duration.ofSeconds(5), 1 << 20);
        traces = new CallTraces(rpc);
    }

    @AfterEach
    void stop() {
        rpc.close();
        server.close();
    }

    private static String hash(int index) {
        return "%064x".formatted(0x100 + index);
    }

    private static EvmTransaction transaction(int index) {
        return new EvmTransaction(
                hash(index), index, A, Optional.of(B), Optional.empty(), BigInteger.ONE, BigInteger.ONE, true);
    }

    private static String call(String type, String from, String to, String value, String rest) {
        return "{\"type\":\"%s\",\"from\":\"%s\",\"to\":\"%s\",\"value\":\"%s\"%s}"
                .formatted(type, from, to, value, rest);
    }

    private static String geth(String... tops) {
        return "\"result\":["
                + String.join(
                        ",",
                        Arrays.stream(tops).map(t -> "{\"result\":" + t + "}").toList()) + "]";
    }

    private static InternalTransfer moved(int index, int order, String from, String to, long wei) {
        return new InternalTransfer(hash(index), index, order, from, to, BigInteger.valueOf(wei));
    }

    @Test
    void calls_inside_calls_creations_and_ends_of_contracts_move_value_and_what_failed_moved_nothing() {
        String inner = ",\"calls\":["
                + call("CALL", B, C, "0x5", ",\"calls\":[" + call("CREATE2", C, A, "0x2", "") + "]") + ","
                + call("DELEGATECALL", B, C, "0x9", ",\"calls\":[" + call("SELFDESTRUCT", B, A, "0x3", "") + "]") + ","
                + "{\"type\":\"STATICCALL\",\"from\":\"" + B + "\",\"to\":\"" + C + "\"},"
                + call(
                        "CALL",
                        B,
                        C,
                        "0x8",
                        ",\"error\":\"execution reverted\",\"calls\":[" + call("CALL", C, A, "0x8", "") + "]")
                + "," + call("CALL", B, C, "0x0", "") + "]";
        String failed = call(
                "CALL", A, B, "0x1", ",\"error\":\"out of gas\",\"calls\":[" + call("CALL", B, C, "0x1", "") + "]");
        server.answerEach(question -> geth(call("CALL", A, B, "0x1", inner), failed));

        assertThat(traces.of(TWO)).contains(List.of(moved(0, 0, B, C, 5), moved(0, 1, C, A, 2), moved(0, 2, B, A, 3)));
    }

    private static String parity(int index, String address, String type, String action, String rest) {
        return "{\"blockHash\":\"0x%s\",\"transactionHash\":\"0x%s\",\"traceAddress\":[%s],\"type\":\"%s\",\"action\":{%s}%s}"
                .formatted(BLOCK, hash(index), address, type, action, rest);
    }

    private static String action(String from, String to, String value, String type) {
        return "\"from\":\"%s\",\"to\":\"%s\",\"value\":\"%s\",\"callType\":\"%s\"".formatted(from, to, value, type);
    }

    @Test
    void a_node_without_the_one_way_is_asked_in_the_other_and_remembered() {
        String calls = String.join(
                ",",
                parity(0, "", "call", action(A, B, "0x1", "call"), ""),
                parity(0, "0", "call", action(B, C, "0x5", "call"), ""),
                parity(0, "1", "call", action(B, C, "0x9", "delegatecall"), ""),
                parity(0, "2", "call", action(B, C, "0x8", "call"), ",\"error\":\"Reverted\""),
                parity(0, "2,0", "call", action(C, A, "0x8", "call"), ""),
                parity(
                        1,
                        "0",
                        "create",
                        "\"from\":\"" + B + "\",\"value\":\"0x4\"",
                        ",\"result\":{\"address\":\"" + C + "\"}"),
                parity(
                        1,
                        "1",
                        "suicide",
                        "\"address\":\"" + B + "\",\"refundAddress\":\"" + A + "\",\"balance\":\"0x3\"",
                        ""),
                "{\"blockHash\":\"0x" + BLOCK + "\",\"type\":\"reward\",\"action\":{\"author\":\"" + A + "\"}}");
        server.answerEach(question ->
                question.path("method").asText().equals("trace_block") ? "\"result\":[" + calls + "]" : UNKNOWN);

        List<InternalTransfer> expected = List.of(moved(0, 0, B, C, 5), moved(1, 0, B, C, 4), moved(1, 1, B, A, 3));
        assertThat(traces.of(TWO)).contains(expected);
        assertThat(traces.of(TWO)).contains(expected);
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void a_node_that_traces_nothing_is_asked_once_and_never_again() {
        server.answerEach(question -> UNKNOWN);
        assertThat(traces.of(TWO)).isEmpty();
        assertThat(traces.of(TWO)).isEmpty();
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void traces_of_another_block_of_too_few_transactions_or_without_a_form_are_refused() {
        for (String wrong : List.of(
                geth(call("CALL", A, B, "0x1", "")),
                "\"result\":{}",
                "\"result\":[{},{}]",
                geth("{}", "{\"calls\":[{\"type\":\"CALL\",\"value\":\"0x1\"}]}"),
                geth("{}", "{\"calls\":[" + call("CALL", "0x12", B, "0x1", "") + "]}"),
                geth("{}", "{\"calls\":[" + call("CALL", A, B, "one", "") + "]}"))) {
            server.answerEach(question -> wrong);
            assertThatThrownBy(() -> traces.of(TWO)).as(wrong).isInstanceOf(NodeException.class);
        }
    }

    /** A node may send anything; it is refused, or it is transfers, and nothing else happens. */
    @Test
    void traces_with_pieces_taken_out_doubled_or_turned_are_transfers_or_refused() {
        String whole = geth(
                call("CALL", A, B, "0x1", ",\"calls\":[" + call("CALL", B, C, "0x5", "") + "]"),
                call("CALL", A, B, "0x1", ",\"calls\":[" + call("CREATE", B, C, "0x6", "") + "]"));
        Random random = new Random(11);
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int from = random.nextInt(whole.length());
            int to = Math.min(whole.length(), from + 1 + random.nextInt(12));
            String bent = whole.substring(0, from)
                    + switch (random.nextInt(3)) {
                        case 0 -> "";
                        case 1 -> whole.substring(from, to).repeat(2);
                        default -> new StringBuilder(whole.substring(from, to)).reverse();
                    }
                    + whole.substring(to);
            server.answerEach(question -> bent);
            try {
                traces.of(TWO);
            } catch (NodeException e) {
                // refused
            } catch (RuntimeException e) {
                failures.add(bent + ": " + e);
            }
        }
        assertThat(failures).isEmpty();
    }
}
