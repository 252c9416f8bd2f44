package org.plainsight.liabilities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.liabilities.LiabilitiesImport.Source;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.testing.PostgresResource;

/** Whatever balances come as, the copy that is taken of the same rows is the same. */
class BalancesCopyTest {

    private static final long LIMIT = 1 << 20;
    private static final String SQL =
            "SELECT account, id, entity, asset, kind, amount FROM ledger ORDER BY account -- all";

    @TempDir
    Path temporary;

    private static String csv() {
        return "account,id,entity,asset,kind,amount\n" + "a," + "ab".repeat(32)
                + ",\"Example, \"\"Ltd\"\"\",swift:0/iso4217:EUR,0,12345\n" + "b," + "cd".repeat(32)
                + ",Société,swift:0/iso4217:EUR,0,170141183460469231731687303715884105727\n";
    }

    private byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        }
        return zipped.toByteArray();
    }

    private byte[] take(String name, byte[] content) throws IOException {
        Path file = Files.write(temporary.resolve(name), content);
        return BalancesCopy.take(new Source.File(file), temporary.resolve(name + ".copy"), LIMIT);
    }

    @Test
    void gzip_and_plain_text_give_the_same_copy() throws IOException {
        byte[] plain = csv().getBytes(StandardCharsets.UTF_8);

        assertThat(take("gzip", gzip(plain))).isEqualTo(take("plain", plain));
        assertThat(Files.readString(temporary.resolve("gzip.copy"))).isEqualTo(csv());
    }

    @Test
    void a_query_gives_the_same_copy_by_copy_and_by_cursor() throws IOException, SQLException {
        PostgresResource.Database database = PostgresResource.freshDatabase();
        try (Connection connection =
                DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE ledger (account text, id text, entity text, asset text, kind int,"
                        + " amount numeric(39))");
                statement.execute("INSERT INTO ledger VALUES ('b', '" + "cd".repeat(32)
                        + "', 'Société', 'swift:0/iso4217:EUR', 0, 170141183460469231731687303715884105727), ('a', '"
                        + "ab".repeat(32) + "', 'Example, \"Ltd\"', 'swift:0/iso4217:EUR', 0, 12345)");
            }
            ByteArrayOutputStream cursor = new ByteArrayOutputStream();
            LedgerQuery.cursor(connection, SQL, cursor);
            assertThat(cursor.toString(StandardCharsets.UTF_8)).isEqualTo(csv());
        }
        Path copy = temporary.resolve("copied");
        BalancesCopy.take(new Source.Query(database.jdbcUrl(), database.user(), database.password(), SQL), copy, LIMIT);

        assertThat(Files.readString(copy)).isEqualTo(csv());
    }

    /** Whatever a ledger holds, and nulls. */
    @Test
    void texts_of_any_letters_give_the_same_copy_by_copy_and_by_cursor() throws IOException, SQLException {
        PostgresResource.Database database = PostgresResource.freshDatabase();
        Random random = new Random(41);
        String letters = "ab1 ,\"'\\\n\r\t\b\f\u000b.N;é";
        String sql = "SELECT a, b, c FROM odd ORDER BY n";
        ByteArrayOutputStream cursor = new ByteArrayOutputStream();
        try (Connection connection =
                DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE odd (n int, a text, b text, c numeric)");
            }
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO odd VALUES (?, ?, ?, ?)")) {
                for (int n = 0; n < 2_000; n++) {
                    insert.setInt(1, n);
                    for (int column = 2; column < 4; column++) {
                        StringBuilder text = new StringBuilder();
                        for (int i = random.nextInt(6); i > 0; i--) {
                            text.append(letters.charAt(random.nextInt(letters.length())));
                        }
                        insert.setString(column, random.nextInt(9) == 0 ? null : text.toString());
                    }
                    insert.setBigDecimal(4, random.nextInt(9) == 0 ? null : new BigDecimal(random.nextLong()));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            LedgerQuery.cursor(connection, sql, cursor);
        }
        Path copy = temporary.resolve("odd");
        BalancesCopy.take(new Source.Query(database.jdbcUrl(), database.user(), database.password(), sql), copy, LIMIT);

        assertThat(Files.readString(copy)).isEqualTo(cursor.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_query_that_fails_or_writes_is_refused() {
        PostgresResource.Database database = PostgresResource.freshDatabase();
        for (String sql : new String[] {"SELECT nothing", "CREATE TABLE x (y int)", "SELECT 1) TO STDOUT; SELECT (2"}) {
            Source query = new Source.Query(database.jdbcUrl(), database.user(), database.password(), sql);
            assertThatThrownBy(() -> BalancesCopy.take(query, temporary.resolve("q" + sql.hashCode()), LIMIT))
                    .as(sql)
                    .isInstanceOf(MalformedBalancesException.class)
                    .hasMessageContaining("the ledger's database answers");
            assertThat(query.toString()).doesNotContain(database.password());
        }
    }

    @Test
    void damaged_and_cut_gzip_is_refused() throws IOException {
        byte[] sound = gzip(csv().repeat(50).getBytes(StandardCharsets.UTF_8));
        byte[] damaged = sound.clone();
        damaged[sound.length / 2] ^= 1;

        assertThatThrownBy(() -> take("cut", Arrays.copyOf(sound, sound.length - 9)))
                .isInstanceOf(MalformedBalancesException.class);
        assertThatThrownBy(() -> take("damaged", damaged)).isInstanceOf(MalformedBalancesException.class);
    }

    /** A gigabyte of one letter in a megabyte of gzip. */
    @Test
    void what_unpacks_to_more_than_the_limit_is_refused_as_soon_as_it_does() throws IOException {
        Path bomb = temporary.resolve("bomb");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            byte[] piece = new byte[1 << 20];
            Arrays.fill(piece, (byte) 'a');
            for (int i = 0; i < 1_024; i++) {
                out.write(piece);
            }
        }
        Path copy = temporary.resolve("bomb.copy");

        assertThatThrownBy(() -> BalancesCopy.take(new Source.File(bomb), copy, LIMIT))
                .isInstanceOf(MalformedBalancesException.class)
                .hasMessageContaining("longer than");
        assertThat(Files.size(copy)).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void a_missing_file_and_a_directory_are_refused() {
        assertThatThrownBy(() -> BalancesCopy.take(
                        new Source.File(temporary.resolve("none")), temporary.resolve("none.copy"), LIMIT))
                .isInstanceOf(MalformedBalancesException.class);
        assertThatThrownBy(
                        () -> BalancesCopy.take(new Source.File(temporary), temporary.resolve("directory.copy"), LIMIT))
                .isInstanceOf(MalformedBalancesException.class);
    }
}
