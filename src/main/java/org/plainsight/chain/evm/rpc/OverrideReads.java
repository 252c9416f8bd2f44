package org.plainsight.chain.evm.rpc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.BalanceReader;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.NodeException.Kind;
import org.plainsight.chain.evm.read.BatchReader;
import org.plainsight.chain.evm.read.BatchReader.Answer;
import org.plainsight.chain.evm.read.MalformedReadingException;

/** Balances by {@link BatchReader}, asset by asset, each call about as many addresses as went well before. */
final class OverrideReads implements BalanceReader {

    private static final int START = 2_000;
    private static final int MAX = 10_000;

    /** So many of one asset are read one after the other; others meanwhile. */
    private static final int SLICE = 20_000;

    /** A token that failed this often in a row, and never once answered, is not asked for the rest. */
    private static final int HOPELESS = 64;

    private final JsonRpcHttp rpc;
    private final Function<String, EvmHeader> headers;
    private final boolean tellsBlock;
    private final AdaptiveChunk chunk = new AdaptiveChunk(START, MAX);

    /**
     * @param headers by hash
     * @param tellsBlock the chain gives contracts its own block numbers and hashes, so they must be those asked for
     */
    OverrideReads(JsonRpcHttp rpc, Function<String, EvmHeader> headers, boolean tellsBlock) {
        this.rpc = rpc;
        this.headers = headers;
        this.tellsBlock = tellsBlock;
    }

    @Override
    public List<Balance> balances(String blockHash, List<AccountAsset> pairs) {
        Map<AssetId, List<Integer>> byAsset = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            byAsset.computeIfAbsent(pairs.get(i).asset(), asset -> new ArrayList<>())
                    .add(i);
        }
        Balance[] answers = new Balance[pairs.size()];
        List<Callable<@Nullable Void>> slices = new ArrayList<>();
        byAsset.forEach((asset, places) -> {
            for (int from = 0; from < places.size(); from += SLICE) {
                List<Integer> slice = places.subList(from, Math.min(places.size(), from + SLICE));
                slices.add(() -> {
                    read(blockHash, asset, slice, pairs, answers);
                    return null;
                });
            }
        });
        InFlight.run(slices);
        return Arrays.asList(answers);
    }

    private void read(
            String blockHash, AssetId asset, List<Integer> places, List<AccountAsset> pairs, Balance[] answers) {
        List<Balance> ofAsset = ofAsset(
                blockHash,
                asset,
                places.stream()
                        .map(place -> pairs.get(place).account().address())
                        .toList());
        for (int i = 0; i < places.size(); i++) {
            answers[places.get(i)] = ofAsset.get(i);
        }
    }

    private List<Balance> ofAsset(String blockHash, AssetId asset, List<String> accounts) {
        List<Balance> answers = new ArrayList<>(accounts.size());
        boolean everKnown = false;
        while (answers.size() < accounts.size()) {
            if (!everKnown && answers.size() >= HOPELESS) {
                answers.addAll(Collections.nCopies(accounts.size() - answers.size(), answers.getLast()));
                break;
            }
            int size = Math.min(chunk.size(), accounts.size() - answers.size());
            List<String> asked = accounts.subList(answers.size(), answers.size() + size);
            switch (ask(blockHash, asset, asked)) {
                case Answer.NoContract none -> {
                    return Collections.nCopies(
                            accounts.size(), new Balance.Unreadable("there is no token contract at that address"));
                }
                case Answer.Read read -> {
                    read.balances().forEach(balance -> answers.add(balance(balance)));
                    everKnown |= read.balances().stream().anyMatch(Optional::isPresent);
                    if (read.balances().isEmpty()) {
                        shrink(size, new NodeException(Kind.TOO_LARGE, "the node gives a call too little gas"));
                    } else if (read.balances().size() == size) {
                        chunk.succeeded(size);
                    }
                }
            }
        }
        return answers;
    }

    private static Balance balance(Optional<Amount> amount) {
        return amount.isPresent()
                ? new Balance.Known(amount.get())
                : new Balance.Unreadable("the token's balanceOf failed, or answered something that is no number");
    }

    private Answer ask(String blockHash, AssetId asset, List<String> accounts) {
        int size = accounts.size();
        while (true) {
            try {
                return askOnce(blockHash, asset, accounts.subList(0, size));
            } catch (NodeException e) {
                shrink(size, e);
                size = Math.max(1, size / 2);
            }
        }
    }

    /** Only what a smaller question may cure is asked again. */
    private void shrink(int size, NodeException failure) {
        if (failure.kind() != Kind.TOO_LARGE || !chunk.failed(size)) {
            throw failure;
        }
    }

    private Answer askOnce(String blockHash, AssetId asset, List<String> accounts) {
        Optional<String> contract = asset.isNative() ? Optional.empty() : Optional.of(asset.reference());
        String digits = call(rpc, BalanceBatches.pinned(blockHash), contract, accounts);
        Answer answer;
        try {
            answer = BatchReader.decode(digits, accounts.size());
        } catch (MalformedReadingException e) {
            throw new NodeException(Kind.BAD_ANSWER, "the node's " + e.getMessage(), null, e);
        }
        if (tellsBlock && answer instanceof Answer.Read read) {
            EvmHeader header = headers.apply(blockHash);
            if (read.number() != header.number() || !read.parentHash().equals(header.parentHash())) {
                throw new NodeException(
                        Kind.BAD_ANSWER,
                        "the node read block " + read.number() + " on 0x" + read.parentHash()
                                + " when asked about block " + header.number());
            }
        }
        return answer;
    }

    /** @return the answer's digits */
    static String call(JsonRpcHttp rpc, Object block, Optional<String> contract, List<String> accounts) {
        var answer = rpc.answer(
                "eth_call",
                Map.of("to", BatchReader.ADDRESS, "data", BatchReader.callData(contract, accounts)),
                block,
                Map.of(BatchReader.ADDRESS, Map.of("code", BatchReader.CODE)));
        var error = answer.path("error");
        if (error.isObject()) {
            int code = error.path("code").asInt(0);
            String message = error.path("message").asString("");
            if (RpcErrors.isExecutionFailure(code, message)) {
                // the code never fails by itself: there was not enough gas for so many
                throw new NodeException(Kind.TOO_LARGE, "the node could not finish a call about many balances");
            }
            throw RpcErrors.exception("eth_call", code, message);
        }
        return Hex.data("call result", answer.path("result").asString(null));
    }
}
