package org.plainsight.registry.store;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.plainsight.registry.declaration.DeclaredFiles;
import org.plainsight.registry.review.Decided;
import org.plainsight.registry.review.Draft;
import org.plainsight.registry.review.DraftLine;
import org.plainsight.registry.review.Drafts;
import org.plainsight.registry.review.Impact;

/** Drafts in PostgreSQL, which refuses that one person does twice what takes two, and that a draft goes back. */
@Singleton
class StoredDrafts implements Drafts {

    private final DataSource database;

    StoredDrafts(DataSource database) {
        this.database = database;
    }

    @Override
    public Writing begin(DeclaredFiles files, boolean retract) {
        return ask(connection -> {
            long id;
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO registry_draft (fingerprint, retract, state, staged_at, impact, changes, large)"
                            + " VALUES (repeat('0', 64), ?, 'STAGED', now(), '', 0, true) RETURNING id")) {
                insert.setBoolean(1, retract);
                try (ResultSet made = insert.executeQuery()) {
                    made.next();
                    id = made.getLong(1);
                }
            }
            try {
                return new DraftWriting(id, DraftFiles.write(connection, id, files), this);
            } catch (IOException e) {
                throw new RegistryStoreException("the files of the registry cannot be copied", e);
            }
        });
    }

    @Override
    public List<Draft> recent(int limit) {
        return read("WHERE state <> 'REPLACED' AND impact <> '' ORDER BY id DESC LIMIT ?", limit);
    }

    @Override
    public Optional<Draft> newest() {
        return recent(1).stream().findFirst();
    }

    @Override
    public Optional<Draft> lastPublished() {
        return read("WHERE state = 'PUBLISHED' ORDER BY id DESC LIMIT ?", 1).stream()
                .findFirst();
    }

    @Override
    public Optional<Draft> find(long id) {
        return read("WHERE id = ?", id).stream().findFirst();
    }

    @Override
    public Optional<Draft> lock(long id) {
        return read("WHERE id = ? FOR UPDATE", id).stream().findFirst();
    }

    private List<Draft> read(String where, long number) {
        return ask(connection -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT * FROM registry_draft " + where)) {
                query.setLong(1, number);
                List<Draft> found = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(draft(rows));
                    }
                }
                return found;
            }
        });
    }

    private static Draft draft(ResultSet row) throws SQLException {
        return new Draft(
                row.getLong("id"),
                row.getString("fingerprint"),
                row.getBoolean("retract"),
                Draft.State.valueOf(row.getString("state")),
                row.getTimestamp("staged_at").toInstant(),
                ImpactForm.read(row.getString("impact")),
                decided(row, "prepared"),
                decided(row, "first"),
                decided(row, "second"),
                decided(row, "rejected"),
                Optional.ofNullable(row.getString("failure")));
    }

    private static Optional<Decided> decided(ResultSet row, String deed) throws SQLException {
        String by = row.getString(deed + "_by");
        return by == null
                ? Optional.empty()
                : Optional.of(new Decided(by, row.getTimestamp(deed + "_at").toInstant()));
    }

    @Override
    public void save(Draft draft) {
        ask(connection -> {
            try (PreparedStatement update = connection.prepareStatement("UPDATE registry_draft SET state = ?,"
                    + " impact = ?, changes = ?, large = ?, failure = ?, prepared_by = ?, prepared_at = ?,"
                    + " first_by = ?, first_at = ?, second_by = ?, second_at = ?, rejected_by = ?, rejected_at = ?"
                    + " WHERE id = ?")) {
                update.setString(1, draft.state().name());
                update.setString(2, ImpactForm.write(draft.impact()));
                update.setLong(
                        3,
                        draft.impact().counts().values().stream()
                                .mapToLong(n -> n)
                                .sum());
                update.setBoolean(4, draft.impact().needsSecondApproval());
                update.setString(5, draft.failure().orElse(null));
                set(update, 6, draft.prepared());
                set(update, 8, draft.firstApproval());
                set(update, 10, draft.secondApproval());
                set(update, 12, draft.rejected());
                update.setLong(14, draft.id());
                return update.executeUpdate();
            }
        });
        if (!draft.isOpen()) {
            forgetFiles();
        }
    }

    private static void set(PreparedStatement update, int place, Optional<Decided> deed) throws SQLException {
        if (deed.isPresent()) {
            update.setString(place, deed.get().by());
            update.setTimestamp(place + 1, Timestamp.from(deed.get().at()));
        } else {
            update.setNull(place, Types.VARCHAR);
            update.setNull(place + 1, Types.TIMESTAMP);
        }
    }

    /** Files are needed while a draft is open, and for rechecks of the one published last. */
    private void forgetFiles() {
        run("DELETE FROM registry_draft_file f USING registry_draft d WHERE d.id = f.draft"
                + " AND d.state IN ('REJECTED', 'REPLACED', 'PUBLISHED')"
                + " AND d.id <> coalesce((SELECT max(id) FROM registry_draft WHERE state = 'PUBLISHED'), -1)");
    }

    /** Ends a draft that is complete: older open ones are replaced, since their files are no longer the present ones. */
    Draft finish(long id, String fingerprint, Impact impact) {
        run("UPDATE registry_draft SET state = 'REPLACED' WHERE state IN ('STAGED', 'PREPARED', 'APPROVED') AND id <> "
                + id);
        ask(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE registry_draft SET impact = ?, changes = ?, large = ?, fingerprint = ? WHERE id = ?")) {
                update.setString(1, ImpactForm.write(impact));
                update.setLong(
                        2, impact.counts().values().stream().mapToLong(n -> n).sum());
                update.setBoolean(3, impact.needsSecondApproval());
                update.setString(4, fingerprint);
                update.setLong(5, id);
                return update.executeUpdate();
            }
        });
        forgetFiles();
        return find(id).orElseThrow();
    }

    @Override
    public List<DraftLine> lines(long id, Optional<DraftLine.Kind> kind, boolean heldOnly, int offset, int limit) {
        return ask(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT * FROM registry_draft_line" + where(heldOnly) + " ORDER BY position LIMIT ? OFFSET ?")) {
                parameters(query, id, kind);
                query.setInt(4, limit);
                query.setInt(5, offset);
                List<DraftLine> lines = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        lines.add(new DraftLine(
                                rows.getLong("position"),
                                DraftLine.Kind.valueOf(rows.getString("kind")),
                                rows.getString("subject"),
                                rows.getString("claim_id"),
                                rows.getString("words"),
                                Optional.ofNullable(rows.getString("held"))));
                    }
                }
                return lines;
            }
        });
    }

    @Override
    public long count(long id, Optional<DraftLine.Kind> kind, boolean heldOnly) {
        return ask(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT count(*) FROM registry_draft_line" + where(heldOnly))) {
                parameters(query, id, kind);
                try (ResultSet counted = query.executeQuery()) {
                    counted.next();
                    return counted.getLong(1);
                }
            }
        });
    }

    private static String where(boolean heldOnly) {
        return " WHERE draft = ? AND (?::text IS NULL OR kind = ?)" + (heldOnly ? " AND held IS NOT NULL" : "");
    }

    private static void parameters(PreparedStatement query, long id, Optional<DraftLine.Kind> kind)
            throws SQLException {
        query.setLong(1, id);
        query.setString(2, kind.map(Enum::name).orElse(null));
        query.setString(3, kind.map(Enum::name).orElse(null));
    }

    @Override
    public Optional<LocalDate> recheckedOn(long id) {
        return ask(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT rechecked_on FROM registry_draft WHERE id = ?")) {
                query.setLong(1, id);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? Optional.ofNullable(row.getDate(1)).map(Date::toLocalDate) : Optional.empty();
                }
            }
        });
    }

    @Override
    public void rechecked(long id, LocalDate day) {
        ask(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE registry_draft SET rechecked_on = ? WHERE id = ?")) {
                update.setDate(1, Date.valueOf(day));
                update.setLong(2, id);
                return update.executeUpdate();
            }
        });
    }

    @Override
    public DeclaredFiles files(long id) {
        return new DraftFiles(database, id);
    }

    @Override
    public void audit(String person, String deed, String subject) {
        ask(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO registry_audit (person, deed, subject) VALUES (?, ?, ?)")) {
                insert.setString(1, person);
                insert.setString(2, deed);
                insert.setString(3, subject);
                return insert.executeUpdate();
            }
        });
    }

    private void run(String sql) {
        ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                return statement.executeUpdate();
            }
        });
    }

    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** In the caller's transaction where there is one. */
    <T> T ask(Question<T> question) {
        return RegistryStoreException.told(database, question);
    }
}
