package org.plainsight.disclosure;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What was found in a list of addresses that somebody else published. A later statement of the same list says what is found
 * in the light of lists that came to be known since.
 *
 * @param number under which the list is kept; its page is {@code /lists/<number>}
 * @param fileName as its publisher named it
 * @param publishedOn the day that the file's name states
 * @param list the file itself
 * @param findings as JSON
 * @param findingsCsv the same as CSV
 */
public record FindingsStatement(
        long number,
        String publisher,
        String fileName,
        Optional<LocalDate> publishedOn,
        Instant importedAt,
        PublishedFile list,
        PublishedFile findings,
        PublishedFile findingsCsv)
        implements Disclosure {

    public static final String TYPE = "findings";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Json.Obj body() {
        return Json.object()
                .put("number", number)
                .put("publisher", publisher)
                .put("file_name", fileName)
                .putText("published_on", publishedOn.map(Object::toString))
                .put("imported_at", importedAt)
                .put("list", list.json())
                .put("findings", findings.json())
                .put("findings_csv", findingsCsv.json())
                .build();
    }

    static FindingsStatement read(Json.Obj o) {
        o.allowOnly(
                "number", "publisher", "file_name", "published_on", "imported_at", "list", "findings", "findings_csv");
        return new FindingsStatement(
                o.integer("number"),
                o.text("publisher"),
                o.text("file_name"),
                o.optionalText("published_on").map(FindingsStatement::day),
                o.time("imported_at"),
                PublishedFile.read(o.object("list")),
                PublishedFile.read(o.object("findings")),
                PublishedFile.read(o.object("findings_csv")));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new MalformedStatementException("'" + text + "' is no day; write it as 2026-11-22");
        }
    }
}
