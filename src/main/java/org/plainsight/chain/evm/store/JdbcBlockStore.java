package org.plainsight.chain.evm.store;

import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.Amount;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.HeadWindow;
import org.plainsight.chain.evm.ledger.BlockChange;
import org.plainsight.chain.evm.ledger.BlockStore;
import org.plainsight.chain.evm.ledger.PairState;

/** One transaction per block; taking blocks back is a delete that the foreign keys carry on. */
@Singleton
public class JdbcBlockStore implements BlockStore {

    private final Sql sql;

    public JdbcBlockStore(DataSource source) {
        this.sql = new Sql(source);
    }

    private record Cursor(long first, long finalHeight, Optional<Stop> stop) {}

    @Override
    public Optional<Position> position(ChainId chain) {
        List<Cursor> cursor = sql.query(
                "read how far " + chain + " is taken in",
                "SELECT first_height, final_height, stopped, stopped_at, reported FROM evm_chain WHERE chain = ?",
                row -> new Cursor(row.getLong("first_height"), row.getLong("final_height"), stop(row)),
                chain.toString());
        if (cursor.isEmpty()) {
            return Optional.empty();
        }
        List<EvmHeader> newestFirst = sql.query(
                "read the newest blocks of " + chain,
                """
                SELECT height, hash, parent_hash, time FROM evm_block
                WHERE chain = ? AND height >= ? ORDER BY height DESC LIMIT ?
                """,
                row -> new EvmHeader(
                        row.getLong("height"),
                        row.getString("hash"),
                        row.getString("parent_hash"),
                        row.getTimestamp("time").toInstant()),
                chain.toString(),
                cursor.getFirst().finalHeight(),
                WINDOW);
        Cursor found = cursor.getFirst();
        return Optional.of(
                new Position(new HeadWindow(newestFirst.reversed()), found.first(), found.finalHeight(), found.stop()));
    }

    @Override
    public Map<AccountAsset, PairState> pairs(ChainId chain) {
        Map<AccountAsset, PairState> states = new HashMap<>();
        sql.query(
                "read the balances of " + chain,
                """
                SELECT p.account, p.asset, known.units, newest.unreadable, explained.units AS explained
                FROM evm_pair p
                CROSS JOIN LATERAL (
                    SELECT unreadable FROM evm_balance b
                    WHERE b.chain = p.chain AND b.account = p.account AND b.asset = p.asset
                    ORDER BY height DESC LIMIT 1) newest
                LEFT JOIN LATERAL (
                    SELECT units, height FROM evm_balance b
                    WHERE b.chain = p.chain AND b.account = p.account AND b.asset = p.asset AND units IS NOT NULL
                    ORDER BY height DESC LIMIT 1) known ON true
                LEFT JOIN LATERAL (
                    SELECT sum(CASE direction WHEN 'IN' THEN units ELSE -units END) AS units FROM evm_movement m
                    WHERE m.chain = p.chain AND m.account = p.account AND m.asset = p.asset
                      AND m.height > known.height) explained ON true
                WHERE p.chain = ?
                """,
                row -> states.put(
                        Columns.pair(chain, row),
                        new PairState(
                                Optional.ofNullable(row.getString("units")).map(Amount::parse),
                                Optional.ofNullable(row.getString("unreadable")),
                                Optional.ofNullable(row.getString("explained"))
                                        .map(BigInteger::new)
                                        .orElse(BigInteger.ZERO))),
                chain.toString());
        return states;
    }

