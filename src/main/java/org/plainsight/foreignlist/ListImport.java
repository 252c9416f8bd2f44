package org.plainsight.foreignlist;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plainsight.disclosure.FindingsStatement;
import org.plainsight.disclosure.PublishedFiles;
import org.plainsight.ownership.OwnershipVerifier;

/** Takes a published file in: reads, checks and keeps it. */
public final class ListImport {

    private static final Pattern DATE = Pattern.compile("(20[0-9]{2})-?([01][0-9])-?([0-3][0-9])");
    private static final Pattern PUBLISHER = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._&()-]{0,79}");
    private static final int FILE_NAME_MAX = 200;

    private final OwnershipVerifier verifier;
    private final ForeignLists lists;
    private final PublishedFiles files;
    private final Clock clock;

    /** @param files keeps the lists as they came, so that others can check what was found in them */
    public ListImport(OwnershipVerifier verifier, ForeignLists lists, PublishedFiles files, Clock clock) {
        this.verifier = verifier;
        this.lists = lists;
        this.files = files;
        this.clock = clock;
    }

    /**
     * @param fileName its date (2025-06-01 or 20250601) becomes the list's; HTX and OKX are known by it as publishers
     * @param publisher wins over what the file's name says
     * @throws MalformedForeignListException when the file cannot be read, or nobody says who published it
     */
    public ForeignLists.Addition add(String fileName, byte[] file, Optional<String> publisher) {
        String name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "");
        if (name.isEmpty() || name.length() > FILE_NAME_MAX) {
            throw new MalformedForeignListException("the file needs a name of 1 to " + FILE_NAME_MAX + " characters");
        }
        String by = publisher.map(ListImport::named).orElseGet(() -> publisher(name));
        CheckedList checked = CheckedList.of(ForeignListReader.read(file), verifier);
        String sha256 = files.write(file).sha256();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return lists.add(new NewList(by, name, sha256, date(name), now, checked));
    }

    /**
     * Takes a list in that was known before, under its number.
     *
     * @param file whose digest the statement names
     */
    public void restore(FindingsStatement statement, byte[] file) {
        CheckedList checked = CheckedList.of(ForeignListReader.read(file), verifier);
        lists.restore(
                statement.number(),
                new NewList(
                        statement.publisher(),
                        statement.fileName(),
                        files.write(file).sha256(),
                        statement.publishedOn(),
                        statement.importedAt(),
                        checked));
    }

    private static String named(String publisher) {
        String name = publisher.strip();
        if (!PUBLISHER.matcher(name).matches()) {
            throw new MalformedForeignListException("'" + name + "' cannot name a publisher; write a name of at most 80"
                    + " letters, digits, spaces and . _ & ( ) -");
        }
        return name;
    }

    private static String publisher(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        if (lower.startsWith("huobi") || lower.startsWith("htx")) {
            return "HTX";
        }
        if (lower.startsWith("okx")) {
            return "OKX";
        }
        throw new MalformedForeignListException(
                "the name of '" + fileName + "' does not tell who published it; name the publisher");
    }

    private static Optional<LocalDate> date(String fileName) {
        Matcher date = DATE.matcher(fileName);
        if (!date.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
