package org.plainsight.chain.evm.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.EvmLog;
import org.plainsight.chain.evm.EvmNode;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.ledger.BlockMovements;
import org.plainsight.chain.evm.ledger.MovementHistory;
import org.plainsight.chain.evm.ledger.MovementHistory.Missing;
import org.plainsight.chain.evm.ledger.OrderedMovement;
import org.plainsight.chain.evm.ledger.RecordedState;
import org.plainsight.chain.evm.ledger.Watched;
import org.plainsight.evidence.BlockRef;

/** Fetches, piece by piece, the token transfers of addresses and tokens that joined later. */
final class HistoryCatchUp {

    private static final int BLOCKS_AT_ONCE = 1_000;

    private final ChainId chain;
    private final EvmNode node;
    private final MovementHistory history;
    private final RecordedState recorded;

    HistoryCatchUp(ChainId chain, EvmNode node, MovementHistory history, RecordedState recorded) {
        this.chain = chain;
        this.node = node;
        this.history = history;
        this.recorded = recorded;
    }

    /** One piece; false when nothing is missing. */
    boolean catchUp() {
        Optional<Missing> missing = history.next(chain, BLOCKS_AT_ONCE);
        missing.ifPresent(piece -> history.record(chain, piece, find(piece)));
        return missing.isPresent();
    }

    private List<OrderedMovement> find(Missing piece) {
        List<AccountId> accounts =
                piece.pairs().stream().map(AccountAsset::account).distinct().toList();
        List<AssetId> assets =
                piece.pairs().stream().map(AccountAsset::asset).distinct().toList();
        List<EvmLog> logs = node.transferLogs(
                piece.from(),
                piece.to(),
                assets.stream().map(AssetId::reference).toList(),
                accounts.stream().map(AccountId::address).toList());
        Map<Long, List<EvmLog>> byBlock =
                logs.stream().collect(Collectors.groupingBy(EvmLog::blockNumber, TreeMap::new, Collectors.toList()));
        Watched watched = new Watched(accounts, assets);
        List<OrderedMovement> found = new ArrayList<>();
        byBlock.forEach((number, logsOfBlock) ->
                BlockMovements.ofLogs(block(number, logsOfBlock), logsOfBlock, watched).stream()
                        .filter(movement -> piece.pairs().contains(movement.pair()))
                        .forEach(found::add));
        return found;
    }

    private BlockRef block(long number, List<EvmLog> logs) {
        return recorded.blockAt(chain, number)
                .filter(ref -> logs.stream().allMatch(log -> log.blockHash().equals(ref.hash())))
                .orElseThrow(() -> new NodeException(
                        NodeException.Kind.BAD_ANSWER, "logs of block " + number + " are of another chain of blocks"));
    }
}
