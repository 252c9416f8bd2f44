package org.plainsight.foreignlist.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.foreignlist.Finding;
import org.plainsight.foreignlist.ForeignList;
import org.plainsight.foreignlist.ForeignLists;
import org.plainsight.foreignlist.ListDifference;
import org.plainsight.foreignlist.ListImport;
import org.plainsight.foreignlist.ListedBefore;
import org.plainsight.foreignlist.MalformedForeignListException;
import org.plainsight.foreignlist.RowFilter;
import org.plainsight.foreignlist.RowOutcome;
import org.plainsight.foreignlist.RowPage;
import org.plainsight.foreignlist.SeenRow;
import org.plainsight.ownership.ContractOwners;
import org.plainsight.ownership.KnownBlocks;
import org.plainsight.ownership.OwnershipVerifier;
import org.plainsight.ownership.TestKey;
import org.plainsight.ownership.evm.EvmSignatures;
import org.plainsight.testing.MemoryFiles;
import org.plainsight.testing.PostgresResource;
import org.postgresql.ds.PGSimpleDataSource;

class JdbcForeignListsTest {

    private final TestKey first = TestKey.random(new Random(1));
    private final TestKey second = TestKey.random(new Random(2));
    private final TestKey third = TestKey.random(new Random(3));
    private PGSimpleDataSource database;
    private ForeignLists lists;
    private ListImport imports;
    private final MemoryFiles files = new MemoryFiles();

