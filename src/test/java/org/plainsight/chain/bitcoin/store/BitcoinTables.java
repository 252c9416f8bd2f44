package org.plainsight.chain.bitcoin.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/** The tables of this room alone: a fresh database for every life of a chain must be cheap. */
public final class BitcoinTables {

    private static final List<String> MIGRATIONS = List.of(
            "V0030__bitcoin_blocks_coins_and_changes.sql",
            "V202611242325__bitcoin_snapshot_gaps.sql",
            "V202611250005__bitcoin_block_proofs.sql");

    private BitcoinTables() {}

    public static void create(DataSource empty) throws SQLException {
        try (Connection connection = empty.getConnection();
                Statement statement = connection.createStatement()) {
            for (String migration : MIGRATIONS) {
                statement.execute(text("/db/migration/" + migration));
            }
        }
    }

    private static String text(String resource) {
        try (InputStream file = Objects.requireNonNull(BitcoinTables.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("a migration does not read", e);
        }
    }
}
