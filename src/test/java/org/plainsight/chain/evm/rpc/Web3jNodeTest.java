package org.plainsight.chain.evm.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.EvmLog;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.NodeException.Kind;
import org.plainsight.chain.evm.rpc.ScriptedNode.Answer;

class Web3jNodeTest {

    private static final ChainId CHAIN = ChainId.parse("eip155:1");
    private static final AssetId COIN = AssetId.parse(CHAIN + "/slip44:60");
    private static final AssetId TOKEN = AssetId.parse(CHAIN + "/erc20:0x" + "c".repeat(40));
    private static final String BLOCK = "ab".repeat(32);
    private static final String WORD = "\"result\":\"0x" + "0".repeat(63) + "7\"";

    private ScriptedNode server;
    private Web3jNode node;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedNode();
        JsonRpcHttp rpc = new JsonRpcHttp(server.url(), Duration.ofSeconds(5), 1 << 20);
        node = new Web3jNode(rpc, new Web3jNode.Checks(true, false), new BalanceBatches(rpc));
    }

    @AfterEach
    void stop() {
        node.close();
        server.close();
    }

    @Test
    void answers_of_a_batch_are_matched_by_id_in_whatever_order_they_come() {
        server.answerEach(
                call -> "\"result\":\"0x" + call.path("params").path(0).asText().substring(41) + "\"");
        List<AccountAsset> pairs = IntStream.range(1, 10)
                .mapToObj(i -> new AccountAsset(account(i), COIN))
                .toList();

        assertThat(node.balances(BLOCK, pairs))
                .isEqualTo(IntStream.range(1, 10)
                        .<Balance>mapToObj(i -> new Balance.Known(Amount.of(i)))
                        .toList());
    }

    @Test
    void balances_are_pinned_to_the_block_by_its_hash() {
        server.answerEach(call -> WORD);

        node.balances(BLOCK, List.of(new AccountAsset(account(1), TOKEN)));

        assertThat(server.asked().getFirst().path("params").path(1).toString())
                .contains("\"blockHash\":\"0x" + BLOCK + "\"")
                .contains("\"requireCanonical\":true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"result\":\"0x\"",
                "\"result\":\"0x01\"",
                "\"error\":{\"code\":3,\"message\":\"execution reverted\"}",
                "\"error\":{\"code\":3,\"message\":\"execution reverted: header not found, rate limit\",\"data\":\"0x\"}",
                "\"error\":{\"code\":-32000,\"message\":\"out of gas\"}",
                "\"error\":{\"code\":-32000,\"message\":\"some new way to fail\"}"
            })
    void a_token_without_a_usable_answer_is_unknown_and_never_zero(String answer) {
        server.answerEach(call -> call.path("method").asText().equals("eth_call") ? answer : "\"result\":\"0x5\"");

        assertThat(node.balances(
                        BLOCK, List.of(new AccountAsset(account(1), TOKEN), new AccountAsset(account(1), COIN))))
                .satisfiesExactly(
                        token -> assertThat(token).isInstanceOf(Balance.Unreadable.class),
                        coin -> assertThat(coin).isEqualTo(new Balance.Known(Amount.of(5))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-32005|limit exceeded|RATE_LIMITED",
                "-32000|missing trie node 12ab (path )|STATE_UNAVAILABLE",
                "-32000|header not found|NOT_CANONICAL",
                "-32000|hash is not currently canonical|NOT_CANONICAL",
                "-32601|the method eth_x does not exist|UNKNOWN_METHOD",
                "-32602|query returned more than 10000 results|TOO_LARGE",
                "-1|surprise|BAD_ANSWER"
            })
    void an_error_object_is_sorted_by_what_to_do_about_it(int code, String message, Kind kind) {
        server.answerEach(call -> "\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\"}");

        NodeException failure = catchThrowableOfType(NodeException.class, () -> node.header(1));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageNotContaining("10000").hasMessageNotContaining("trie");
    }

    @Test
    void a_provider_that_asks_for_patience_is_given_it() {
        server.answer(question -> new Answer(429, "slow down", "7"));

        NodeException failure = catchThrowableOfType(NodeException.class, node::latest);

        assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void a_page_in_place_of_json_is_an_outage() {
        server.answer(question -> Answer.of("<html>Just a moment…</html>"));

        assertThat(catchThrowableOfType(NodeException.class, node::latest).kind())
                .isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void an_answer_beyond_the_limit_is_cut_off() {
        server.answerEach(call -> "\"result\":\"0x" + "0".repeat(2 << 20) + "\"");

        assertThat(catchThrowableOfType(NodeException.class, node::latest).kind())
                .isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void a_batch_that_is_too_large_is_asked_in_halves() {
        server.answer(
                question -> question.size() > 3 ? new Answer(413, "", "") : Answer.of("[" + answers(question) + "]"));
        List<AccountAsset> pairs = IntStream.range(1, 20)
                .mapToObj(i -> new AccountAsset(account(i), TOKEN))
                .toList();

        assertThat(node.balances(BLOCK, pairs)).hasSize(19).allMatch(new Balance.Known(Amount.of(7))::equals);
    }

    @Test
    void an_answer_left_out_or_given_twice_is_noticed() {
        List<AccountAsset> two = List.of(new AccountAsset(account(1), COIN), new AccountAsset(account(2), COIN));
        server.answer(question -> Answer.of("[" + answers(question).split("(?<=}),", 2)[0] + "]"));
        assertThat(catchThrowableOfType(NodeException.class, () -> node.balances(BLOCK, two))
                        .kind())
                .isEqualTo(Kind.BAD_ANSWER);

        server.answer(question -> {
            String first = answers(question).split("(?<=}),", 2)[0];
            return Answer.of("[" + first + "," + first + "]");
        });
        assertThat(catchThrowableOfType(NodeException.class, () -> node.balances(BLOCK, two))
                        .kind())
                .isEqualTo(Kind.BAD_ANSWER);
    }

    @Test
    void logs_are_asked_for_in_halves_until_the_node_is_content() {
        server.answerEach(call -> {
            var filter = call.path("params").path(0);
            long from = Long.decode(filter.path("fromBlock").asText());
            long to = Long.decode(filter.path("toBlock").asText());
            return to - from > 10
                    ? "\"error\":{\"code\":-32000,\"message\":\"block range is too wide\"}"
                    : "\"result\":[]";
        });

        assertThat(node.transferLogs(
                        0, 100, List.of(TOKEN.reference()), List.of(account(1).address())))
                .isEmpty();
    }

    @Test
    void a_log_that_was_not_asked_for_is_a_bad_answer() {
        server.answerEach(call -> "\"result\":[{\"address\":\"0x" + "d".repeat(40) + "\",\"topics\":[],\"data\":\"0x\","
                + "\"blockNumber\":\"0x1\",\"blockHash\":\"0x" + BLOCK + "\",\"transactionHash\":\"0x" + BLOCK
                + "\",\"transactionIndex\":\"0x0\",\"logIndex\":\"0x0\",\"removed\":false}]");

        assertThat(catchThrowableOfType(
                                NodeException.class,
                                () -> node.transferLogs(
                                        0,
                                        1,
                                        List.of(TOKEN.reference()),
                                        List.of(account(1).address())))
                        .kind())
                .isEqualTo(Kind.BAD_ANSWER);
    }

    @Test
    void a_log_the_node_leaves_out_is_found_out_by_the_bloom_of_the_header() {
        EvmLog log = new EvmLog(TOKEN.reference(), List.of("12".repeat(32)), "", 1, BLOCK, BLOCK, 0, 0);
        server.answerEach(call -> "\"result\":" + block(LogsBloom.of(List.of(log))));

        assertThat(catchThrowableOfType(NodeException.class, () -> node.block(BLOCK))
                        .kind())
                .isEqualTo(Kind.BAD_ANSWER);

        server.answerEach(call -> "\"result\":" + block(LogsBloom.of(List.of())));
        assertThat(node.block(BLOCK)).isPresent();
    }

    @Test
    void whatever_bytes_a_node_sends_only_a_node_exception_comes_out() {
        Random random = new Random(7);
        String good = "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":" + block("0".repeat(512)) + "}";
        for (int i = 0; i < 400; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(32, 127));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, "{}[],:\"0x\\u0000".charAt(random.nextInt(13)));
                }
            }
            server.answer(question -> new Answer(
                    200,
                    new String(
                            text.toString()
                                    .replace("ID", question.path("id").asText("1"))
                                    .getBytes(StandardCharsets.UTF_8),
                            StandardCharsets.UTF_8),
                    ""));
            try {
                assertThat(node.block(BLOCK))
                        .satisfiesAnyOf(
                                block -> assertThat(block).isEmpty(),
                                block -> assertThat(block.orElseThrow().header().hash())
                                        .isEqualTo(BLOCK));
            } catch (NodeException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }

    private static String answers(JsonNode question) {
        StringBuilder answers = new StringBuilder();
        question.forEach(call -> answers.append(answers.isEmpty() ? "" : ",")
                .append("{\"id\":")
                .append(call.path("id").asLong())
                .append(',')
                .append(WORD)
                .append('}'));
        return answers.toString();
    }

    private static String block(String bloom) {
        return "{\"number\":\"0x1\",\"hash\":\"0x" + BLOCK + "\",\"parentHash\":\"0x" + "cd".repeat(32)
                + "\",\"timestamp\":\"0x65\",\"miner\":\"0x" + "0".repeat(40) + "\",\"logsBloom\":\"0x" + bloom
                + "\",\"transactions\":[]}";
    }

    private static AccountId account(int number) {
        return new AccountId(CHAIN, "0x" + String.format(Locale.ROOT, "%040x", number));
    }
}
