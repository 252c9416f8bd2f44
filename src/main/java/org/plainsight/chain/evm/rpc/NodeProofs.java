package org.plainsight.chain.evm.rpc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.Amount;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.NodeException.Kind;
import org.plainsight.chain.evm.proof.HeaderFields;
import org.plainsight.chain.evm.proof.NodeSet;
import org.plainsight.chain.evm.proof.ProofSource;
import org.plainsight.chain.evm.proof.ProvenHeader;
import org.plainsight.merkle.Hash32;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.methods.response.EthCall;
import tools.jackson.databind.JsonNode;

/** {@code eth_getProof} (EIP-1186). Only the trie nodes of its answers are used, and those by what they hash to. */
final class NodeProofs implements ProofSource {

    private static final int SLOTS_AT_ONCE = 400;
    private static final String BALANCE_OF = "0x70a08231" + "0".repeat(24);
    private static final int WORD_DIGITS = 64;

    private final JsonRpcHttp rpc;
    private final AdaptiveChunk chunk = new AdaptiveChunk(50, 200);

    NodeProofs(JsonRpcHttp rpc) {
        this.rpc = rpc;
    }

    private record Question(String address, List<Hash32> slots) {}

    @Override
    public Optional<ProvenHeader> provenHeader(Hash32 blockHash) {
        JsonNode block = rpc.result("eth_getBlockByHash", "0x" + blockHash.toHex(), false);
        return HeaderFields.find(blockHash, name -> block.path(name).asString(null));
    }

    @Override
    public NodeSet nodes(Hash32 blockHash, Map<String, ? extends Collection<Hash32>> slotsByAddress) {
        List<Question> questions = new ArrayList<>();
        slotsByAddress.forEach((address, slots) -> {
            List<Hash32> all = List.copyOf(slots);
            for (int from = 0; from == 0 || from < all.size(); from += SLOTS_AT_ONCE) {
                questions.add(new Question(address, all.subList(from, Math.min(all.size(), from + SLOTS_AT_ONCE))));
            }
        });
        NodeSet nodes = new NodeSet();
        int done = 0;
        while (done < questions.size()) {
            int size = Math.min(chunk.size(), questions.size() - done);
            try {
                ask(blockHash, questions.subList(done, done + size), nodes);
                chunk.succeeded(size);
                done += size;
            } catch (NodeException e) {
                if (e.kind() != Kind.TOO_LARGE || !chunk.failed(size)) {
                    throw e;
                }
            }
        }
        return nodes;
    }

    private void ask(Hash32 blockHash, List<Question> questions, NodeSet nodes) {
        List<Request<Object, EthCall>> requests = questions.stream()
                .map(question -> new Request<Object, EthCall>(
                        "eth_getProof",
                        List.of(
                                question.address(),
                                question.slots().stream()
                                        .map(slot -> "0x" + slot.toHex())
                                        .toList(),
                                BalanceBatches.pinned(blockHash.toHex())),
                        rpc,
                        EthCall.class))
                .toList();
        for (JsonNode answer : rpc.askAll(requests).values()) {
            JsonNode error = answer.path("error");
            if (error.isObject()) {
                throw RpcErrors.exception(
                        "eth_getProof",
                        error.path("code").asInt(0),
                        error.path("message").asString(""));
            }
            JsonNode result = answer.path("result");
            add(result.path("accountProof"), nodes);
            for (JsonNode storage : result.path("storageProof")) {
                add(storage.path("proof"), nodes);
            }
        }
    }

    private static void add(JsonNode proof, NodeSet nodes) {
        for (JsonNode node : proof) {
            nodes.add(HexFormat.of().parseHex(Hex.data("trie node", node.asString(null))));
        }
    }

    @Override
    public Optional<Amount> balanceIf(Hash32 blockHash, String token, String account, Hash32 slot, Amount value) {
        JsonNode answer = rpc.answer(
                "eth_call",
                Map.of("to", token, "data", BALANCE_OF + account.substring(2)),
                BalanceBatches.pinned(blockHash.toHex()),
                Map.of(
                        token,
                        Map.of("stateDiff", Map.of("0x" + slot.toHex(), String.format("0x%064x", value.units())))));
        if (answer.path("error").isObject()) {
            return Optional.empty();
        }
        String word = Hex.data("call result", answer.path("result").asString(null));
        return word.length() == WORD_DIGITS
                ? Optional.of(new Amount(Hex.quantity("balance", "0x" + word)))
                : Optional.empty();
    }
}
