package org.plainsight.liabilities.balances;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The accounts of a file with their ID digests, first as met, then by the UTF-8 bytes of their references. */
final class AccountTable {

    private static final Comparator<String> BY_UTF8 =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private final Map<String, Integer> met = new HashMap<>();
    private final List<String> references = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    /** The account's number as met. */
    int meet(String reference, String id) {
        Integer known = met.putIfAbsent(reference, references.size());
        if (known != null) {
            return known;
        }
        references.add(reference);
        ids.add(id);
        return references.size() - 1;
    }

    String id(int account) {
        return ids.get(account);
    }

    int size() {
        return references.size();
    }

    /** The accounts as met, in their final order. */
    Integer[] order() {
        Integer[] order = new Integer[size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparing(references::get, BY_UTF8));
        return order;
    }

    String reference(int account) {
        return references.get(account);
    }
}
