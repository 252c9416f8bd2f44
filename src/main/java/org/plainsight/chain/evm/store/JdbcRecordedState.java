package org.plainsight.chain.evm.store;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Movement;
import org.plainsight.chain.RecordedPast;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.ledger.RecordedState;
import org.plainsight.evidence.BlockRef;

/** Reads what {@link JdbcBlockStore} and {@link JdbcMovementHistory} wrote. */
@Singleton
public class JdbcRecordedState implements RecordedState {

    private static final String BLOCK = "SELECT b.height, b.hash, b.time FROM evm_block b ";

    private final Sql sql;

    public JdbcRecordedState(DataSource source) {
        this.sql = new Sql(source);
    }

    @Override
    public Optional<BlockRef> tip(ChainId chain) {
        return block(chain, "WHERE b.chain = ? ORDER BY b.height DESC LIMIT 1", chain.toString());
    }

    @Override
    public Optional<BlockRef> finalised(ChainId chain) {
        return block(
                chain,
                "JOIN evm_chain c ON c.chain = b.chain AND c.final_height = b.height WHERE b.chain = ?",
                chain.toString());
    }

    @Override
    public Optional<String> stopped(ChainId chain) {
        return sql
                .query(
                        "read whether " + chain + " is stopped",
                        "SELECT stopped FROM evm_chain WHERE chain = ? AND stopped IS NOT NULL",
                        row -> row.getString("stopped"),
                        chain.toString())
                .stream()
                .findFirst();
    }

    @Override
    public Optional<BlockRef> blockAt(ChainId chain, long height) {
        return block(chain, "WHERE b.chain = ? AND b.height = ?", chain.toString(), height);
    }

    @Override
    public Optional<BlockRef> finalBlockAtOrBefore(ChainId chain, Instant cutOff) {
        return block(chain, """
                JOIN evm_chain c ON c.chain = b.chain
                JOIN evm_block f ON f.chain = c.chain AND f.height = c.final_height AND f.time > ?
                WHERE b.chain = ? AND b.height <= c.final_height AND b.time <= ?
                ORDER BY b.time DESC, b.height DESC LIMIT 1
                """, cutOff.atOffset(ZoneOffset.UTC), chain.toString(), cutOff.atOffset(ZoneOffset.UTC));
    }

    @Override
    public List<Holding> latest(ChainId chain, Optional<AccountId> account) {
        return sql.query(
                "read the newest balances of " + chain,
                """
                SELECT p.account, p.asset, newest.units, b.height, b.hash, b.time
                FROM evm_pair p
                LEFT JOIN LATERAL (
                    SELECT max(height) AS height FROM evm_block WHERE chain = p.chain AND complete) complete ON true
                CROSS JOIN LATERAL (
                    SELECT units, height FROM evm_balance r
                    WHERE r.chain = p.chain AND r.account = p.account AND r.asset = p.asset
                    ORDER BY r.height DESC LIMIT 1) newest
                JOIN evm_block b ON b.chain = p.chain AND b.height = greatest(newest.height, complete.height)
                WHERE p.chain = ? AND (?::text IS NULL OR p.account = ?) AND newest.units IS NOT NULL
                ORDER BY p.account, p.asset
                """,
                row -> {
                    AccountAsset pair = Columns.pair(chain, row);
                    return new Holding(
                            pair.account(),
                            pair.asset(),
                            Amount.parse(row.getString("units")),
                            Columns.block(chain, row));
                },
                chain.toString(),
                account.map(AccountId::address).orElse(null),
                account.map(AccountId::address).orElse(null));
    }

