package org.plainsight.chain.evm.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.WatchList;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.BalanceReader;
import org.plainsight.chain.evm.EvmBlock;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.EvmNode;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.ledger.BlockChange;
import org.plainsight.chain.evm.ledger.BlockMovements;
import org.plainsight.chain.evm.ledger.BlockStore;
import org.plainsight.chain.evm.ledger.InternalMovements;
import org.plainsight.chain.evm.ledger.Ledger;
import org.plainsight.chain.evm.ledger.OrderedMovement;
import org.plainsight.chain.evm.ledger.Watched;

/**
 * Reads one block from the node and writes it. Up to {@link #READ_ALWAYS} balances are read at every block; with more,
 * those that may have moved, and all of them every {@link #READ_ALL_EVERY} blocks: about once per final epoch.
 */
final class BlockIntake {

    static final int READ_ALWAYS = 2_000;
    static final int READ_ALL_EVERY = 32;

    private final ChainId chain;
    private final EvmNode node;
    private final BalanceReader balances;
    private final BlockStore store;
    private final WatchList watchList;

    private @Nullable Ledger ledger;
    private @Nullable Follows follows;
    private long lastComplete = Long.MIN_VALUE / 2;

    private record Follows(Set<AccountId> accounts, Set<AssetId> assets, Watched watched) {}

    /** @param balances of the node, perhaps with something between */
    BlockIntake(ChainId chain, EvmNode node, BalanceReader balances, BlockStore store, WatchList watchList) {
        this.chain = chain;
        this.node = node;
        this.balances = balances;
        this.store = store;
        this.watchList = watchList;
    }

    /** The next block begins from the store again. */
    void forget() {
        ledger = null;
        follows = null;
        lastComplete = Long.MIN_VALUE / 2;
    }

    /**
     * @param mayLackState the block is not the node's newest: a node that has dropped its state leaves a gap instead of
     *     holding everything up
     */
    void take(EvmHeader header, long finalHeight, boolean mayLackState) {
        Ledger books = books();
        Watched watched = watched(books);
        EvmBlock block = node.block(header.hash())
                .orElseThrow(() -> new NodeException(
                        NodeException.Kind.NOT_CANONICAL, "block " + header.number() + " has left the node's chain"));
        if (!block.header().equals(header)) {
            throw new NodeException(
                    NodeException.Kind.BAD_ANSWER, "the node describes block " + header.number() + " in two ways");
        }
        List<OrderedMovement> movements = BlockMovements.of(header.ref(chain), block, watched);
        boolean everything = watched.pairs().size() <= READ_ALWAYS || header.number() - lastComplete >= READ_ALL_EVERY;
        Optional<String> unread = Optional.empty();
        Map<AccountAsset, Balance> readings = Map.of();
        try {
            readings = read(header.hash(), everything ? watched.pairs() : books.due(block, movements, watched));
        } catch (NodeException e) {
            if (e.kind() != NodeException.Kind.STATE_UNAVAILABLE || !mayLackState) {
                throw e;
            }
            unread = Optional.of("the node had dropped the state of this block when it was read");
        }
        boolean complete = everything && unread.isEmpty();
        BlockChange change =
                books.change(header.ref(chain), header, movements, readings, complete, unread, finalHeight);
        List<OrderedMovement> internal = internal(change, block, readings.keySet(), watched);
        if (!internal.isEmpty()) {
            List<OrderedMovement> all = new ArrayList<>(movements);
            all.addAll(internal);
            change = books.change(header.ref(chain), header, all, readings, complete, unread, finalHeight);
        }
        store.append(chain, change);
        books.accept(change);
        if (complete) {
            lastComplete = header.number();
        }
    }

    /** Asked for only where coins moved that nothing explains; without an answer they stay so. */
    private List<OrderedMovement> internal(
            BlockChange change, EvmBlock block, Set<AccountAsset> read, Watched watched) {
        if (!InternalMovements.areWanted(change)) {
            return List.of();
        }
        try {
            return node.internalTransfers(block)
                    .map(transfers -> InternalMovements.thatExplain(
                            change, read, BlockMovements.ofTraces(block.header().ref(chain), transfers, watched)))
                    .orElse(List.of());
        } catch (NodeException e) {
            return List.of();
        }
    }

    private Map<AccountAsset, Balance> read(String blockHash, Set<AccountAsset> pairs) {
        List<AccountAsset> asked = new ArrayList<>(pairs);
        List<Balance> answers = asked.isEmpty() ? List.of() : balances.balances(blockHash, asked);
        if (answers.size() != asked.size()) {
            throw new NodeException(NodeException.Kind.BAD_ANSWER, "some balances were not answered");
        }
        Map<AccountAsset, Balance> readings = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            readings.put(asked.get(i), answers.get(i));
        }
        return readings;
    }

    private Ledger books() {
        if (ledger == null) {
            ledger = new Ledger(store.pairs(chain));
        }
        return ledger;
    }

    /** What is watched now and what was ever read: an address that leaves the list keeps being read. */
    private Watched watched(Ledger books) {
        Set<AccountId> accounts = watchList.accounts(chain);
        Set<AssetId> assets = watchList.assets(chain);
        if (follows == null
                || !follows.accounts().equals(accounts)
                || !follows.assets().equals(assets)) {
            Set<AccountId> allAccounts = new HashSet<>(accounts);
            Set<AssetId> allAssets = new HashSet<>(assets);
            books.pairs().forEach(pair -> {
                allAccounts.add(pair.account());
                allAssets.add(pair.asset());
            });
            follows = new Follows(accounts, assets, new Watched(allAccounts, allAssets));
        }
        return follows.watched();
    }
}
