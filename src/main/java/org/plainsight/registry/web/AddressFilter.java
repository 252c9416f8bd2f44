package org.plainsight.registry.web;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.ChainId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.registry.AddressQuery;

/** The filter of the list as it stands in the URL, so that every view has a link of its own. */
public final class AddressFilter {

    static final int PAGE_SIZE = 50;

    @QueryParam("q")
    @Nullable
    String q;

    @QueryParam("chain")
    @Nullable
    String chain;

    @QueryParam("role")
    @Nullable
    String role;

    @QueryParam("claim")
    @Nullable
    String claim;

    @QueryParam("verdict")
    @Nullable
    String verdict;

    @QueryParam("sort")
    @Nullable
    String sort;

    @QueryParam("page")
    @Nullable
    String page;

    /** The value chosen for a field, empty when none. */
    public String chosen(String field) {
        String value = switch (field) {
            case "q" -> q;
            case "chain" -> chain;
            case "role" -> role;
            case "claim" -> claim;
            case "verdict" -> verdict;
            case "sort" -> sort;
            default -> throw new IllegalArgumentException("no field " + field);
        };
        return value == null ? "" : value.strip();
    }

    public boolean isEmpty() {
        return Arrays.stream(new String[] {"q", "chain", "role", "claim", "verdict"})
                .allMatch(field -> chosen(field).isEmpty());
    }

    int number() {
        return page == null || page.isEmpty() ? 1 : number(page);
    }

    AddressQuery query() {
        return query(Math.multiplyExact(number() - 1, PAGE_SIZE), PAGE_SIZE);
    }

    /** Any part of the list, whatever page was asked for. */
    public AddressQuery query(int offset, int limit) {
        return new AddressQuery(
                text("q"),
                text("claim").map(w -> word("claim", Attribution.Claim.class, w)),
                text("chain").map(ChainId::parse),
                text("role").map(w -> word("role", Attribution.Role.class, w)),
                text("verdict").map(AddressFilter::verdictWord),
                Optional.empty(),
                text("sort").map(w -> word("sort", AddressQuery.Sort.class, w)).orElse(AddressQuery.Sort.ADDRESS),
                offset,
                limit);
    }

    /** The same list on another page, or in another order when {@code sort} is given. */
    String link(int number, String order) {
        return link("/addresses", number, order);
    }

    /** All that is shown, as a file. */
    public String download() {
        return link("/feed/v1/matching.csv", 1, chosen("sort"));
    }

    private String link(String path, int number, String order) {
        UriBuilder link = UriBuilder.fromPath(path);
        for (String field : new String[] {"q", "chain", "role", "claim", "verdict"}) {
            text(field)
                    .ifPresent(
                            value -> link.queryParam(field, "{" + field + "}").resolveTemplate(field, value));
        }
        if (!order.isEmpty()) {
            link.queryParam("sort", order);
        }
        if (number > 1) {
            link.queryParam("page", number);
        }
        return link.build().toString();
    }

    private Optional<String> text(String field) {
        return Optional.of(chosen(field)).filter(value -> !value.isEmpty());
    }

    private static String verdictWord(String word) {
        if (word.equals("valid") || word.equals("inconclusive") || word.equals("invalid")) {
            return word;
        }
        throw new BadRequestException("verdict: '" + word + "' is none of valid, inconclusive, invalid.");
    }

    private static <E extends Enum<E>> E word(String field, Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new BadRequestException(field + ": '" + word + "' is none of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(c -> c.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private static int number(String page) {
        try {
            int number = Integer.parseInt(page);
            if (number >= 1 && number <= 10_000_000) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        throw new BadRequestException("page: '" + page + "' is no page number; begin with 1.");
    }
}
