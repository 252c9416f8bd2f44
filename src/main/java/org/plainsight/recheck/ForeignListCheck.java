package org.plainsight.recheck;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.FindingsStatement;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.foreignlist.CheckedList;
import org.plainsight.foreignlist.Finding.Kind;
import org.plainsight.foreignlist.FindingsFile;
import org.plainsight.foreignlist.ForeignList;
import org.plainsight.foreignlist.ForeignListReader;
import org.plainsight.foreignlist.ForeignSignatures;
import org.plainsight.foreignlist.MalformedForeignListException;
import org.plainsight.ownership.OwnershipVerifier;

/**
 * What was found in a list of somebody else must be found in it again: rows read and signatures checked anew. Findings that
 * compare the list with others are counted, not derived.
 */
final class ForeignListCheck {

    private final SnapshotFiles files;
    private final Report report;
    private final OwnershipVerifier verifier = ForeignSignatures.verifier();

    ForeignListCheck(SnapshotFiles files, Report report) {
        this.files = files;
        this.report = report;
    }

    /** The newest statement about each list. */
    void check(List<FindingsStatement> statements) {
        SortedMap<Long, FindingsStatement> newest = new TreeMap<>();
        statements.forEach(statement -> newest.put(statement.number(), statement));
        newest.values().forEach(this::check);
    }

    private void check(FindingsStatement statement) {
        Optional<byte[]> list = files.read(statement.list());
        Optional<byte[]> json = files.read(statement.findings());
        Optional<byte[]> csv = files.read(statement.findingsCsv());
        if (list.isEmpty() || json.isEmpty() || csv.isEmpty()) {
            return;
        }
        String subject = "findings in list " + statement.number() + " of " + statement.publisher();
        try {
            CheckedList checked = CheckedList.of(ForeignListReader.read(list.get()), verifier);
            Map<String, Json> derived = members(FindingsFile.json(kept(statement, checked), checked.findings()));
            Map<String, Json> served = members(json.get());
            List<Json> own = items(derived);
            List<Json> all = items(served);
            boolean same = all.size() >= own.size()
                    && all.subList(0, own.size()).equals(own)
                    && all.stream().skip(own.size()).allMatch(ForeignListCheck::comparesLists)
                    && begins(csv.get(), FindingsFile.csv(checked.findings()));
            derived.remove("findings");
            served.remove("findings");
            report.compare(
                    same && derived.equals(served),
                    subject,
                    own.size() + " findings and the outcome of "
                            + checked.rows().size() + " rows were found again; " + (all.size() - own.size())
                            + " compare it with other lists and were not derived",
                    "the list does not say what was found in it, or says more");
        } catch (MalformedForeignListException | MalformedStatementException e) {
            report.differs(subject, "cannot have been found: " + e.getMessage());
        }
    }

    private static ForeignList kept(FindingsStatement statement, CheckedList checked) {
        return new ForeignList(
                statement.number(),
                statement.publisher(),
                statement.fileName(),
                statement.list().sha256(),
                statement.publishedOn(),
                statement.importedAt(),
                checked.counts());
    }

    private static Map<String, Json> members(byte[] json) {
        return new TreeMap<>(Json.asObject(CanonicalJson.read(json)).members());
    }

    private static List<Json> items(Map<String, Json> members) {
        return members.get("findings") instanceof Json.Arr found ? found.items() : List.of();
    }

    private static boolean comparesLists(Json finding) {
        String word = Json.asObject(finding).text("kind");
        return Arrays.stream(Kind.values())
                .anyMatch(kind -> kind.comparesLists() && kind.word().equals(word));
    }

    private static boolean begins(byte[] all, byte[] start) {
        return all.length >= start.length && Arrays.equals(all, 0, start.length, start, 0, start.length);
    }
}
