package org.plainsight.chain.evm.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.evm.ledger.OrderedMovement;

/** Writes movements, many with one statement. */
final class MovementRows {

    private MovementRows() {}

    /** A movement that is there already is left as it is. */
    static void insert(Connection connection, ChainId chain, List<OrderedMovement> movements) throws SQLException {
        if (movements.isEmpty()) {
            return;
        }
        Sql.update(
                connection,
                """
                INSERT INTO evm_movement (chain, account, asset, height, hash, ordinal, direction, kind, units,
                                          transaction, counterparty)
                SELECT ?, account, asset, height::bigint, hash, ordinal::bigint, direction, kind, units::numeric,
                       transaction, counterparty
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                     AS m (account, asset, height, hash, ordinal, direction, kind, units, transaction, counterparty)
                ON CONFLICT DO NOTHING
                """,
                chain.toString(),
                column(movements, m -> m.movement().account().address()),
                column(movements, m -> Columns.asset(m.movement().asset())),
                column(movements, m -> Long.toString(m.movement().block().height())),
                column(movements, m -> m.movement().block().hash()),
                column(movements, m -> Long.toString(m.ordinal())),
                column(movements, m -> m.movement().direction().name()),
                column(movements, m -> m.movement().kind().name()),
                column(movements, m -> m.movement().amount().toString()),
                optionalColumn(movements, m -> m.movement().transaction()),
                optionalColumn(movements, m -> m.movement().counterparty().map(account -> account.address())));
    }

    private static String[] column(List<OrderedMovement> movements, Function<OrderedMovement, String> value) {
        return movements.stream().map(value).toArray(String[]::new);
    }

    private static @Nullable String[] optionalColumn(
            List<OrderedMovement> movements, Function<OrderedMovement, Optional<String>> value) {
        return movements.stream().map(m -> value.apply(m).orElse(null)).toArray(String[]::new);
    }
}
