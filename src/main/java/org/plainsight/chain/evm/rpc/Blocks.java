package org.plainsight.chain.evm.rpc;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plainsight.chain.evm.EvmBlock;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.EvmLog;
import org.plainsight.chain.evm.EvmTransaction;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.proof.Receipts;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** Turns web3j's loose answers into our values, where block, transactions, receipts and logs must fit together. */
final class Blocks {

    private static final long LAST_SECOND = 253_402_300_799L; // of the year 9999

    private Blocks() {}

    static EvmHeader header(EthBlock.Block block) {
        long seconds = Hex.longQuantity("timestamp", block.getTimestampRaw());
        if (seconds > LAST_SECOND) {
            throw bad("timestamp is beyond the year 9999");
        }
        return new EvmHeader(
                Hex.longQuantity("block number", block.getNumberRaw()),
                Hex.hash("block hash", block.getHash()),
                Hex.hash("parent hash", block.getParentHash()),
                Instant.ofEpochSecond(seconds));
    }

    static EvmBlock block(EthBlock.Block block, List<TransactionReceipt> receipts, boolean checkBloom) {
        EvmHeader header = header(block);
        List<EthBlock.TransactionResult<?>> results = transactions(block);
        if (results.size() != receipts.size()) {
            throw bad("block has " + results.size() + " transactions and " + receipts.size() + " receipts");
        }
        List<EvmTransaction> transactions = new ArrayList<>();
        List<EvmLog> logs = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (!(results.get(i).get() instanceof Transaction transaction)) {
                throw bad("block lists hashes in place of transactions");
            }
            TransactionReceipt receipt = present("receipt", receipts.get(i));
            EvmTransaction ended = transaction(transaction, receipt, i, header);
            transactions.add(ended);
            for (Log log : present("receipt's logs", receipt.getLogs())) {
                EvmLog read = log(log);
                if (!read.blockHash().equals(header.hash())
                        || !read.transactionHash().equals(ended.hash())
                        || read.index() != logs.size()) {
                    throw bad("logs do not fit their block");
                }
                logs.add(read);
            }
        }
        if (checkBloom && !LogsBloom.of(logs).equals(Hex.data("logs bloom", block.getLogsBloom()))) {
            throw bad("logs are not those of the block's bloom filter");
        }
        return new EvmBlock(header, transactions, logs, credited(block));
    }

    /** What the receipts root commits to; the logs are those of {@link #block}, in their order. */
    static List<Receipts.One> receipts(List<TransactionReceipt> receipts, List<EvmLog> logs) {
        List<Receipts.One> all = new ArrayList<>();
        int from = 0;
        for (TransactionReceipt receipt : receipts) {
            int to = from + receipt.getLogs().size();
            BigInteger status = receipt.getStatus() == null ? null : Hex.quantity("status", receipt.getStatus());
            all.add(new Receipts.One(
                    receipt.getType() == null ? 0 : Hex.intQuantity("receipt type", receipt.getType()),
                    status == null ? Hex.hash("receipt's root", receipt.getRoot()) : status.signum() == 0 ? "" : "01",
                    Hex.quantity("cumulative gas", receipt.getCumulativeGasUsedRaw()),
                    Hex.data("receipt's bloom", receipt.getLogsBloom()),
                    logs.subList(from, to)));
            from = to;
        }
        return all;
    }

    static EvmLog log(@Nullable Log loose) {
        Log log = present("log", loose);
        if (log.isRemoved()) {
            throw bad("log was removed by a reorg");
        }
        return new EvmLog(
                Hex.address("log address", log.getAddress()),
                log.getTopics().stream()
                        .map(topic -> Hex.hash("log topic", topic))
                        .toList(),
                Hex.data("log data", log.getData()),
                Hex.longQuantity("log block", log.getBlockNumberRaw()),
                Hex.hash("log block hash", log.getBlockHash()),
                Hex.hash("log transaction", log.getTransactionHash()),
                Hex.intQuantity("log transaction index", log.getTransactionIndexRaw()),
                Hex.intQuantity("log index", log.getLogIndexRaw()));
    }

    @SuppressWarnings("rawtypes") // web3j's own signature
    static List<EthBlock.TransactionResult<?>> transactions(EthBlock.Block block) {
        List<EthBlock.TransactionResult<?>> typed = new ArrayList<>();
        for (EthBlock.TransactionResult result : present("list of transactions", block.getTransactions())) {
            typed.add(present("transaction", result));
        }
        return typed;
    }

    private static EvmTransaction transaction(
            Transaction transaction, TransactionReceipt receipt, int index, EvmHeader header) {
        String hash = Hex.hash("transaction hash", transaction.getHash());
        if (!hash.equals(Hex.hash("receipt's transaction", receipt.getTransactionHash()))
                || !header.hash().equals(Hex.hash("receipt's block", receipt.getBlockHash()))) {
            throw bad("receipts do not fit their block");
        }
        return new EvmTransaction(
                hash,
                index,
                Hex.address("sender", transaction.getFrom()),
                address("addressee", transaction.getTo()),
                address("created contract", receipt.getContractAddress()),
                Hex.quantity("value", transaction.getValueRaw()),
                fee(transaction, receipt),
                receipt.isStatusOK());
    }

    private static Optional<String> address(String field, @Nullable String text) {
        return text == null ? Optional.empty() : Optional.of(Hex.address(field, text));
    }

    /** Gas, and blob gas where there is some (EIP-4844). */
    private static BigInteger fee(Transaction transaction, TransactionReceipt receipt) {
        String price = receipt.getEffectiveGasPrice();
        BigInteger gas = Hex.quantity("gas used", receipt.getGasUsedRaw())
                .multiply(Hex.quantity("gas price", price == null ? transaction.getGasPriceRaw() : price));
        if (receipt.getBlobGasUsed() == null || receipt.getBlobGasPrice() == null) {
            return gas;
        }
        return gas.add(Hex.quantity("blob gas used", receipt.getBlobGasUsed())
                .multiply(Hex.quantity("blob gas price", receipt.getBlobGasPrice())));
    }

    private static Set<String> credited(EthBlock.Block block) {
        Set<String> credited = new HashSet<>();
        credited.add(Hex.address("fee recipient", block.getMiner()));
        if (block.getWithdrawals() != null) {
            block.getWithdrawals()
                    .forEach(w -> credited.add(
                            Hex.address("withdrawal", present("withdrawal", w).getAddress())));
        }
        return credited;
    }

    /** web3j leaves out what the node left out. */
    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw bad(field + " is missing");
        }
        return value;
    }

    private static NodeException bad(String what) {
        return new NodeException(NodeException.Kind.BAD_ANSWER, "the node's " + what);
    }
}
