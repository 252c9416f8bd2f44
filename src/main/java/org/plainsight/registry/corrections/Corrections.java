package org.plainsight.registry.corrections;

import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AccountId;

/** The ledger. Entries are never changed; the newest of a publisher and address counts. */
public interface Corrections {

    /** The newest entry of each publisher and address, newest first. */
    List<Correction> latest();

    Optional<Correction> latest(AccountId account, String publisher);

    void add(Correction correction);

    /** What the last look at each watched list found, by the list's name. */
    List<WatchedList> watched();

    void saw(WatchedList list);
}
