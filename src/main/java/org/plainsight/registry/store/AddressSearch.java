package org.plainsight.registry.store;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.plainsight.registry.AddressQuery;

/** A query in HQL. */
record AddressSearch(String where, Map<String, Object> parameters, String orderBy) {

    AddressSearch {
        parameters = Map.copyOf(parameters);
    }

    static AddressSearch of(AddressQuery query) {
        StringJoiner where = new StringJoiner(" and ").add("supersededBy is null");
        Map<String, Object> parameters = new HashMap<>();
        query.address().ifPresent(text -> address(text, where, parameters));
        query.claim().ifPresent(v -> equal("claim", v.name(), where, parameters));
        query.chain().ifPresent(v -> equal("chain", v.toString(), where, parameters));
        query.role().ifPresent(v -> equal("role", v.name(), where, parameters));
        query.verdict().ifPresent(v -> equal("verdict", v, where, parameters));
        query.entity().ifPresent(v -> equal("entity", v, where, parameters));
        return new AddressSearch(where.toString(), parameters, orderBy(query.sort()));
    }

    private static void equal(String column, String value, StringJoiner where, Map<String, Object> parameters) {
        where.add(column + " = :" + column);
        parameters.put(column, value);
    }

    /** Whole addresses only, in any case where the chain's addresses have no case of their own. */
    private static void address(String text, StringJoiner where, Map<String, Object> parameters) {
        int colon = text.lastIndexOf(':');
        String address = text.substring(colon + 1).strip();
        where.add("address in (:written, :lower)");
        parameters.put("written", address);
        parameters.put("lower", address.toLowerCase(Locale.ROOT));
        if (colon > 0) {
            where.add("chain = :ofAddress");
            parameters.put("ofAddress", text.substring(0, colon).strip());
        }
    }

    private static String orderBy(AddressQuery.Sort sort) {
        return switch (sort) {
            case ADDRESS -> "chain, address";
            case NEWEST -> "logIndex desc";
            case ROLE -> "role nulls last, chain, address";
            case VERDICT -> "case verdict when 'valid' then 0 when 'inconclusive' then 1 else 2 end, chain, address";
        };
    }
}
