package org.plainsight.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.app.postgres.EmbeddedPostgres.Durability;

final class EmbeddedPostgresTest {
    @TempDir
    Path home;

    @Test
    void a_second_start_finds_the_rows_of_the_first() throws Exception {
        Path folder = home.resolve("pg");
        try (EmbeddedPostgres first = EmbeddedPostgres.open(folder, Durability.DURABLE)) {
            first.withDatabase("plainsight");
            execute(first, "create table t (x int)");
            execute(first, "insert into t values (42)");
            assertThat(single(first, "show fsync")).isEqualTo("on");
        }
        try (EmbeddedPostgres second = EmbeddedPostgres.open(folder, Durability.DURABLE)) {
            second.withDatabase("plainsight");
            assertThat(single(second, "select x from t")).isEqualTo("42");
        }
    }

    @Test
    void a_server_that_outlived_its_owner_is_adopted_and_then_stopped() throws Exception {
        Path folder = home.resolve("pg");
        try (EmbeddedPostgres first = EmbeddedPostgres.open(folder, Durability.TEST_ONLY)) {
            first.withDatabase("plainsight");
            String pid = postmaster(folder);
            first.abandon();
            try (EmbeddedPostgres second = EmbeddedPostgres.open(folder, Durability.TEST_ONLY)) {
                assertThat(second.isOwner()).isTrue();
                assertThat(postmaster(folder)).isEqualTo(pid);
                assertThat(second.jdbcUrl("x")).isEqualTo(first.jdbcUrl("x"));
            }
            assertThat(folder.resolve("cluster/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void folder_and_password_are_for_the_owner_only() throws Exception {
        Path folder = home.resolve("pg");
        try (EmbeddedPostgres server = EmbeddedPostgres.open(folder, Durability.TEST_ONLY)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThat(server.password()).hasSize(48);
        }
    }

    private static String postmaster(Path folder) throws Exception {
        return Files.readAllLines(folder.resolve("cluster/postmaster.pid")).getFirst();
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        server.jdbcUrl("plainsight"), EmbeddedPostgres.USER, server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String single(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        server.jdbcUrl("plainsight"), EmbeddedPostgres.USER, server.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
