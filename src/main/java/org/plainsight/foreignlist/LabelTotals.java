package org.plainsight.foreignlist;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a list prints per label beside what its rows add up to; labels by their upper-case key, in file order. */
final class LabelTotals {

    /** Differences up to this many coins are rounding of the publisher's own spreadsheet and are not reported. */
    static final BigDecimal NEGLIGIBLE = new BigDecimal("0.01");

    private final Map<String, HeaderTotal> printed = new LinkedHashMap<>();
    private final Map<String, BigDecimal> summed = new LinkedHashMap<>();
    private final Map<String, String> spelling = new LinkedHashMap<>();
    private final Map<String, Optional<String>> groups = new HashMap<>();

    LabelTotals(PublishedList list) {
        for (HeaderTotal total : list.totals()) {
            if (total.total().isPresent()) {
                printed.putIfAbsent(total.key(), total);
                spelling.putIfAbsent(total.key(), total.label());
            }
        }
        for (ListedRow row : list.rows()) {
            row.balance().ifPresent(balance -> {
                summed.merge(row.labelKey(), balance, BigDecimal::add);
                spelling.putIfAbsent(row.labelKey(), row.label());
            });
        }
    }

    Optional<BigDecimal> printed(String label) {
        return Optional.ofNullable(printed.get(label)).flatMap(HeaderTotal::total);
    }

    Optional<BigDecimal> summed(String label) {
        return Optional.ofNullable(summed.get(label));
    }

    Optional<String> printedHeight(String label) {
        return Optional.ofNullable(printed.get(label)).map(HeaderTotal::height);
    }

    /** As the file spells it first. */
    String spelling(String label) {
        return spelling.getOrDefault(label, label);
    }

    List<String> printedOnly() {
        return printed.values().stream()
                .filter(total -> !total.isGroup() && !summed.containsKey(total.key()))
                .map(HeaderTotal::key)
                .toList();
    }

    List<String> summedOnly() {
        return summed.keySet().stream()
                .filter(label -> !printed.containsKey(label))
                .toList();
    }

    List<String> differing() {
        return summed.keySet().stream()
                .filter(printed::containsKey)
                .filter(label -> difference(label).abs().compareTo(NEGLIGIBLE) > 0)
                .toList();
    }

    /** Rows minus printed; an absent side counts as nothing. */
    BigDecimal difference(String label) {
        return summed(label).orElse(BigDecimal.ZERO).subtract(printed(label).orElse(BigDecimal.ZERO));
    }

    /** The group's name where the list prints a total like {@code USDT(ALL)} for the coin of this label. */
    Optional<String> group(String label) {
        return groups.computeIfAbsent(label, this::findGroup);
    }

    private Optional<String> findGroup(String label) {
        String coin = label.split("[-( ]", 2)[0];
        return printed.values().stream()
                .filter(HeaderTotal::isGroup)
                .map(HeaderTotal::key)
                .filter(key -> coin.endsWith(groupCoin(key)))
                .max((a, b) -> Integer.compare(a.length(), b.length()));
    }

    private static String groupCoin(String groupKey) {
        return groupKey.substring(0, groupKey.length() - "(ALL)".length());
    }

    /** Whether the group's own total is the only one printed for its coin, and agrees with all rows of that coin. */
    boolean onlyGroupIsPrinted(String group) {
        boolean other = printed.values().stream()
                .anyMatch(total -> !total.isGroup()
                        && group(total.key()).filter(group::equals).isPresent());
        BigDecimal rows = summed.entrySet().stream()
                .filter(entry -> group(entry.getKey()).filter(group::equals).isPresent())
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal total = printed(group).orElse(BigDecimal.ZERO);
        return !other && isRounding(rows.subtract(total), total);
    }

    /** At most one unit of the printed figure's last digit, or what a few rounded rows add up to. */
    static boolean isRounding(BigDecimal difference, BigDecimal printed) {
        BigDecimal unit = BigDecimal.ONE.movePointLeft(printed.scale());
        return difference.abs().compareTo(unit.max(new BigDecimal("0.05"))) <= 0;
    }
}
