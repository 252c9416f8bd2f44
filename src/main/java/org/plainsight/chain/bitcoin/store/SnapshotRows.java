package org.plainsight.chain.bitcoin.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Scripts that jump to a snapshot's block, and the gaps that leaves. */
final class SnapshotRows {

    private static final String RESET =
            "(select script, min(first_height) as first from bitcoin_gap where last_height > ? group by script) g";

    private SnapshotRows() {}

    /** Which of these scripts are searched less far than a height; nobody moves them until the transaction ends. */
    static Map<String, Long> lockBehind(Connection connection, Collection<String> scriptsHex, long height)
            throws SQLException {
        Map<String, Long> behind = new HashMap<>();
        Sql.list(
                connection,
                row -> behind.put(row.getString(1), row.getLong(2)),
                "select script, searched_to from bitcoin_script where script = any (?) and searched_to < ?"
                        + " order by script for update",
                PostgresCoinStore.texts(connection, scriptsHex),
                height);
        return behind;
    }

    static void leaveGaps(Connection connection, Map<String, Long> behind, long height) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into bitcoin_gap (script, first_height, last_height) values (?, ?, ?)")) {
            for (Map.Entry<String, Long> script : behind.entrySet()) {
                insert.setString(1, script.getKey());
                insert.setLong(2, script.getValue() + 1);
                insert.setLong(3, height);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        Sql.update(
                connection,
                "update bitcoin_script set searched_to = ? where script = any (?)",
                height,
                PostgresCoinStore.texts(connection, behind.keySet()));
    }

    /** Where the snapshot's block is taken back, its scripts are again as they were searched before it. */
    static void takeBack(Connection connection, long height) throws SQLException {
        Sql.update(
                connection,
                "delete from bitcoin_change c using " + RESET + " where c.script = g.script and c.height >= g.first",
                height);
        Sql.update(
                connection,
                "delete from bitcoin_coin c using " + RESET
                        + " where c.script = g.script and c.created_height >= g.first",
                height);
        Sql.update(
                connection,
                "update bitcoin_coin c set spent_height = null, spent_txid = null from " + RESET
                        + " where c.script = g.script and c.spent_height >= g.first",
                height);
        Sql.update(
                connection,
                "update bitcoin_script s set searched_to = g.first - 1 from " + RESET + " where s.script = g.script",
                height);
        Sql.update(connection, "delete from bitcoin_gap where last_height > ?", height);
    }
}
