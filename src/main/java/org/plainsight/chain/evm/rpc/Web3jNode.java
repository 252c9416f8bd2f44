package org.plainsight.chain.evm.rpc;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.BalanceReader;
import org.plainsight.chain.evm.EvmBlock;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.EvmLog;
import org.plainsight.chain.evm.EvmNode;
import org.plainsight.chain.evm.InternalTransfer;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.NodeException.Kind;
import org.plainsight.chain.evm.TokenIdentity;
import org.plainsight.chain.evm.proof.NodeSet;
import org.plainsight.chain.evm.proof.ProofSource;
import org.plainsight.chain.evm.proof.ProvenHeader;
import org.plainsight.chain.evm.proof.Receipts;
import org.plainsight.merkle.Hash32;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.EthChainId;
import org.web3j.protocol.core.methods.response.EthGetBlockReceipts;
import org.web3j.protocol.core.methods.response.EthGetTransactionReceipt;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** One node behind one URL. Blocks come with all their receipts, so that nothing rests on the node's log index. */
public final class Web3jNode implements EvmNode, ProofSource, AutoCloseable {

    /**
     * What is held against the header.
     *
     * @param logsBloom the logs of a block give its bloom filter
     * @param headerHash the header hashes to the block's hash, and the receipts give its receipts root
     */
    public record Checks(boolean logsBloom, boolean headerHash) {
        public static final Checks ALL = new Checks(true, true);
    }

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final long MAX_ANSWER_BYTES = 64L << 20;
    private static final String GAS = "0x1e8480";

    private final JsonRpcHttp rpc;
    private final BalanceReader balances;
    private final TransferLogs logs;
    private final CallTraces traces;
    private final NodeProofs proofs;
    private final Checks checks;
    private volatile @Nullable EvmHeader lastKnown;

    public Web3jNode(URI url, Checks checks) {
        this(new JsonRpcHttp(url, DEADLINE, MAX_ANSWER_BYTES), checks);
    }

    /**
     * With limits of the caller's.
     *
     * @param deadline for a whole answer
     * @param maxAnswerBytes beyond which an answer is cut off
     */
    public Web3jNode(URI url, Checks checks, Duration deadline, long maxAnswerBytes) {
        this(new JsonRpcHttp(url, deadline, maxAnswerBytes), checks);
    }

    Web3jNode(JsonRpcHttp rpc, Checks checks) {
        this.rpc = rpc;
        this.proofs = new NodeProofs(rpc);
        this.balances = new ProbedReads(rpc, this::known);
        this.logs = new TransferLogs(rpc);
        this.traces = new CallTraces(rpc);
        this.checks = checks;
    }

    Web3jNode(JsonRpcHttp rpc, Checks checks, BalanceReader balances) {
        this.rpc = rpc;
        this.proofs = new NodeProofs(rpc);
        this.balances = balances;
        this.logs = new TransferLogs(rpc);
        this.traces = new CallTraces(rpc);
        this.checks = checks;
    }

    @Override
    public long chainId() {
        EthChainId answer = rpc.ask(new Request<>("eth_chainId", List.of(), rpc, EthChainId.class));
        return Hex.longQuantity("chain id", answer.getResult());
    }

    @Override
    public EvmHeader latest() {
        return headerAt("latest").orElseThrow(() -> new NodeException(Kind.BAD_ANSWER, "the node has no newest block"));
    }

