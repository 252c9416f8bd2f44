package org.plainsight.chain.evm.rpc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plainsight.chain.evm.Erc20Transfer;
import org.plainsight.chain.evm.EvmLog;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.NodeException.Kind;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.methods.response.EthLog;

/** {@code eth_getLogs} for watched addresses; what a node finds too much is asked in halves. */
final class TransferLogs {

    private static final int ACCOUNTS_AT_ONCE = 500;

    private final JsonRpcHttp rpc;

    TransferLogs(JsonRpcHttp rpc) {
        this.rpc = rpc;
    }

    /** One question that can be halved. */
    private record Query(long from, long to, Set<String> contracts, List<String> accounts, boolean bySender) {

        List<Query> halves() {
            if (from < to) {
                long middle = from + (to - from) / 2;
                return List.of(
                        new Query(from, middle, contracts, accounts, bySender),
                        new Query(middle + 1, to, contracts, accounts, bySender));
            }
            int half = accounts.size() / 2;
            return half == 0
                    ? List.of()
                    : List.of(
                            new Query(from, to, contracts, accounts.subList(0, half), bySender),
                            new Query(from, to, contracts, accounts.subList(half, accounts.size()), bySender));
        }

        boolean fits(EvmLog log) {
            return log.blockNumber() >= from
                    && log.blockNumber() <= to
                    && contracts.contains(log.contract())
                    && !log.topics().isEmpty()
                    && log.topics().getFirst().equals(Erc20Transfer.TOPIC);
        }
    }

    List<EvmLog> find(long from, long to, Collection<String> contracts, Collection<String> accounts) {
        Set<EvmLog> found =
                new TreeSet<>(Comparator.comparingLong(EvmLog::blockNumber).thenComparingInt(EvmLog::index));
        if (contracts.isEmpty()) {
            return List.of();
        }
        List<String> all = List.copyOf(accounts);
        for (int start = 0; start < all.size(); start += ACCOUNTS_AT_ONCE) {
            List<String> some = all.subList(start, Math.min(all.size(), start + ACCOUNTS_AT_ONCE));
            ask(new Query(from, to, new HashSet<>(contracts), some, true), found);
            ask(new Query(from, to, new HashSet<>(contracts), some, false), found);
        }
        return List.copyOf(found);
    }

    private void ask(Query query, Set<EvmLog> found) {
        List<EvmLog> logs;
        try {
            logs = Blocks.present("list of logs", rpc.ask(request(query)).getLogs()).stream()
                    .map(result -> {
                        if (!(Blocks.present("log", result).get()
                                instanceof org.web3j.protocol.core.methods.response.Log log)) {
                            throw new NodeException(Kind.BAD_ANSWER, "the node lists hashes in place of logs");
                        }
                        return Blocks.log(log);
                    })
                    .toList();
        } catch (NodeException e) {
            List<Query> halves = e.kind() == Kind.TOO_LARGE ? query.halves() : List.of();
            if (halves.isEmpty()) {
                throw e;
            }
            halves.forEach(half -> ask(half, found));
            return;
        }
        for (EvmLog log : logs) {
            if (!query.fits(log)) {
                throw new NodeException(Kind.BAD_ANSWER, "the node gives logs that were not asked for");
            }
            found.add(log);
        }
    }

    private Request<Object, EthLog> request(Query query) {
        List<String> addresses = query.accounts().stream()
                .map(account -> "0x" + Erc20Transfer.topicOf(account))
                .toList();
        List<@Nullable Object> topics = new ArrayList<>();
        topics.add("0x" + Erc20Transfer.TOPIC);
        if (!query.bySender()) {
            topics.add(null);
        }
        topics.add(addresses);
        Map<String, Object> filter = Map.of(
                "fromBlock",
                "0x" + Long.toHexString(query.from()),
                "toBlock",
                "0x" + Long.toHexString(query.to()),
                "address",
                List.copyOf(query.contracts()),
                "topics",
                topics);
        return new Request<>("eth_getLogs", List.of(filter), rpc, EthLog.class);
    }
}
