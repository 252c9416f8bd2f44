package org.plainsight.registry;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;

/** The claims as they stand in the log. Reads are consistent within one transaction; order is by log index. */
public interface AddressBook {

    /** Claims that nothing supersedes. */
    List<AddressClaim> current();

    Optional<AddressClaim> current(AccountId account);

    /** All claims ever made about an address, oldest first. */
    List<AddressClaim> history(AccountId account);

    /** The claims that stood when the log had {@code logSize} entries. */
    List<AddressClaim> asOf(long logSize);

    /** Claims with a log index greater than {@code after}, oldest first, at most {@code limit}. */
    List<AddressClaim> after(long after, int limit);

    /** Standing claims under a filter, one page of them. Quick at ten thousand addresses and more. */
    AddressPage search(AddressQuery query);

    /** The addresses of a chain under a standing claim of any kind. Quick: followers ask at every block. */
    Set<AccountId> accounts(ChainId chain);

    /** Takes in claims just appended to the log, in the same transaction. */
    void record(List<AddressClaim> claims);
}
