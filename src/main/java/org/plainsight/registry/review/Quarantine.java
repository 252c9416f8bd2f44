package org.plainsight.registry.review;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.AccountId;

/** The rows that are held. */
public interface Quarantine {

    /** Longest held first. */
    List<HeldRow> rows(int offset, int limit);

    /** The rows whose proof was looked at longest ago. */
    List<HeldRow> leastRecentlySeen(int limit);

    long count();

    Optional<HeldRow> find(AccountId account);

    /** What was confirmed of these addresses, by digest. */
    Map<AccountId, String> confirmed(Collection<AccountId> accounts);

    /** Adds rows, or replaces those of the same address; what was confirmed stays so while the digest is the same. */
    void hold(Collection<HeldRow> rows, Instant seenAt);

    /** Lets go of every row that was not held again since. */
    void releaseUnseenSince(Instant at);

    void release(AccountId account);

    void confirm(AccountId account, Decided by);
}
