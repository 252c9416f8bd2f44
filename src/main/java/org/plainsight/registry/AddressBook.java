package org.plainsight.registry;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.disclosure.Attribution.Claim;

/** The claims as they stand in the log. Reads are consistent within one transaction; order is by log index. */
public interface AddressBook {

    /** Claims that nothing supersedes. */
    List<AddressClaim> current();

    Optional<AddressClaim> current(AccountId account);

    /** The standing claims about some addresses. */
    default Map<AccountId, AddressClaim> current(Collection<AccountId> accounts) {
        Map<AccountId, AddressClaim> found = new HashMap<>();
        accounts.forEach(account -> current(account).ifPresent(claim -> found.put(account, claim)));
        return found;
    }

    /** What stands, without its words: quick and small, however many claims there are. */
    default void eachStanding(Consumer<Standing> reader) {
        current()
                .forEach(c -> reader.accept(new Standing(
                        c.account(),
                        c.attribution().id(),
                        c.logIndex(),
                        c.attribution().claim())));
    }

    /** A standing claim's keys. */
    record Standing(AccountId account, String id, long logIndex, Claim claim) {}

    /** All claims ever made about an address, oldest first. */
    List<AddressClaim> history(AccountId account);

    /** The claims that stood when the log had {@code logSize} entries. */
    List<AddressClaim> asOf(long logSize);

    /** A page of {@link #asOf(long)}: those with a log index greater than {@code after}, at most {@code limit}. */
    default List<AddressClaim> asOf(long logSize, long after, int limit) {
        return asOf(logSize).stream()
                .filter(claim -> claim.logIndex() > after)
                .limit(limit)
                .toList();
    }

    /** Claims with a log index greater than {@code after}, oldest first, at most {@code limit}. */
    List<AddressClaim> after(long after, int limit);

    /** Standing claims under a filter, one page of them. Quick at ten thousand addresses and more. */
    AddressPage search(AddressQuery query);

    /** The addresses of a chain under a standing claim of any kind. Quick: followers ask at every block. */
    Set<AccountId> accounts(ChainId chain);

    /** Takes in claims just appended to the log, in the same transaction. */
    void record(List<AddressClaim> claims);
}
