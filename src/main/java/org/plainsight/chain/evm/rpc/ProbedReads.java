package org.plainsight.chain.evm.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.BalanceReader;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.NodeException.Kind;
import org.plainsight.chain.evm.read.BatchReader;
import org.plainsight.chain.evm.read.MalformedReadingException;
import org.plainsight.chain.evm.read.Multicall3;
import org.web3j.crypto.Hash;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.methods.response.EthCall;

/**
 * Balances by the best way that the endpoint was seen to offer. What it offers is tried out before the first reading,
 * and again after it answered a reading in a way that does not fit. Safe for several threads.
 */
final class ProbedReads implements BalanceReader {

    /** Best first. */
    enum Way {
        OVERRIDE,
        MULTICALL,
        BATCH,
        SINGLE
    }

    private static final Logger LOG = Logger.getLogger(ProbedReads.class);

    /** A block that does not exist. */
    private static final String NOWHERE = "0123456789abcdef".repeat(4);

    private static final String ANYBODY = "0x" + "0".repeat(38) + "42";
    private static final Set<Kind> NOT_ITS_FAULT =
            Set.of(Kind.UNREACHABLE, Kind.RATE_LIMITED, Kind.STATE_UNAVAILABLE, Kind.NOT_CANONICAL);

    private record Chosen(Way way, BalanceReader reader) {}

    private final JsonRpcHttp rpc;
    private final Function<String, EvmHeader> headers;
    private final String multicallHash;
    private volatile @Nullable Chosen chosen;

    ProbedReads(JsonRpcHttp rpc, Function<String, EvmHeader> headers) {
        this(rpc, headers, Multicall3.CODE_HASH);
    }

    /** @param multicallHash for tests, which have no copy of the real one */
    ProbedReads(JsonRpcHttp rpc, Function<String, EvmHeader> headers, String multicallHash) {
        this.rpc = rpc;
        this.headers = headers;
        this.multicallHash = multicallHash;
    }

    @Override
    public List<Balance> balances(String blockHash, List<AccountAsset> pairs) {
        if (pairs.isEmpty()) {
            return List.of();
        }
        Chosen now = chosen;
        if (now == null) {
            now = probe(blockHash);
            chosen = now;
        }
        try {
            return now.reader().balances(blockHash, pairs);
        } catch (NodeException e) {
            if (!NOT_ITS_FAULT.contains(e.kind())) {
                chosen = null;
            }
            throw e;
        }
    }

    /** Which way is used at this block. */
    Way way(String blockHash) {
        Chosen now = chosen;
        return now == null ? probe(blockHash).way() : now.way();
    }

    private Chosen probe(String blockHash) {
        requirePinning();
        EvmHeader header = headers.apply(blockHash);
        Optional<Chosen> override = override(header);
        BalanceReader plain = takesBatches(blockHash) ? new BalanceBatches(rpc) : BalanceBatches.oneByOne(rpc);
        Chosen best = override.or(() -> multicall(blockHash, plain))
                .orElseGet(() -> new Chosen(
                        plain instanceof BalanceBatches b && b.isOneByOne() ? Way.SINGLE : Way.BATCH, plain));
        LOG.infof("balances are read by %s", best.way());
        return best;
    }

    /** An endpoint that answers for a block that does not exist would answer for any other block too. */
    private void requirePinning() {
        var answer = rpc.answer("eth_getBalance", ANYBODY, BalanceBatches.pinned(NOWHERE));
        var error = answer.path("error");
        if (!error.isObject()
                && !answer.path("result").isNull()
                && !answer.path("result").isMissingNode()) {
            throw new NodeException(
                    Kind.BAD_ANSWER, "the node ignores which block it is asked about (EIP-1898); use another");
        }
        String words = error.path("message").asString("");
        if (RpcErrors.kind(error.path("code").asInt(0), words)
                .filter(k -> k == Kind.RATE_LIMITED)
                .isPresent()) {
            throw RpcErrors.exception("eth_getBalance", error.path("code").asInt(0), words);
        }
    }

    private Optional<Chosen> override(EvmHeader header) {
        try {
            String digits = OverrideReads.call(
                    rpc, BalanceBatches.pinned(header.hash()), Optional.empty(), List.of(ANYBODY, BatchReader.ADDRESS));
            if (!(BatchReader.decode(digits, 2) instanceof BatchReader.Answer.Read read)
                    || read.balances().size() != 2) {
                return Optional.empty();
            }
            boolean tellsBlock =
                    read.number() == header.number() && read.parentHash().equals(header.parentHash());
            return Optional.of(new Chosen(Way.OVERRIDE, new OverrideReads(rpc, headers, tellsBlock)));
        } catch (MalformedReadingException e) {
            return Optional.empty();
        } catch (NodeException e) {
            return orElsewhere(e);
        }
    }

    private Optional<Chosen> multicall(String blockHash, BalanceReader plain) {
        try {
            String code = Hex.data(
                    "code",
                    rpc.result("eth_getCode", Multicall3.ADDRESS, BalanceBatches.pinned(blockHash))
                            .asString(null));
            String hash = Hash.sha3("0x" + code).substring(2);
            return hash.equals(multicallHash)
                    ? Optional.of(new Chosen(Way.MULTICALL, new MulticallReads(rpc, plain)))
                    : Optional.empty();
        } catch (NodeException e) {
            return orElsewhere(e);
        }
    }

    private boolean takesBatches(String blockHash) {
        List<Request<Object, EthCall>> two = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            two.add(new Request<>(
                    "eth_getBalance", List.of(ANYBODY, BalanceBatches.pinned(blockHash)), rpc, EthCall.class));
        }
        try {
            return rpc.askAll(two).size() == 2;
        } catch (NodeException e) {
            return orElsewhere(e).isPresent();
        }
    }

    /** An outage says nothing about what the endpoint offers. */
    private static Optional<Chosen> orElsewhere(NodeException e) {
        if (NOT_ITS_FAULT.contains(e.kind())) {
            throw e;
        }
        return Optional.empty();
    }
}
