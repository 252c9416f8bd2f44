package org.plainsight.event;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;

/**
 * What somebody wants to be told. Every part that is present must fit.
 *
 * @param kinds empty: all
 * @param atLeast smallest units; leaves out events with a smaller amount, and those that have none stay
 */
public record EventFilter(
        Set<EventKind> kinds,
        Optional<AccountId> account,
        Optional<AssetId> asset,
        Optional<String> entity,
        Optional<Amount> atLeast) {

    public static final EventFilter ALL =
            new EventFilter(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public EventFilter {
        kinds = Set.copyOf(kinds);
    }

    /**
     * @param kinds words separated by commas
     * @throws MalformedFilterException naming the part and the remedy
     */
    public static EventFilter parse(
            Optional<String> kinds,
            Optional<String> address,
            Optional<String> asset,
            Optional<String> entity,
            Optional<String> atLeast) {
        return new EventFilter(
                kinds.filter(text -> !text.isBlank()).map(EventFilter::kinds).orElse(Set.of()),
                present(address).map(AccountId::parse),
                present(asset).map(AssetId::parse),
                present(entity),
                present(atLeast).map(EventFilter::amount));
    }

    public boolean passes(PublicEvent event) {
        return (kinds.isEmpty() || kinds.contains(event.kind()))
                && fits(account, event.account())
                && fits(asset, event.asset())
                && fits(entity, event.entity())
                && (atLeast.isEmpty()
                        || event.amount().isEmpty()
                        || event.amount().get().compareTo(atLeast.get()) >= 0);
    }

    /** In words, for the people who manage subscriptions. */
    public String words() {
        String text = (kinds.isEmpty() ? "every kind" : kindWords())
                + account.map(a -> ", address " + a).orElse("")
                + asset.map(a -> ", asset " + a).orElse("")
                + entity.map(e -> ", entity " + e).orElse("")
                + atLeast.map(a -> ", at least " + a + " units").orElse("");
        return text;
    }

    /** As {@link #parse} takes them. */
    public String kindWords() {
        return kinds.stream().map(EventKind::word).sorted().collect(Collectors.joining(","));
    }

    private static Set<EventKind> kinds(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(word -> EventKind.byWord(word)
                        .orElseThrow(() -> new MalformedFilterException("kind: '" + word + "' is none of "
                                + Arrays.stream(EventKind.values())
                                        .map(EventKind::word)
                                        .collect(Collectors.joining(", ")))))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Amount amount(String text) {
        if (!text.matches("[0-9]{1,78}")) {
            throw new MalformedFilterException(
                    "min: '" + text + "' is no whole number; write it in the asset's smallest units");
        }
        return Amount.parse(text);
    }

    private static Optional<String> present(Optional<String> text) {
        return text.map(String::strip).filter(t -> !t.isEmpty());
    }

    private static <T> boolean fits(Optional<T> wanted, Optional<T> given) {
        return wanted.isEmpty() || wanted.equals(given);
    }
}