    @Override
    public Map<AccountAsset, Balance> balancesAt(BlockRef block, Collection<AccountAsset> pairs) {
        List<AccountAsset> asked = new ArrayList<>(pairs);
        Map<AccountAsset, Balance> found = new HashMap<>();
        sql.query(
                "read balances at block " + block.height() + " of " + block.chain(),
                """
                SELECT asked.account, asked.asset, r.units, r.unreadable
                FROM unnest(?, ?) AS asked (account, asset)
                JOIN evm_block b ON b.chain = ? AND b.height = ? AND b.hash = ?
                CROSS JOIN LATERAL (
                    SELECT units, unreadable, height FROM evm_balance r
                    WHERE r.chain = b.chain AND r.account = asked.account AND r.asset = asked.asset
                      AND r.height <= b.height
                    ORDER BY r.height DESC LIMIT 1) r
                WHERE b.complete OR r.height = b.height
                """,
                row -> found.put(Columns.pair(block.chain(), row), Columns.balance(row)),
                asked.stream().map(p -> p.account().address()).toArray(String[]::new),
                asked.stream().map(p -> Columns.asset(p.asset())).toArray(String[]::new),
                block.chain().toString(),
                block.height(),
                block.hash());
        return found;
    }

    @Override
    public List<Movement> movements(AccountId account, long upTo, int offset, int limit) {
        return sql.query(
                "read the movements of " + account,
                """
                SELECT m.account, m.asset, m.height, m.hash, b.time, m.direction, m.kind, m.units, m.transaction,
                       m.counterparty
                FROM evm_movement m JOIN evm_block b USING (chain, height)
                WHERE m.chain = ? AND m.account = ? AND m.height <= ?
                ORDER BY m.height DESC, m.ordinal DESC, m.asset, m.direction OFFSET ? LIMIT ?
                """,
                row -> Columns.movement(account.chain(), row),
                account.chain().toString(),
                account.address(),
                upTo,
                offset,
                limit);
    }

    /** History that is caught up, or was there from the first block on, begins with the chain's first block. */
    @Override
    public List<RecordedPast> past(AccountId account) {
        return sql.query(
                "read since when " + account + " is followed",
                """
                SELECT p.account, p.asset, p.since, p.history_to, c.first_height
                FROM evm_pair p JOIN evm_chain c USING (chain)
                WHERE p.chain = ? AND p.account = ? ORDER BY p.asset
                """,
                row -> past(account.chain(), row),
                account.chain().toString(),
                account.address());
    }

    private static RecordedPast past(ChainId chain, ResultSet row) throws SQLException {
        AssetId asset = Columns.pair(chain, row).asset();
        long since = row.getLong("since");
        long historyTo = row.getLong("history_to");
        if (!asset.isErc20()) {
            return new RecordedPast(asset, since, since, List.of());
        }
        return new RecordedPast(
                asset,
                since,
                row.getLong("first_height"),
                historyTo < since - 1 ? List.of(new RecordedPast.Blocks(historyTo + 1, since - 1)) : List.of());
    }

    @Override
    public List<Long> readInFullAround(ChainId chain, long height) {
        return sql.query(
                "look for blocks read in full of " + chain,
                """
                SELECT height FROM (
                    (SELECT height FROM evm_block WHERE chain = ? AND complete AND height < ?
                     ORDER BY height DESC LIMIT 1)
                    UNION ALL
                    (SELECT height FROM evm_block WHERE chain = ? AND complete AND height > ?
                     ORDER BY height LIMIT 1)) nearest ORDER BY height
                """,
                row -> row.getLong("height"),
                chain.toString(),
                height,
                chain.toString(),
                height);
    }

    @Override
    public List<UnreadBlock> unread(ChainId chain, int limit) {
        return sql.query(
                "read the gaps of " + chain,
                "SELECT height, hash, time, unread FROM evm_block WHERE chain = ? AND unread IS NOT NULL"
                        + " ORDER BY height LIMIT ?",
                row -> new UnreadBlock(Columns.block(chain, row), row.getString("unread")),
                chain.toString(),
                limit);
    }

    private Optional<BlockRef> block(ChainId chain, String where, @Nullable Object... parameters) {
        return sql
                .query("read a block of " + chain, BLOCK + where, row -> Columns.block(chain, row), parameters)
                .stream()
                .findFirst();
    }
}
