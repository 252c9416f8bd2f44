package org.plainsight.log.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.merkle.Hash32;

/** The one row of log_head. */
final class HeadRow {

    private HeadRow() {}

    static Optional<SignedCheckpoint> read(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            return Optional.of(new SignedCheckpoint(
                    row.getLong(1),
                    Hash32.of(row.getBytes(2)),
                    row.getString(3),
                    row.getObject(4, OffsetDateTime.class).toInstant()));
        }
    }

    /** Compare-and-swap; false when the head is not the expected one. */
    static boolean move(Connection connection, Optional<SignedCheckpoint> expected, SignedCheckpoint next)
            throws SQLException {
        String sql = expected.isEmpty()
                ? "INSERT INTO log_head (size, root, note, signed_at, id) VALUES (?, ?, ?, ?, 1)"
                        + " ON CONFLICT (id) DO NOTHING"
                : "UPDATE log_head SET size = ?, root = ?, note = ?, signed_at = ? WHERE size = ? AND root = ?";
        try (PreparedStatement move = connection.prepareStatement(sql)) {
            move.setLong(1, next.size());
            move.setBytes(2, next.root().toBytes());
            move.setString(3, next.note());
            move.setObject(4, next.signedAt().atOffset(ZoneOffset.UTC));
            if (expected.isPresent()) {
                move.setLong(5, expected.get().size());
                move.setBytes(6, expected.get().root().toBytes());
            }
            return move.executeUpdate() == 1;
        }
    }
}
