package org.plainsight.chain.evm.store;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.ledger.MovementHistory;
import org.plainsight.chain.evm.ledger.OrderedMovement;

/** Pairs that begin at the same height are caught up together. */
@Singleton
public class JdbcMovementHistory implements MovementHistory {

    private final Sql sql;

    public JdbcMovementHistory(DataSource source) {
        this.sql = new Sql(source);
    }

    private record Piece(long done, long to) {}

    @Override
    public Optional<Missing> next(ChainId chain, int blocks) {
        List<Piece> pieces = sql.query(
                "look for missing history of " + chain,
                """
                SELECT p.history_to, least(min(p.since) - 1, c.final_height, p.history_to + ?) AS upto
                FROM evm_pair p JOIN evm_chain c USING (chain)
                WHERE p.chain = ? AND p.history_to < p.since - 1 AND p.history_to < c.final_height
                GROUP BY p.history_to, c.final_height ORDER BY p.history_to LIMIT 1
                """,
                row -> new Piece(row.getLong("history_to"), row.getLong("upto")),
                blocks,
                chain.toString());
        return pieces.stream().findFirst().map(piece -> new Missing(pairs(chain, piece), piece.done() + 1, piece.to()));
    }

    private Set<AccountAsset> pairs(ChainId chain, Piece piece) {
        return sql
                .query(
                        "look for missing history of " + chain,
                        "SELECT account, asset FROM evm_pair WHERE chain = ? AND history_to = ? AND since > ?",
                        row -> Columns.pair(chain, row),
                        chain.toString(),
                        piece.done(),
                        piece.to())
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void record(ChainId chain, Missing piece, List<OrderedMovement> found) {
        sql.inTransaction("add history of " + chain, connection -> {
            MovementRows.insert(connection, chain, found);
            List<AccountAsset> pairs = List.copyOf(piece.pairs());
            Sql.update(
                    connection,
                    """
                    UPDATE evm_pair p SET history_to = ?
                    FROM unnest(?, ?) AS done (account, asset)
                    WHERE p.chain = ? AND p.account = done.account AND p.asset = done.asset AND p.history_to = ?
                    """,
                    piece.to(),
                    pairs.stream().map(pair -> pair.account().address()).toArray(String[]::new),
                    pairs.stream().map(pair -> Columns.asset(pair.asset())).toArray(String[]::new),
                    chain.toString(),
                    piece.from() - 1);
        });
    }
}
