package org.plainsight.foreignlist.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plainsight.foreignlist.Finding;
import org.plainsight.foreignlist.ForeignList;

/** Findings: those kept with a list, and signatures that its publisher had shown before. */
final class FindingQueries {

    private static final String REPLAYED = "SELECT r.line, r.signature_key, s.first_seen FROM foreign_list_row r"
            + " JOIN LATERAL (SELECT min(l2.published_on) AS first_seen FROM foreign_list_row r2"
            + " JOIN foreign_list l2 ON l2.id = r2.list_id WHERE r2.signature_key = r.signature_key"
            + " AND l2.publisher = ? AND l2.published_on < ?) s ON s.first_seen IS NOT NULL"
            + " WHERE r.list_id = ? AND r.signature_key IS NOT NULL ORDER BY r.line";

    private FindingQueries() {}

    static List<Finding> own(Connection connection, long id) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT * FROM foreign_list_finding WHERE list_id = ? ORDER BY position")) {
            select.setLong(1, id);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    findings.add(StoredForms.finding(found));
                }
            }
        }
        return findings;
    }

    static Optional<Finding> replayed(Connection connection, ForeignList list) throws SQLException {
        if (list.publishedOn().isEmpty()) {
            return Optional.empty();
        }
        LocalDate day = list.publishedOn().get();
        List<Long> lines = new ArrayList<>();
        Set<String> signatures = new HashSet<>();
        List<LocalDate> firstSeen = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(REPLAYED)) {
            select.setString(1, list.publisher());
            select.setObject(2, day);
            select.setLong(3, list.id());
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    lines.add(found.getLong("line"));
                    if (signatures.add(found.getString("signature_key"))) {
                        StoredForms.date(found, "first_seen").ifPresent(firstSeen::add);
                    }
                }
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(replayed(day, lines, firstSeen));
    }

    private static Finding replayed(LocalDate day, List<Long> lines, List<LocalDate> firstSeen) {
        firstSeen.sort(null);
        String explanation = lines.size() + " rows show " + firstSeen.size()
                + " signatures that the publisher had shown before; the oldest was first seen on "
                + firstSeen.getFirst() + ", " + months(firstSeen.getFirst(), day)
                + " before this list, and half of them "
                + months(firstSeen.get((firstSeen.size() - 1) / 2), day) + " or more before";
        return new Finding(
                Finding.Kind.REPLAYED_SIGNATURES, "", explanation, Optional.empty(), Optional.empty(), lines);
    }

    private static String months(LocalDate from, LocalDate to) {
        long months = Period.between(from, to).toTotalMonths();
        return months == 1 ? "1 month" : months + " months";
    }
}
