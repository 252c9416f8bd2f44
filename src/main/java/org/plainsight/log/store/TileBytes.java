package org.plainsight.log.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plainsight.log.Tile;
import org.plainsight.merkle.Hash32;

/** The rows of log_tile: the hashes of a tile, one after the other. */
final class TileBytes {

    private TileBytes() {}

    static List<Hash32> read(byte[] bytes) {
        List<Hash32> hashes = new ArrayList<>(bytes.length / Hash32.LENGTH);
        for (int at = 0; at < bytes.length; at += Hash32.LENGTH) {
            hashes.add(Hash32.of(Arrays.copyOfRange(bytes, at, at + Hash32.LENGTH)));
        }
        return hashes;
    }

    static void write(Connection connection, List<Tile> tiles) throws SQLException {
        String sql = "INSERT INTO log_tile (level, index, hashes) VALUES (?, ?, ?)"
                + " ON CONFLICT (level, index) DO UPDATE SET hashes = excluded.hashes";
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            for (Tile tile : tiles) {
                upsert.setInt(1, tile.level());
                upsert.setLong(2, tile.index());
                upsert.setBytes(3, tile.bytes(tile.hashes().size()));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }
}
