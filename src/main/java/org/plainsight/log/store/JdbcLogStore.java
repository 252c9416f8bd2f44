package org.plainsight.log.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.plainsight.log.LogEntry;
import org.plainsight.log.LogStore;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.log.Tile;
import org.plainsight.merkle.Hash32;

/** Reads see what is committed, and within a transaction what it wrote itself. */
@ApplicationScoped
class JdbcLogStore implements LogStore {

    private static final int ROWS_AT_ONCE = 1_000;

    private final DataSource dataSource;

    JdbcLogStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public long lockSize() {
        return ask("SELECT size FROM log_tail FOR UPDATE", query -> {
            if (query.getConnection().getAutoCommit()) {
                throw new IllegalStateException("an append joins a transaction; none is open");
            }
            return one(query, JdbcLogStore::firstLong).orElseThrow();
        });
    }

    @Override
    public void insert(long from, List<LogEntry> entries) {
        for (int start = 0; start < entries.size(); start += ROWS_AT_ONCE) {
            insertSome(from + start, entries.subList(start, Math.min(entries.size(), start + ROWS_AT_ONCE)));
        }
        ask("UPDATE log_tail SET size = ?", update -> {
            update.setLong(1, from + entries.size());
            return update.executeUpdate();
        });
    }

    /** A statement for many rows takes a fraction of the time of a statement for each. */
    private void insertSome(long from, List<LogEntry> entries) {
        ask("INSERT INTO log_entry (index, entry, leaf_hash) SELECT * FROM unnest(?, ?, ?)", insert -> {
            Connection connection = insert.getConnection();
            Object[] indices =
                    LongStream.range(from, from + entries.size()).boxed().toArray();
            byte[][] bytes = entries.stream().map(LogEntry::bytes).toArray(byte[][]::new);
            byte[][] hashes = entries.stream().map(e -> e.leafHash().toBytes()).toArray(byte[][]::new);
            insert.setArray(1, connection.createArrayOf("bigint", indices));
            insert.setArray(2, connection.createArrayOf("bytea", bytes));
            insert.setArray(3, connection.createArrayOf("bytea", hashes));
            return insert.executeUpdate();
        });
    }

    @Override
    public long size() {
        return ask(
                "SELECT size FROM log_tail",
                query -> one(query, JdbcLogStore::firstLong).orElseThrow());
    }

    @Override
    public List<LogEntry> entries(long from, int max) {
        return ask(
                "SELECT entry, leaf_hash FROM log_entry WHERE index >= ? AND index < ? ORDER BY index",
                query -> range(query, from, max, row -> LogEntry.stored(row.getBytes(1), Hash32.of(row.getBytes(2)))));
    }

    @Override
    public List<Hash32> leafHashes(long from, int max) {
        return ask(
                "SELECT leaf_hash FROM log_entry WHERE index >= ? AND index < ? ORDER BY index",
                query -> range(query, from, max, row -> Hash32.of(row.getBytes(1))));
    }

    @Override
    public Optional<Tile> tile(int level, long index) {
        return ask("SELECT hashes FROM log_tile WHERE level = ? AND index = ?", query -> {
            query.setInt(1, level);
            query.setLong(2, index);
            return one(query, row -> new Tile(level, index, TileBytes.read(row.getBytes(1))));
        });
    }

    @Override
    public Optional<SignedCheckpoint> head() {
        return ask("SELECT size, root, note, signed_at FROM log_head", HeadRow::read);
    }

    @Override
    public boolean publish(Optional<SignedCheckpoint> expected, SignedCheckpoint next, List<Tile> tiles) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean moved = HeadRow.move(connection, expected, next);
                if (moved) {
                    TileBytes.write(connection, tiles);
                    connection.commit();
                } else {
                    connection.rollback();
                }
                return moved;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new LogStoreException(e);
        }
    }

    private static <T> List<T> range(PreparedStatement query, long from, int max, RowReader<T> reader)
            throws SQLException {
        query.setLong(1, from);
        query.setLong(2, from > Long.MAX_VALUE - max ? Long.MAX_VALUE : from + max);
        List<T> found = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }

    private static <T> Optional<T> one(PreparedStatement query, RowReader<T> reader) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    private static long firstLong(ResultSet row) throws SQLException {
        return row.getLong(1);
    }

    private <T> T ask(String sql, StatementUse<T> use) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return use.with(statement);
        } catch (SQLException e) {
            throw new LogStoreException(e);
        }
    }

    private interface StatementUse<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
