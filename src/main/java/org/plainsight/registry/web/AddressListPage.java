package org.plainsight.registry.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.plainsight.chain.ChainName;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainReaders;
import org.plainsight.disclosure.Attribution;
import org.plainsight.evidence.BlockRef;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.AddressPage;
import org.plainsight.registry.LatestTotals;

/** All addresses with a standing claim, filtered and paged on the server. */
@Path("/addresses")
@Produces("text/html;charset=UTF-8")
@Blocking
public class AddressListPage {

    private final AddressBook book;
    private final Balances balances;
    private final ChainReaders chains;
    private final LatestTotals totals;

    AddressListPage(AddressBook book, Balances balances, ChainReaders chains, LatestTotals totals) {
        this.book = book;
        this.balances = balances;
        this.chains = chains;
        this.totals = totals;
    }

    public record Row(
            AddressClaim claim, List<Balances.Balance> balances, Optional<BlockRef> block, Optional<String> problem) {}

    public record Option(String value, String label) {}

    /**
     * @param first number of the first row on this page, from 1
     * @param previous link, empty on the first page
     * @param next link, empty on the last page
     */
    public record View(
            AddressFilter filter,
            List<Row> rows,
            long total,
            long first,
            Optional<String> previous,
            Optional<String> next,
            List<Option> chains,
            List<Option> roles,
            List<Option> claims,
            List<LatestTotals.Total> totals,
            List<String> problems) {
        public long last() {
            return first + rows.size() - 1;
        }
    }

    @CheckedTemplate(basePath = "registry")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance addresses(View view);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance addresses(@BeanParam AddressFilter filter) {
        AddressPage page = book.search(filter.query());
        List<Row> rows = page.claims().stream().map(this::row).toList();
        int number = filter.number();
        String sort = filter.chosen("sort");
        boolean more = (long) number * AddressFilter.PAGE_SIZE < page.total();
        return Pages.addresses(new View(
                filter,
                rows,
                page.total(),
                (long) (number - 1) * AddressFilter.PAGE_SIZE + 1,
                number > 1 ? Optional.of(filter.link(number - 1, sort)) : Optional.empty(),
                more ? Optional.of(filter.link(number + 1, sort)) : Optional.empty(),
                chainOptions(),
                options(Attribution.Role.values()),
                Arrays.stream(Attribution.Claim.values())
                        .map(c -> new Option(word(c), ClaimText.words(c)))
                        .toList(),
                totals.totals(),
                chains.all().stream()
                        .map(ChainReader::status)
                        .flatMap(s -> s.problem().stream().map(p -> ChainName.of(s.chain()) + ": " + p))
                        .toList()));
    }

    private Row row(AddressClaim claim) {
        return new Row(
                claim,
                balances.of(claim.account()),
                balances.readAt(claim.account()),
                balances.problem(claim.account()));
    }

    private List<Option> chainOptions() {
        return chains.all().stream()
                .map(c -> new Option(c.chain().toString(), ChainName.of(c.chain())))
                .toList();
    }

    private static List<Option> options(Enum<?>[] constants) {
        return Arrays.stream(constants).map(c -> new Option(word(c), word(c))).toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
