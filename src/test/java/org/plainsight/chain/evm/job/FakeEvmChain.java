package org.plainsight.chain.evm.job;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.Erc20Transfer;
import org.plainsight.chain.evm.EvmBlock;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.EvmLog;
import org.plainsight.chain.evm.EvmNode;
import org.plainsight.chain.evm.EvmTransaction;
import org.plainsight.chain.evm.InternalTransfer;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.TokenIdentity;

/** An EVM chain in memory that really keeps accounts, and forgets nothing of the branches it left. */
final class FakeEvmChain implements EvmNode {

    /** Builds one block on top of the chain. */
    final class Draft {
        private final long number = canonical.size();
        private final Map<AccountAsset, BigInteger> state = new HashMap<>(stateOfTip());
        private final List<EvmTransaction> transactions = new ArrayList<>();
        private final List<EvmLog> logs = new ArrayList<>();
        private final List<InternalTransfer> told = new ArrayList<>();
        private final String hash = String.format("%056x%08x", ++made, number);

        Draft send(AccountId from, AccountId to, long value, long fee) {
            add(new AccountAsset(from, coin), -value - fee);
            add(new AccountAsset(to, coin), value);
            transactions.add(new EvmTransaction(
                    nextTransaction(),
                    transactions.size(),
                    from.address(),
                    Optional.of(to.address()),
                    Optional.empty(),
                    BigInteger.valueOf(value),
                    BigInteger.valueOf(fee),
                    true));
            return this;
        }

        /** As a contract would: no transaction of the address itself. */
        Draft sendInside(AccountId to, AssetId asset, long value) {
            add(new AccountAsset(to, asset), value);
            return this;
        }

        /** What this chain's node will say that contracts moved, true or not; of a transaction made for it. */
        Draft traced(AccountId from, AccountId to, long value) {
            told.add(new InternalTransfer(
                    nextTransaction(), 0, told.size(), from.address(), to.address(), BigInteger.valueOf(value)));
            return this;
        }

        Draft transfer(AssetId token, AccountId from, AccountId to, long units) {
            add(new AccountAsset(from, token), -units);
            add(new AccountAsset(to, token), units);
            return logOnly(token.reference(), from, to, units);
        }

        /** A contract may write any log. */
        Draft logOnly(String contract, AccountId from, AccountId to, long units) {
            logs.add(new EvmLog(
                    contract,
                    List.of(
                            Erc20Transfer.TOPIC,
                            Erc20Transfer.topicOf(from.address()),
                            Erc20Transfer.topicOf(to.address())),
                    String.format("%064x", units),
                    number,
                    hash,
                    nextTransaction(),
                    transactions.size(),
                    logs.size()));
            return this;
        }

        void mine() {
            String parent = number == 0 ? "0".repeat(64) : canonical.getLast();
            EvmHeader header = new EvmHeader(number, hash, parent, Instant.ofEpochSecond(1_700_000_000 + 12 * number));
            blocks.put(hash, new EvmBlock(header, transactions, logs, Set.of()));
            states.put(hash, state);
            traces.put(hash, told);
            canonical.add(hash);
        }

        private String nextTransaction() {
            return String.format("%064x", ++made);
        }

        private void add(AccountAsset pair, long units) {
            state.merge(pair, BigInteger.valueOf(units), BigInteger::add);
        }
    }

    private final ChainId chain;
    private final AssetId coin;
    private final Map<String, EvmBlock> blocks = new HashMap<>();
    private final Map<String, Map<AccountAsset, BigInteger>> states = new HashMap<>();
    private final Map<String, List<InternalTransfer>> traces = new HashMap<>();
    private final List<String> canonical = new ArrayList<>();
    private final Set<AssetId> broken = new HashSet<>();
    private int finalDepth = 4;
    private long made;

    FakeEvmChain(AssetId coin, Map<AccountAsset, BigInteger> genesis) {
        this.chain = coin.chain();
        this.coin = coin;
        Draft first = draft();
        first.state.putAll(genesis);
        first.mine();
    }

    Draft draft() {
        return new Draft();
    }

    /** Leaves the newest blocks behind. */
    void drop(int count) {
        for (int i = 0; i < count; i++) {
            canonical.removeLast();
        }
    }

    void finaliseAtDepth(int depth) {
        finalDepth = depth;
    }

    void breakToken(AssetId token, boolean isBroken) {
        if (isBroken) {
            broken.add(token);
        } else {
            broken.remove(token);
        }
    }

    long height() {
        return canonical.size() - 1L;
    }

    String hashAt(long height) {
        return canonical.get((int) height);
    }

    Collection<EvmBlock> everyBlockEverMade() {
        return blocks.values();
    }

    BigInteger balance(long height, AccountAsset pair) {
        return states.get(hashAt(height)).getOrDefault(pair, BigInteger.ZERO);
    }

    private Map<AccountAsset, BigInteger> stateOfTip() {
        return canonical.isEmpty() ? Map.of() : states.get(canonical.getLast());
    }

    @Override
    public long chainId() {
        return Long.parseLong(chain.reference());
    }

    @Override
    public EvmHeader latest() {
        return blocks.get(canonical.getLast()).header();
    }

    @Override
    public Optional<EvmHeader> finalised() {
        return header(Math.max(0, height() - finalDepth));
    }

    @Override
    public Optional<EvmHeader> header(long number) {
        return number < canonical.size()
                ? Optional.of(blocks.get(hashAt(number)).header())
                : Optional.empty();
    }

    @Override
    public Optional<EvmHeader> header(String hash) {
        return block(hash).map(EvmBlock::header);
    }

    @Override
    public Optional<EvmBlock> block(String hash) {
        return Optional.ofNullable(blocks.get(hash));
    }

    @Override
    public Optional<List<InternalTransfer>> internalTransfers(EvmBlock block) {
        return Optional.of(traces.get(block.header().hash()));
    }

    @Override
    public List<Balance> balances(String blockHash, List<AccountAsset> pairs) {
        if (!canonical.contains(blockHash)) {
            throw new NodeException(NodeException.Kind.NOT_CANONICAL, "that block is not canonical");
        }
        return pairs.stream()
                .<Balance>map(pair -> broken.contains(pair.asset())
                        ? new Balance.Unreadable("the token's balanceOf failed")
                        : new Balance.Known(new Amount(states.get(blockHash).getOrDefault(pair, BigInteger.ZERO))))
                .toList();
    }

    @Override
    public List<EvmLog> transferLogs(long from, long to, Collection<String> contracts, Collection<String> accounts) {
        Set<String> topics = new HashSet<>();
        accounts.forEach(account -> topics.add(Erc20Transfer.topicOf(account)));
        List<EvmLog> found = new ArrayList<>();
        for (long height = from; height <= to; height++) {
            blocks.get(hashAt(height)).logs().stream()
                    .filter(log -> contracts.contains(log.contract()))
                    .filter(log -> topics.contains(log.topics().get(1))
                            || topics.contains(log.topics().get(2)))
                    .forEach(found::add);
        }
        return found;
    }

    @Override
    public Optional<TokenIdentity> identity(String blockHash, String contract) {
        return Optional.of(new TokenIdentity("0".repeat(64), Optional.empty()));
    }

    @Override
    public Optional<String> call(String blockHash, String contract, String data) {
        return Optional.empty();
    }
}