    @BeforeEach
    void migrate() throws IOException, SQLException {
        PostgresResource.Database fresh = PostgresResource.freshDatabase();
        database = new PGSimpleDataSource();
        database.setUrl(fresh.jdbcUrl());
        database.setUser(fresh.user());
        database.setPassword(fresh.password());
        Path migrations = Path.of("src/main/resources/db/migration");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String name : List.of(
                    "V0070__foreign_lists.sql",
                    "V202611250049__foreign_lists_by_address.sql",
                    "V202611250550__foreign_list_statements.sql")) {
                statement.execute(Files.readString(migrations.resolve(name)));
            }
        }
        lists = new JdbcForeignLists(database);
        OwnershipVerifier verifier = new OwnershipVerifier(
                List.of(new EvmSignatures((contract, height, hash) -> new ContractOwners.Unread("no node"))),
                (chain, height, hash) -> KnownBlocks.Answer.UNKNOWN);
        imports = new ListImport(
                verifier, lists, files, Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC));
    }

    private static String list(TestKey... keys) {
        StringBuilder file = new StringBuilder("coin,address,snapshot height,balance,message,signature\n");
        for (TestKey key : keys) {
            file.append("ETH,%s,1,1.5,htx,%s\n".formatted(key.evmAddress(), key.eip191("htx")));
        }
        return file.toString();
    }

    private ForeignList add(String name, String text) {
        return imports.add(name, text.getBytes(StandardCharsets.UTF_8), Optional.empty())
                .list();
    }

    private Optional<String> found(ForeignList list, Finding.Kind kind) {
        return lists.findings(list.id()).stream()
                .filter(f -> f.kind() == kind)
                .map(Finding::explanation)
                .findFirst();
    }

    @Test
    void the_same_file_twice_is_one_list() {
        ForeignList once = add("huobi_por_20250101.csv", list(first));
        ForeignLists.Addition again =
                imports.add("another.csv", list(first).getBytes(StandardCharsets.UTF_8), Optional.of("Somebody"));
        assertThat(again.isNew()).isFalse();
        assertThat(again.list()).isEqualTo(once);
        assertThat(lists.lists()).containsExactly(once);
    }

    @Test
    void a_replayed_signature_has_its_age_whatever_came_first() {
        ForeignList late = add("htx_por_20250401.csv", list(first, second));
        assertThat(found(late, Finding.Kind.REPLAYED_SIGNATURES)).isEmpty();
        ForeignList early = add("huobi_por_20250101.csv", list(first));
        assertThat(found(late, Finding.Kind.REPLAYED_SIGNATURES).orElseThrow()).contains("2025-01-01, 3 months before");
        assertThat(found(early, Finding.Kind.REPLAYED_SIGNATURES)).isEmpty();
        assertThat(lists.rows(late.id(), RowFilter.ALL, 0).rows().stream().map(SeenRow::ageMonths))
                .containsExactly(Optional.of(3L), Optional.empty());
    }

    @Test
    void the_difference_is_to_the_latest_older_list_of_the_same_publisher() {
        ForeignList late = add("htx_por_20250401.csv", list(second, third));
        add("huobi_por_20250101.csv", list(first));
        ForeignList before = add("huobi_por_20250301.csv", list(first, second));
        add("okx_por_20250331.csv", list(third));
        ListDifference difference = lists.differenceToMonthBefore(late.id()).orElseThrow();
        assertThat(difference.before()).isEqualTo(before);
        assertThat(difference.joined()).containsExactly(new ListDifference.Listed("ETH", third.evmAddress()));
        assertThat(difference.left()).containsExactly(new ListDifference.Listed("ETH", first.evmAddress()));
    }

    @Test
    void an_address_that_two_publishers_list_is_found_in_both_lists_and_in_any_spelling() {
        ForeignList htx = add("htx_por_20250401.csv", list(first, second));
        assertThat(found(htx, Finding.Kind.SHARED_ADDRESSES)).isEmpty();
        ForeignList okx = add("okx_por_20250501.csv", list(second).replace("ETH,0x", "ETH,0X"));
        assertThat(found(htx, Finding.Kind.SHARED_ADDRESSES).orElseThrow()).contains("1 address is listed by OKX");
        assertThat(found(okx, Finding.Kind.SHARED_ADDRESSES).orElseThrow()).contains("listed by HTX");
        assertThat(lists.findings(htx.id()).stream()
                        .filter(f -> f.kind() == Finding.Kind.SHARED_ADDRESSES)
                        .flatMap(f -> f.lines().stream()))
                .containsExactly(3L);
    }

    @Test
    void the_history_of_an_address_names_every_list_and_the_age_of_its_signature() {
        add("huobi_por_20250101.csv", list(first));
        add("htx_por_20250401.csv", list(first, second));
        List<ListedBefore> history =
                lists.history("0x" + first.evmAddress().substring(2).toUpperCase(java.util.Locale.ROOT));
        assertThat(history)
                .extracting(h -> h.list().fileName())
                .containsExactly("htx_por_20250401.csv", "huobi_por_20250101.csv");
        assertThat(history.getFirst().row().ageMonths()).contains(3L);
        assertThat(history.getLast().row().ageMonths()).isEmpty();
        assertThat(lists.history(first.evmAddress().substring(0, 20))).isEmpty();
    }

    @Test
    void rows_come_back_as_they_were_filtered_and_paged() {
        String text = list(first, second) + "ETH,%s,-,-,a quoted \"\"x\"\",-\n".formatted(third.evmAddress());
        ForeignList list = add("htx_por_20250401.csv", text);
        assertThat(list.count(RowOutcome.SIGNED)).isEqualTo(2);
        RowPage unsigned = lists.rows(list.id(), new RowFilter(Optional.of(RowOutcome.UNSIGNED), ""), 0);
        assertThat(unsigned.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.checked().row().address()).isEqualTo(third.evmAddress()));
        String part = second.evmAddress().substring(5, 20).toUpperCase(java.util.Locale.ROOT);
        assertThat(lists.rows(list.id(), new RowFilter(Optional.empty(), part), 0)
                        .total())
                .isEqualTo(1);
        assertThat(lists.rows(list.id(), RowFilter.ALL, 7).rows()).isEmpty();
    }

    @Test
    void a_refused_file_and_a_failing_database_leave_nothing_behind() throws SQLException {
        assertThatThrownBy(() -> add("htx_por_20250401.csv", list(first) + "ETH,,1,1,m,s\n"))
                .isInstanceOf(MalformedForeignListException.class);
        assertThatThrownBy(() -> add("unknown.csv", list(first))).isInstanceOf(MalformedForeignListException.class);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE foreign_list_finding");
        }
        assertThatThrownBy(() -> add("htx_por_20250401.csv", list(first)))
                .isInstanceOf(ForeignListStoreException.class);
        assertThat(lists.lists()).isEmpty();
    }
}
