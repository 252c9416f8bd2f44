package org.plainsight.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.AccountId;

/** Which address stands where in the files, and under which id: what is left of the rows once they were read. */
public final class DeclarationIndex {

    private final Map<AccountId, String> places = new HashMap<>();
    private final Map<String, AccountId> ids = new HashMap<>();

    /** Takes a row in, unless its address is there already: answers where. */
    public Optional<String> putAccount(AccountId account, String place) {
        return Optional.ofNullable(places.putIfAbsent(account, place));
    }

    /** Takes an id in, unless it is there already: answers where. */
    public Optional<String> putId(String id, AccountId account) {
        return Optional.ofNullable(ids.putIfAbsent(id, account)).map(this::place);
    }

    public boolean has(AccountId account) {
        return places.containsKey(account);
    }

    public Optional<AccountId> byId(String id) {
        return Optional.ofNullable(ids.get(id));
    }

    public String place(AccountId account) {
        return places.getOrDefault(account, "");
    }

    public int size() {
        return places.size();
    }
}
