package org.plainsight.chain.evm.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.plainsight.asset.Amount;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.BalanceReader;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.NodeException.Kind;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.methods.response.EthCall;
import tools.jackson.databind.JsonNode;

/** Balances by batches of {@code eth_getBalance} and {@code eth_call}, pinned to a block by its hash (EIP-1898). */
final class BalanceBatches implements BalanceReader {

    /** first four bytes of keccak256("balanceOf(address)"), and the padding of its argument */
    private static final String BALANCE_OF = "0x70a08231" + "0".repeat(24);

    /** More than any honest balanceOf needs; keeps a hostile one from running on or answering by the megabyte. */
    private static final String GAS = "0xf4240";

    private static final int WORD_DIGITS = 64;

    private final JsonRpcHttp rpc;
    private final AdaptiveChunk chunk;

    BalanceBatches(JsonRpcHttp rpc) {
        this(rpc, new AdaptiveChunk(100, 500));
    }

    private BalanceBatches(JsonRpcHttp rpc, AdaptiveChunk chunk) {
        this.rpc = rpc;
        this.chunk = chunk;
    }

    /** For endpoints that take no batches. */
    static BalanceBatches oneByOne(JsonRpcHttp rpc) {
        return new BalanceBatches(rpc, new AdaptiveChunk(1, 1));
    }

    boolean isOneByOne() {
        return chunk.max() == 1;
    }

    static Map<String, Object> pinned(String blockHash) {
        return Map.of("blockHash", "0x" + blockHash, "requireCanonical", true);
    }

    @Override
    public List<Balance> balances(String blockHash, List<AccountAsset> pairs) {
        List<Balance> answers = new ArrayList<>(pairs.size());
        while (answers.size() < pairs.size()) {
            int size = Math.min(chunk.size(), pairs.size() - answers.size());
            try {
                answers.addAll(batch(blockHash, pairs.subList(answers.size(), answers.size() + size)));
                chunk.succeeded(size);
            } catch (NodeException e) {
                boolean smallerMayPass = chunk.failed(size);
                if (e.kind() != Kind.TOO_LARGE || !smallerMayPass) {
                    throw e;
                }
            }
        }
        return answers;
    }

    private List<Balance> batch(String blockHash, List<AccountAsset> pairs) {
        List<Request<Object, EthCall>> requests =
                pairs.stream().map(pair -> request(blockHash, pair)).toList();
        Map<Long, JsonNode> byId = rpc.askAll(requests);
        List<Balance> answers = new ArrayList<>(pairs.size());
        for (int i = 0; i < pairs.size(); i++) {
            JsonNode answer = byId.get(requests.get(i).getId());
            answers.add(read(pairs.get(i), Objects.requireNonNull(answer, "askAll answers all")));
        }
        return answers;
    }

    private Request<Object, EthCall> request(String blockHash, AccountAsset pair) {
        String account = pair.account().address();
        if (pair.asset().isNative()) {
            return new Request<>("eth_getBalance", List.of(account, pinned(blockHash)), rpc, EthCall.class);
        }
        Map<String, Object> call =
                Map.of("to", pair.asset().reference(), "data", BALANCE_OF + account.substring(2), "gas", GAS);
        return new Request<>("eth_call", List.of(call, pinned(blockHash)), rpc, EthCall.class);
    }

    private static Balance read(AccountAsset pair, JsonNode answer) {
        JsonNode error = answer.path("error");
        boolean isCoin = pair.asset().isNative();
        if (error.isObject()) {
            int code = error.path("code").asInt(0);
            String message = error.path("message").asString("");
            boolean inContract = RpcErrors.isExecutionFailure(code, message)
                    || RpcErrors.kind(code, message).isEmpty();
            if (!isCoin && inContract) {
                return new Balance.Unreadable("the token's balanceOf failed");
            }
            throw RpcErrors.exception(isCoin ? "eth_getBalance" : "eth_call", code, message);
        }
        String result = answer.path("result").asString(null);
        if (isCoin) {
            return new Balance.Known(new Amount(Hex.quantity("balance", result)));
        }
        String word = Hex.data("call result", result);
        if (word.isEmpty()) {
            return new Balance.Unreadable("there is no token contract at that address");
        }
        return word.length() == WORD_DIGITS
                ? new Balance.Known(new Amount(Hex.quantity("balance", "0x" + word)))
                : new Balance.Unreadable("the token's balanceOf answered something that is no number");
    }
}
