package org.plainsight.chain.evm.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.BalanceReader;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.NodeException.Kind;
import org.plainsight.chain.evm.read.MalformedReadingException;
import org.plainsight.chain.evm.read.Multicall3;
import org.plainsight.chain.evm.read.Multicall3.Answer;

/**
 * Balances by {@link Multicall3}. It gives a call all the gas there is, so one token can make the calls after it fail:
 * whatever failed is asked again, each by itself.
 */
final class MulticallReads implements BalanceReader {

    private final JsonRpcHttp rpc;
    private final BalanceReader each;
    private final AdaptiveChunk chunk = new AdaptiveChunk(500, 2_000);

    /** @param each for what failed together */
    MulticallReads(JsonRpcHttp rpc, BalanceReader each) {
        this.rpc = rpc;
        this.each = each;
    }

    @Override
    public List<Balance> balances(String blockHash, List<AccountAsset> pairs) {
        List<Balance> answers = new ArrayList<>(pairs.size());
        List<Integer> again = new ArrayList<>();
        while (answers.size() < pairs.size()) {
            int size = Math.min(chunk.size(), pairs.size() - answers.size());
            try {
                for (Answer answer : ask(blockHash, pairs.subList(answers.size(), answers.size() + size))) {
                    if (answer instanceof Answer.Failed) {
                        again.add(answers.size());
                    }
                    answers.add(balance(answer));
                }
                chunk.succeeded(size);
            } catch (NodeException e) {
                if (e.kind() != Kind.TOO_LARGE || !chunk.failed(size)) {
                    throw e;
                }
            }
        }
        List<Balance> second = again.isEmpty()
                ? List.of()
                : each.balances(blockHash, again.stream().map(pairs::get).toList());
        for (int i = 0; i < again.size(); i++) {
            answers.set(again.get(i), second.get(i));
        }
        return answers;
    }

    private static Balance balance(Answer answer) {
        return switch (answer) {
            case Answer.Known(var amount) -> new Balance.Known(amount);
            case Answer.Empty empty -> new Balance.Unreadable("there is no token contract at that address");
            case Answer.Failed failed -> new Balance.Unreadable("the token's balanceOf failed");
        };
    }

    private List<Answer> ask(String blockHash, List<AccountAsset> pairs) {
        List<Multicall3.Question> questions = pairs.stream()
                .map(pair -> new Multicall3.Question(
                        pair.asset().isNative()
                                ? Optional.empty()
                                : Optional.of(pair.asset().reference()),
                        pair.account().address()))
                .toList();
        var answer = rpc.answer(
                "eth_call",
                Map.of("to", Multicall3.ADDRESS, "data", Multicall3.callData(questions)),
                BalanceBatches.pinned(blockHash));
        var error = answer.path("error");
        if (error.isObject()) {
            int code = error.path("code").asInt(0);
            String message = error.path("message").asString("");
            throw RpcErrors.isExecutionFailure(code, message)
                    ? new NodeException(Kind.TOO_LARGE, "the node could not finish a call about many balances")
                    : RpcErrors.exception("eth_call", code, message);
        }
        try {
            return Multicall3.decode(
                    Hex.data("call result", answer.path("result").asString(null)), pairs.size());
        } catch (MalformedReadingException e) {
            throw new NodeException(Kind.BAD_ANSWER, "the node's " + e.getMessage(), null, e);
        }
    }
}
