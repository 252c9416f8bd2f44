package org.plainsight.foreignlist.store;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.foreignlist.Finding;
import org.plainsight.foreignlist.ForeignList;
import org.plainsight.foreignlist.ForeignLists;
import org.plainsight.foreignlist.ListDifference;
import org.plainsight.foreignlist.ListedBefore;
import org.plainsight.foreignlist.NewList;
import org.plainsight.foreignlist.RowFilter;
import org.plainsight.foreignlist.RowPage;

/** {@link ForeignLists} by plain SQL: rows come in bulk, and what is derived is asked of the database. */
@Singleton
final class JdbcForeignLists implements ForeignLists {

    private static final String LISTS = "SELECT * FROM foreign_list";

    private final DataSource database;

    JdbcForeignLists(DataSource database) {
        this.database = database;
    }

    @Override
    public Addition add(NewList list) {
        return write(OptionalLong.empty(), list);
    }

    private Addition write(OptionalLong number, NewList list) {
        return ask(connection -> {
            connection.setAutoCommit(false);
            try {
                Optional<Long> id = ListWriter.write(connection, number, list);
                connection.commit();
                ForeignList kept = bySha256(connection, list.sha256());
                return new Addition(kept, id.isPresent());
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
    }

    @Override
    public void restore(long id, NewList list) {
        write(OptionalLong.of(id), list);
        ask(connection -> {
            try (PreparedStatement next = connection.prepareStatement(
                    "SELECT setval(pg_get_serial_sequence('foreign_list', 'id'), max(id)) FROM foreign_list")) {
                return next.execute();
            }
        });
    }

    @Override
    public void state(long id, Stated stated) {
        ask(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO foreign_list_statement VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
                insert.setLong(1, stated.logIndex());
                insert.setLong(2, id);
                file(insert, 3, stated.json());
                file(insert, 6, stated.csv());
                return insert.executeUpdate();
            }
        });
    }

    private static void file(PreparedStatement insert, int at, PublishedFile file) throws SQLException {
        insert.setString(at, file.path());
        insert.setString(at + 1, file.sha256());
        insert.setLong(at + 2, file.size());
    }

    @Override
    public Optional<Stated> stated(long id) {
        return ask(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT * FROM foreign_list_statement WHERE list_id = ? ORDER BY log_index DESC LIMIT 1")) {
                select.setLong(1, id);
                try (ResultSet found = select.executeQuery()) {
                    return found.next()
                            ? Optional.of(
                                    new Stated(found.getLong("log_index"), file(found, "json"), file(found, "csv")))
                            : Optional.empty();
                }
            }
        });
    }

    private static PublishedFile file(ResultSet found, String form) throws SQLException {
        return new PublishedFile(
                found.getString(form + "_path"), found.getString(form + "_sha256"), found.getLong(form + "_size"));
    }

    private static ForeignList bySha256(Connection connection, String sha256) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LISTS + " WHERE sha256 = ?")) {
            statement.setString(1, sha256);
            return read(statement).getFirst();
        }
    }

    @Override
    public List<ForeignList> lists() {
        return ask(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(LISTS + " ORDER BY publisher, published_on DESC NULLS LAST, id DESC")) {
                return read(statement);
            }
        });
    }

    @Override
    public Optional<ForeignList> list(long id) {
        return ask(connection -> find(connection, id));
    }

    static Optional<ForeignList> find(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LISTS + " WHERE id = ?")) {
            statement.setLong(1, id);
            return read(statement).stream().findFirst();
        }
    }

    static List<ForeignList> read(PreparedStatement statement) throws SQLException {
        List<ForeignList> lists = new ArrayList<>();
        try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                lists.add(StoredForms.list(found));
            }
        }
        return lists;
    }

    @Override
    public List<Finding> findings(long id) {
        return ask(connection -> {
            List<Finding> findings = new ArrayList<>(FindingQueries.own(connection, id));
            Optional<ForeignList> list = find(connection, id);
            if (list.isPresent()) {
                FindingQueries.replayed(connection, list.get()).ifPresent(findings::add);
                SharedAddresses.find(connection, list.get()).ifPresent(findings::add);
                DifferenceQuery.find(connection, list.get())
                        .map(DifferenceQuery::finding)
                        .ifPresent(findings::add);
            }
            return findings;
        });
    }

    @Override
    public RowPage rows(long id, RowFilter filter, int page) {
        return ask(connection -> RowQuery.page(connection, id, filter, page));
    }

    @Override
    public Optional<ListDifference> differenceToMonthBefore(long id) {
        return ask(connection -> {
            Optional<ForeignList> list = find(connection, id);
            return list.isEmpty() ? Optional.empty() : DifferenceQuery.find(connection, list.get());
        });
    }

    @Override
    public List<ListedBefore> history(String address) {
        return ask(connection -> AddressHistory.of(connection, address));
    }

    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try (Connection connection = database.getConnection()) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw new ForeignListStoreException("the database did not answer a question about foreign lists", e);
        }
    }
}
