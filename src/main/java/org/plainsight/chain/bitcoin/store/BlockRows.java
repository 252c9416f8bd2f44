package org.plainsight.chain.bitcoin.store;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.bitcoin.BlockEffects;
import org.plainsight.chain.bitcoin.BlockHeader;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.chain.bitcoin.Outpoint;
import org.plainsight.chain.bitcoin.follow.Stop;
import org.plainsight.evidence.BlockRef;

/** How blocks, coins, changes and the stop are written and read. */
final class BlockRows {

    static final String BLOCK = "b.height, b.header, b.work, b.median_time";

    private BlockRows() {}

    static ChainedHeader block(ResultSet row) throws SQLException {
        return new ChainedHeader(
                BlockHeader.parse(row.getBytes("header"), 0),
                row.getLong("height"),
                row.getBigDecimal("work").toBigIntegerExact(),
                row.getObject("median_time", OffsetDateTime.class).toInstant());
    }

    static Coin coin(ResultSet row) throws SQLException {
        return new Coin(
                new Outpoint(row.getString("txid"), row.getLong("vout")),
                row.getString("script"),
                row.getLong("value_sat"),
                row.getLong("created_height"));
    }

    static Optional<ChainedHeader> tip(Connection connection) throws SQLException {
        return Sql.list(
                        connection,
                        BlockRows::block,
                        "select " + BLOCK + " from bitcoin_block b order by b.height desc limit 1")
                .stream()
                .findFirst();
    }

    static Optional<ChainedHeader> at(Connection connection, long height) throws SQLException {
        return Sql.list(
                        connection,
                        BlockRows::block,
                        "select " + BLOCK + " from bitcoin_block b where b.height = ?",
                        height)
                .stream()
                .findFirst();
    }

    /** Lowest first. */
    static List<ChainedHeader> between(Connection connection, long from, long to) throws SQLException {
        return Sql.list(
                connection,
                BlockRows::block,
                "select " + BLOCK + " from bitcoin_block b where b.height between ? and ? order by b.height",
                from,
                to);
    }

    static void insertBlocks(Connection connection, List<ChainedHeader> blocks) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into bitcoin_block (height, hash, header, work, median_time) values (?, ?, ?, ?, ?)")) {
            for (ChainedHeader block : blocks) {
                insert.setLong(1, block.height());
                insert.setString(2, block.hash());
                insert.setBytes(3, block.header().toBytes());
                insert.setBigDecimal(4, new BigDecimal(block.work()));
                insert.setObject(5, block.medianTime().atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Block by block: before BIP 30 one block could spend, or destroy, what a later one creates again. */
    static void insertEffects(Connection connection, List<BlockEffects> blocks) throws SQLException {
        for (BlockEffects effects : blocks) {
            spend(connection, effects, false);
            create(connection, effects);
            spend(connection, effects, true);
            change(connection, effects);
        }
    }

    private static void spend(Connection connection, BlockEffects effects, boolean ofThisBlock) throws SQLException {
        long height = effects.block().height();
        List<BlockEffects.Spend> spends = effects.spent().stream()
                .filter(s -> (s.coin().createdHeight() == height) == ofThisBlock)
                .toList();
        if (spends.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("update bitcoin_coin set spent_height = ?,"
                + " spent_txid = ? where txid = ? and vout = ? and created_height = ? and spent_height is null")) {
            for (BlockEffects.Spend spend : spends) {
                update.setLong(1, height);
                setText(update, 2, spend.txid());
                update.setString(3, spend.coin().outpoint().txid());
                update.setLong(4, spend.coin().outpoint().index());
                update.setLong(5, spend.coin().createdHeight());
                update.addBatch();
            }
            for (int count : update.executeBatch()) {
                if (count != 1) {
                    throw new IllegalStateException("block " + height + " spends a coin that is not there");
                }
            }
        }
    }

    private static void create(Connection connection, BlockEffects effects) throws SQLException {
        if (effects.created().isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into bitcoin_coin"
                + " (txid, vout, created_height, script, value_sat) values (?, ?, ?, ?, ?)")) {
            for (Coin coin : effects.created()) {
                insert.setString(1, coin.outpoint().txid());
                insert.setLong(2, coin.outpoint().index());
                insert.setLong(3, coin.createdHeight());
                insert.setString(4, coin.scriptHex());
                insert.setLong(5, coin.valueSat());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void change(Connection connection, BlockEffects effects) throws SQLException {
        if (effects.changes().isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into bitcoin_change" + " (script, height, sequence, txid, delta_sat) values (?, ?, ?, ?, ?)")) {
            for (BlockEffects.Change change : effects.changes()) {
                insert.setString(1, change.scriptHex());
                insert.setLong(2, effects.block().height());
                insert.setInt(3, change.sequence());
                setText(insert, 4, change.txid());
                insert.setLong(5, change.deltaSat());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void setText(PreparedStatement statement, int index, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            statement.setString(index, text.get());
        } else {
            statement.setNull(index, Types.VARCHAR);
        }
    }

    /** Of a row of the follower's table. */
    static Optional<Stop> stop(ResultSet row, ChainId chain) throws SQLException {
        OffsetDateTime at = row.getObject("stopped_at", OffsetDateTime.class);
        if (at == null) {
            return Optional.empty();
        }
        BlockRef orphaned = new BlockRef(
                chain,
                row.getLong("stop_height"),
                row.getString("stop_hash"),
                row.getObject("stop_time", OffsetDateTime.class).toInstant());
        return Optional.of(new Stop(
                at.toInstant(),
                row.getString("stop_reason"),
                orphaned,
                row.getString("stop_other_tip"),
                row.getBoolean("stop_reported")));
    }
}