    @Override
    public void append(ChainId chain, BlockChange change) {
        EvmHeader header = change.header();
        sql.inTransaction("take in block " + header.number() + " of " + chain, connection -> {
            Sql.update(
                    connection,
                    "INSERT INTO evm_chain (chain, first_height, final_height) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    chain.toString(),
                    header.number(),
                    header.number());
            Sql.update(
                    connection,
                    """
                    INSERT INTO evm_block (chain, height, hash, parent_hash, time, complete, unread)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                    chain.toString(),
                    header.number(),
                    header.hash(),
                    header.parentHash(),
                    header.time().atOffset(ZoneOffset.UTC),
                    change.complete(),
                    change.unread().orElse(null));
            insertBalances(connection, chain, header, change.balances());
            MovementRows.insert(connection, chain, change.movements());
            raiseFinality(connection, chain, change.finalHeight());
        });
    }

    @Override
    public void revertTo(ChainId chain, long height) {
        sql.inTransaction(
                "take back blocks above " + height + " of " + chain,
                connection -> Sql.update(
                        connection, "DELETE FROM evm_block WHERE chain = ? AND height > ?", chain.toString(), height));
    }

    @Override
    public void finaliseTo(ChainId chain, long height) {
        sql.inTransaction(
                "note that " + chain + " is final to " + height,
                connection -> raiseFinality(connection, chain, height));
    }

    private static Optional<Stop> stop(ResultSet row) throws SQLException {
        String reason = row.getString("stopped");
        return reason == null
                ? Optional.empty()
                : Optional.of(new Stop(reason, row.getTimestamp("stopped_at").toInstant(), row.getBoolean("reported")));
    }

    @Override
    public void stop(ChainId chain, String reason, Instant at) {
        sql.inTransaction(
                "note that " + chain + " is stopped",
                connection -> Sql.update(
                        connection,
                        "UPDATE evm_chain SET stopped = ?, stopped_at = ?, reported = false WHERE chain = ?",
                        reason,
                        at.atOffset(ZoneOffset.UTC),
                        chain.toString()));
    }

    @Override
    public void reported(ChainId chain) {
        sql.inTransaction(
                "note that the stop of " + chain + " is reported",
                connection -> Sql.update(
                        connection, "UPDATE evm_chain SET reported = true WHERE chain = ?", chain.toString()));
    }

    @Override
    public void resume(ChainId chain) {
        sql.inTransaction(
                "let " + chain + " go on",
                connection -> Sql.update(
                        connection,
                        "UPDATE evm_chain SET stopped = NULL, stopped_at = NULL, reported = false WHERE chain = ?",
                        chain.toString()));
    }

    private static void raiseFinality(Connection connection, ChainId chain, long height) throws SQLException {
        Sql.update(
                connection,
                "UPDATE evm_chain SET final_height = ? WHERE chain = ? AND final_height < ?",
                height,
                chain.toString(),
                height);
    }

    private static void insertBalances(
            Connection connection, ChainId chain, EvmHeader header, Map<AccountAsset, Balance> balances)
            throws SQLException {
        if (balances.isEmpty()) {
            return;
        }
        List<Map.Entry<AccountAsset, Balance>> rows = new ArrayList<>(balances.entrySet());
        String[] accounts =
                rows.stream().map(r -> r.getKey().account().address()).toArray(String[]::new);
        String[] assets =
                rows.stream().map(r -> Columns.asset(r.getKey().asset())).toArray(String[]::new);
        Sql.update(
                connection, """
                INSERT INTO evm_pair (chain, account, asset, since, since_hash, history_to)
                SELECT c.chain, p.account, p.asset, ?::bigint, ?,
                       CASE WHEN p.asset LIKE 'erc20:%' THEN c.first_height - 1 ELSE ?::bigint - 1 END
                FROM unnest(?, ?) AS p (account, asset), evm_chain c WHERE c.chain = ?
                ON CONFLICT DO NOTHING
                """, header.number(), header.hash(), header.number(), accounts, assets, chain.toString());
        Sql.update(
                connection,
                """
                INSERT INTO evm_balance (chain, account, asset, height, hash, units, unreadable)
                SELECT ?, account, asset, ?, ?, units::numeric, unreadable
                FROM unnest(?, ?, ?, ?) AS b (account, asset, units, unreadable)
                """,
                chain.toString(),
                header.number(),
                header.hash(),
                accounts,
                assets,
                rows.stream().map(r -> units(r.getValue())).toArray(String[]::new),
                rows.stream().map(r -> unreadable(r.getValue())).toArray(String[]::new));
    }

    private static @Nullable String units(Balance balance) {
        return balance instanceof Balance.Known(Amount amount) ? amount.toString() : null;
    }

    private static @Nullable String unreadable(Balance balance) {
        return balance instanceof Balance.Unreadable(String reason) ? reason : null;
    }
}
