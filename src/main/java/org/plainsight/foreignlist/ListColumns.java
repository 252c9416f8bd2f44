package org.plainsight.foreignlist;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which column of a section holds what, by the names that publishers give them. */
final class ListColumns {

    enum Role {
        COIN,
        NETWORK,
        HEIGHT,
        ADDRESS,
        BALANCE,
        MESSAGE,
        SIGNATURE,
        SIGNATURE_2,
        SCRIPT,
        OWNER,
        OWNER_2,
        OTHER
    }

    private static final Map<String, Role> NAMES = Map.ofEntries(
            Map.entry("coin", Role.COIN),
            Map.entry("coins", Role.COIN),
            Map.entry("asset", Role.COIN),
            Map.entry("token", Role.COIN),
            Map.entry("currency", Role.COIN),
            Map.entry("digitalasset", Role.COIN),
            Map.entry("network", Role.NETWORK),
            Map.entry("chain", Role.NETWORK),
            Map.entry("blockchain", Role.NETWORK),
            Map.entry("snapshotheight", Role.HEIGHT),
            Map.entry("height", Role.HEIGHT),
            Map.entry("blockheight", Role.HEIGHT),
            Map.entry("snapshotblock", Role.HEIGHT),
            Map.entry("address", Role.ADDRESS),
            Map.entry("walletaddress", Role.ADDRESS),
            Map.entry("balance", Role.BALANCE),
            Map.entry("amount", Role.BALANCE),
            Map.entry("quantity", Role.BALANCE),
            Map.entry("message", Role.MESSAGE),
            Map.entry("msg", Role.MESSAGE),
            Map.entry("signature", Role.SIGNATURE),
            Map.entry("signature1", Role.SIGNATURE),
            Map.entry("sign", Role.SIGNATURE),
            Map.entry("sign1", Role.SIGNATURE),
            Map.entry("signedmessage", Role.SIGNATURE),
            Map.entry("signedmessage1", Role.SIGNATURE),
            Map.entry("signature2", Role.SIGNATURE_2),
            Map.entry("sign2", Role.SIGNATURE_2),
            Map.entry("signedmessage2", Role.SIGNATURE_2),
            Map.entry("redeemscript/publickey", Role.SCRIPT),
            Map.entry("redeemscript", Role.SCRIPT),
            Map.entry("publickey", Role.SCRIPT),
            Map.entry("eoa1", Role.OWNER),
            Map.entry("owner1", Role.OWNER),
            Map.entry("eoa2", Role.OWNER_2),
            Map.entry("owner2", Role.OWNER_2));

    private static final Set<String> ABSENT =
            Set.of("", "-", "--", "\u2013", "\u2014", "n/a", "na", "#n/a", "null", "none", "/");

    private final Map<Role, Integer> indices = new EnumMap<>(Role.class);
    private final List<String> names;

    private ListColumns(List<String> names) {
        this.names = List.copyOf(names);
    }

    /** Whether a record names columns instead of holding values: the coin's and another, in any order. */
    static boolean isHeading(List<String> cells) {
        List<Role> known = cells.stream()
                .map(ListColumns::role)
                .filter(role -> role != Role.OTHER)
                .toList();
        return known.contains(Role.COIN) && known.size() > 1;
    }

    /** Whether it says what these columns say, e.g. at the head of each printed page. */
    boolean isSame(List<String> cells) {
        return names.equals(cells.stream().map(String::strip).toList());
    }

    private static Role role(String name) {
        String key = name.toLowerCase(Locale.ROOT).replaceAll("[\\s_\\u00a0-]", "");
        return NAMES.getOrDefault(key, Role.OTHER);
    }

    /** @throws MalformedForeignListException when a column that every list has is missing, or one is there twice */
    static ListColumns of(long line, List<String> cells) {
        ListColumns columns = new ListColumns(cells.stream().map(String::strip).toList());
        for (int i = 0; i < cells.size(); i++) {
            Role role = role(cells.get(i));
            if (role != Role.OTHER && columns.indices.put(role, i) != null) {
                throw MalformedForeignListException.at(
                        line, columns.names.get(i), "the same column is there twice; keep one");
            }
        }
        if (columns.isDetail()) {
            columns.require(line, Role.MESSAGE, "message");
            columns.require(line, Role.SIGNATURE, "signature");
        } else {
            columns.require(line, Role.BALANCE, "balance");
        }
        return columns;
    }

    private void require(long line, Role role, String name) {
        if (!indices.containsKey(role)) {
            throw MalformedForeignListException.at(line, name, "the column is missing; name it in the heading");
        }
    }

    /** The section of addresses, not that of totals. */
    boolean isDetail() {
        return indices.containsKey(Role.ADDRESS);
    }

    boolean has(Role role) {
        return indices.containsKey(role);
    }

    /** The cell as it stands; empty text where the record is shorter or the section has no such column. */
    String cell(List<String> cells, Role role) {
        return Optional.ofNullable(indices.get(role))
                .filter(i -> i < cells.size())
                .map(cells::get)
                .orElse("");
    }

    /** The cells that are neither blank nor a dash. */
    List<String> given(List<String> cells, Role... roles) {
        List<String> given = new ArrayList<>();
        for (Role role : roles) {
            String cell = cell(cells, role).strip();
            if (!isAbsent(cell)) {
                given.add(cell);
            }
        }
        return given;
    }

    /** What publishers and their spreadsheets write where there is nothing. */
    static boolean isAbsent(String cell) {
        return ABSENT.contains(cell.toLowerCase(Locale.ROOT));
    }

    /** The column's name as printed. */
    String name(Role role) {
        return Optional.ofNullable(indices.get(role)).map(names::get).orElse("?");
    }

    int count() {
        return names.size();
    }
}
