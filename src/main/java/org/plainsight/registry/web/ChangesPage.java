package org.plainsight.registry.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.AddressQuery;
import org.plainsight.registry.Differences;

/** What the log says of addresses now and did not say on an earlier day. */
@Path("/addresses/changes")
@Produces("text/html;charset=UTF-8")
@Blocking
public class ChangesPage {

    private static final int SIZE = 100;
    private static final int PAGE_MAX = 100_000;
    private static final Duration USUAL = Duration.ofDays(30);

    private final AddressBook book;
    private final Clock clock;

    ChangesPage(AddressBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /**
     * @param words old and new, of each member that differs
     * @param isNew nothing was said of the address before that day
     */
    public record Row(AddressClaim claim, boolean isNew, List<String> words) {}

    public record View(LocalDate since, List<Row> rows, Optional<String> previous, Optional<String> next) {}

    @CheckedTemplate(basePath = "registry")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance changes(View view);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance changes(
            @QueryParam("since") @Nullable String since, @QueryParam("page") @DefaultValue("1") int page) {
        if (page < 1 || page > PAGE_MAX) {
            throw new BadRequestException("page: " + page + " is no page number; begin with 1.");
        }
        LocalDate day = since == null || since.isBlank()
                ? LocalDate.ofInstant(clock.instant().minus(USUAL), ZoneOffset.UTC)
                : day(since.strip());
        Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        List<AddressClaim> newest = newest((page - 1) * SIZE);
        List<AddressClaim> later = newest.stream()
                .filter(c -> !c.attribution().issuedAt().isBefore(from))
                .toList();
        String link = "/addresses/changes?since=" + day + "&page=";
        return Pages.changes(new View(
                day,
                later.stream().map(claim -> row(claim, from)).toList(),
                page > 1 ? Optional.of(link + (page - 1)) : Optional.empty(),
                later.size() == SIZE ? Optional.of(link + (page + 1)) : Optional.empty()));
    }

    private List<AddressClaim> newest(int offset) {
        return book.search(new AddressQuery(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        AddressQuery.Sort.NEWEST,
                        offset,
                        SIZE))
                .claims();
    }

    private Row row(AddressClaim claim, Instant from) {
        List<AddressClaim> before = new ArrayList<>(book.history(claim.account()));
        before.removeIf(c -> !c.attribution().issuedAt().isBefore(from));
        return before.isEmpty()
                ? new Row(claim, true, Differences.ofNew(claim.attribution()))
                : new Row(claim, false, Differences.between(before.getLast().attribution(), claim.attribution()));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadRequestException("since: '" + text + "' is no day; write it like 2026-11-24.");
        }
    }
}