    @Override
    public Optional<EvmHeader> finalised() {
        try {
            return headerAt("finalized");
        } catch (NodeException e) {
            // clients without the tag, or before the first epoch, answer with an error
            if (e.kind() == Kind.BAD_ANSWER || e.kind() == Kind.NOT_CANONICAL) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Optional<EvmHeader> header(long number) {
        return headerAt("0x" + Long.toHexString(number));
    }

    private Optional<EvmHeader> headerAt(String block) {
        EthBlock answer = rpc.ask(new Request<>("eth_getBlockByNumber", List.of(block, false), rpc, EthBlock.class));
        return Optional.ofNullable(answer.getBlock()).map(Blocks::header);
    }

    @Override
    public Optional<EvmHeader> header(String hash) {
        return byHash(hash, false).map(Blocks::header);
    }

    /** Asked for at each reading. */
    private EvmHeader known(String hash) {
        EvmHeader last = lastKnown;
        if (last == null || !last.hash().equals(hash)) {
            last = header(hash)
                    .orElseThrow(() -> new NodeException(Kind.NOT_CANONICAL, "the node does not have that block"));
            lastKnown = last;
        }
        return last;
    }

    private Optional<EthBlock.Block> byHash(String hash, boolean withTransactions) {
        EthBlock answer = rpc.ask(
                new Request<>("eth_getBlockByHash", List.of("0x" + hash, withTransactions), rpc, EthBlock.class));
        Optional<EthBlock.Block> block = Optional.ofNullable(answer.getBlock());
        if (block.isPresent() && !Hex.hash("block hash", block.get().getHash()).equals(hash)) {
            throw new NodeException(Kind.BAD_ANSWER, "the node gives another block than asked for");
        }
        return block;
    }

    @Override
    public Optional<EvmBlock> block(String hash) {
        Optional<EthBlock.Block> block = byHash(hash, true);
        if (block.isEmpty()) {
            return Optional.empty();
        }
        return receipts(hash, block.get()).map(list -> {
            EvmBlock read = Blocks.block(block.get(), list, checks.logsBloom());
            if (checks.headerHash()) {
                requireHashed(read, list);
            }
            return read;
        });
    }

    /** The block's hash must be that of its header, and its receipts, with every log, those that the header commits to. */
    private void requireHashed(EvmBlock block, List<TransactionReceipt> receipts) {
        EvmHeader said = block.header();
        ProvenHeader header = provenHeader(Hash32.fromHex(said.hash()))
                .orElseThrow(() -> new NodeException(
                        Kind.BAD_ANSWER, "the node's header of block " + said.number() + " does not hash to its hash"));
        if (header.number() != said.number()
                || !header.parentHash().toHex().equals(said.parentHash())
                || !header.time().equals(said.time())) {
            throw new NodeException(Kind.BAD_ANSWER, "the node's block " + said.number() + " is not as its hash says");
        }
        Optional<Hash32> root = Receipts.root(Blocks.receipts(receipts, block.logs()));
        if (root.isPresent() && !root.get().equals(header.receiptsRoot())) {
            throw new NodeException(
                    Kind.BAD_ANSWER,
                    "the node's receipts are not those of block " + said.number() + " 0x" + said.hash());
        }
    }

    private Optional<List<TransactionReceipt>> receipts(String hash, EthBlock.Block block) {
        if (Blocks.transactions(block).isEmpty()) {
            return Optional.of(List.of());
        }
        try {
            return rpc.ask(new Request<>("eth_getBlockReceipts", List.of("0x" + hash), rpc, EthGetBlockReceipts.class))
                    .getBlockReceipts();
        } catch (NodeException e) {
            if (e.kind() != Kind.UNKNOWN_METHOD) {
                throw e;
            }
            return Optional.of(receiptsOneByOne(block));
        }
    }

    private List<TransactionReceipt> receiptsOneByOne(EthBlock.Block block) {
        List<TransactionReceipt> receipts = new ArrayList<>();
        for (EthBlock.TransactionResult<?> result : Blocks.transactions(block)) {
            if (!(result.get() instanceof org.web3j.protocol.core.methods.response.Transaction transaction)) {
                throw new NodeException(Kind.BAD_ANSWER, "the node's block lists hashes in place of transactions");
            }
            receipts.add(rpc.ask(new Request<>(
                            "eth_getTransactionReceipt",
                            List.of(transaction.getHash()),
                            rpc,
                            EthGetTransactionReceipt.class))
                    .getTransactionReceipt()
                    .orElseThrow(() -> new NodeException(Kind.NOT_CANONICAL, "the node has no receipt of a block")));
        }
        return receipts;
    }

    @Override
    public List<Balance> balances(String blockHash, List<AccountAsset> pairs) {
        return balances.balances(blockHash, pairs);
    }

    @Override
    public List<EvmLog> transferLogs(long from, long to, Collection<String> contracts, Collection<String> accounts) {
        return logs.find(from, to, contracts, accounts);
    }

    @Override
    public Optional<List<InternalTransfer>> internalTransfers(EvmBlock block) {
        return traces.of(block);
    }

    @Override
    public Optional<String> call(String blockHash, String contract, String data) {
        Map<String, Object> call = Map.of("to", contract, "data", "0x" + data, "gas", GAS);
        Request<Object, EthCall> request =
                new Request<>("eth_call", List.of(call, BalanceBatches.pinned(blockHash)), rpc, EthCall.class);
        var answer = Objects.requireNonNull(rpc.askAll(List.of(request)).get(request.getId()), "askAll answers all");
        var error = answer.path("error");
        if (error.isObject()) {
            int code = error.path("code").asInt(0);
            String message = error.path("message").asString("");
            if (RpcErrors.isExecutionFailure(code, message)) {
                return Optional.empty();
            }
            throw RpcErrors.exception("eth_call", code, message);
        }
        return Optional.of(Hex.data("call result", answer.path("result").asString(null)));
    }

    @Override
    public Optional<TokenIdentity> identity(String blockHash, String contract) {
        return new TokenIdentities(rpc).at(blockHash, contract);
    }

    @Override
    public Optional<ProvenHeader> provenHeader(Hash32 blockHash) {
        return proofs.provenHeader(blockHash);
    }

    @Override
    public NodeSet nodes(Hash32 blockHash, Map<String, ? extends Collection<Hash32>> slotsByAddress) {
        return proofs.nodes(blockHash, slotsByAddress);
    }

    @Override
    public Optional<Amount> balanceIf(Hash32 blockHash, String token, String account, Hash32 slot, Amount value) {
        return proofs.balanceIf(blockHash, token, account, slot, value);
    }

    @Override
    public void close() {
        rpc.close();
    }

    @Override
    public String rawBalance(String blockHash, AccountId account) {
        return rpc.answer("eth_getBalance", account.address(), BalanceBatches.pinned(blockHash))
                .toString();
    }
}
