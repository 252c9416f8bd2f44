package org.plainsight.chain.evm.rpc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plainsight.chain.evm.EvmBlock;
import org.plainsight.chain.evm.EvmTransaction;
import org.plainsight.chain.evm.InternalTransfer;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.NodeException.Kind;
import tools.jackson.databind.JsonNode;

/**
 * What contracts moved of the chain's coin, from a node that traces: by {@code debug_traceBlockByHash} with geth's call
 * tracer, else by {@code trace_block} in Parity's form. Which of them a node has is found out once.
 */
final class CallTraces {

    private static final String GETH = "debug_traceBlockByHash";
    private static final String PARITY = "trace_block";
    private static final int MAX_TRANSFERS = 1_000_000;
    /** Deeper than any call of the EVM. */
    private static final int MAX_DEPTH = 1_100;

    private final JsonRpcHttp rpc;
    private volatile @Nullable String offered;

    CallTraces(JsonRpcHttp rpc) {
        this.rpc = rpc;
    }

    /** Without what transactions move by themselves; empty where the node traces nothing. */
    Optional<List<InternalTransfer>> of(EvmBlock block) {
        if (offered != null && offered.isEmpty()) {
            return Optional.empty();
        }
        for (String method : offered == null ? List.of(GETH, PARITY) : List.of(offered)) {
            try {
                List<InternalTransfer> found = method.equals(GETH) ? geth(block) : parity(block);
                offered = method;
                return Optional.of(found);
            } catch (NodeException e) {
                if (e.kind() != Kind.UNKNOWN_METHOD) {
                    throw e;
                }
            }
        }
        offered = "";
        return Optional.empty();
    }

    private List<InternalTransfer> geth(EvmBlock block) {
        JsonNode answer = rpc.result(GETH, "0x" + block.header().hash(), Map.of("tracer", "callTracer"));
        if (!answer.isArray() || answer.size() != block.transactions().size()) {
            throw bad("does not have one trace for each transaction of block "
                    + block.header().number());
        }
        List<InternalTransfer> found = new ArrayList<>();
        for (EvmTransaction transaction : block.transactions()) {
            JsonNode top = answer.get(transaction.index()).path("result");
            if (!top.isObject()) {
                throw bad("lacks the calls of a transaction");
            }
            if (!top.has("error")) {
                inside(top, transaction, found, found.size(), 0);
            }
        }
        return found;
    }

    /** A call that failed moved nothing, nor did any that it made. */
    private static void inside(
            JsonNode call, EvmTransaction transaction, List<InternalTransfer> found, int first, int depth) {
        if (depth > MAX_DEPTH) {
            throw bad("has calls inside calls without an end");
        }
        for (JsonNode inner : call.path("calls")) {
            if (inner.has("error")) {
                continue;
            }
            String type = inner.path("type").asString("");
            // the others run in the caller's name, or may change nothing
            if (Set.of("CALL", "CREATE", "CREATE2", "SELFDESTRUCT").contains(type) && inner.has("value")) {
                add(transaction, text(inner, "from"), text(inner, "to"), text(inner, "value"), found, first);
            }
            inside(inner, transaction, found, first, depth + 1);
        }
    }

    private List<InternalTransfer> parity(EvmBlock block) {
        JsonNode answer =
                rpc.result(PARITY, "0x" + Long.toHexString(block.header().number()));
        if (!answer.isArray()) {
            throw bad("is no list of calls");
        }
        Map<String, EvmTransaction> transactions = new HashMap<>();
        block.transactions().forEach(transaction -> transactions.put(transaction.hash(), transaction));
        List<InternalTransfer> found = new ArrayList<>();
        Set<String> failed = new HashSet<>();
        String before = "";
        int first = 0;
        for (JsonNode call : answer) {
            if (!Hex.hash("traced block", text(call, "blockHash"))
                    .equals(block.header().hash())) {
                throw bad("is of another block");
            }
            if (call.path("type").asString("").equals("reward")) {
                continue;
            }
            String hash = Hex.hash("traced transaction", text(call, "transactionHash"));
            EvmTransaction transaction = transactions.get(hash);
            if (transaction == null) {
                throw bad("is of a transaction that the block does not have");
            }
            if (!hash.equals(before)) {
                before = hash;
                first = found.size();
            }
            one(call, transaction, failed, found, first);
        }
        return found;
    }

    private static void one(
            JsonNode call, EvmTransaction transaction, Set<String> failed, List<InternalTransfer> found, int first) {
        StringBuilder place = new StringBuilder(transaction.hash());
        boolean within = failed.contains(place.toString());
        int depth = 0;
        for (JsonNode step : call.path("traceAddress")) {
            place.append('/').append(step.asInt());
            within |= failed.contains(place.toString());
            depth++;
        }
        if (within || call.has("error")) {
            failed.add(place.toString());
            return;
        }
        JsonNode action = call.path("action");
        switch (call.path("type").asString("")) {
            case "call" -> {
                if (depth > 0 && action.path("callType").asString("call").equals("call")) {
                    add(transaction, text(action, "from"), text(action, "to"), text(action, "value"), found, first);
                }
            }
            case "create" -> {
                if (depth > 0) {
                    String created = text(call.path("result"), "address");
                    add(transaction, text(action, "from"), created, text(action, "value"), found, first);
                }
            }
            case "suicide" ->
                add(
                        transaction,
                        text(action, "address"),
                        text(action, "refundAddress"),
                        text(action, "balance"),
                        found,
                        first);
            default -> {
                // moves no value
            }
        }
    }

    private static void add(
            EvmTransaction transaction, String from, String to, String value, List<InternalTransfer> found, int first) {
        BigInteger wei = Hex.quantity("traced value", value);
        if (wei.signum() > 0) {
            if (found.size() == MAX_TRANSFERS) {
                throw bad("has more transfers than a block can hold");
            }
            found.add(new InternalTransfer(
                    transaction.hash(),
                    transaction.index(),
                    found.size() - first,
                    Hex.address("traced sender", from),
                    Hex.address("traced addressee", to),
                    wei));
        }
    }

    private static String text(JsonNode object, String member) {
        JsonNode value = object.path(member);
        if (!value.isString()) {
            throw bad("lacks " + member);
        }
        return value.asString();
    }

    private static NodeException bad(String what) {
        return new NodeException(Kind.BAD_ANSWER, "the node's trace " + what);
    }
}
