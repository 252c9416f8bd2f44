package org.plainsight.registry.corrections.web;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Attribution.Dispute;
import org.plainsight.disclosure.Attribution.DisputeState;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.AddressQuery;
import org.plainsight.registry.DisputeLedger;
import org.plainsight.registry.corrections.Corrections;

/** The standing claims that somebody contradicts. */
@Singleton
public class DisputedClaims {

    /** Of each kind of claim, newest first; claims of ours are found through the ledger. */
    private static final int CLAIMS_MAX = 1_000;

    private final AddressBook book;
    private final Corrections corrections;

    DisputedClaims(AddressBook book, Corrections corrections) {
        this.book = book;
        this.corrections = corrections;
    }

    List<AddressClaim> all() {
        Map<AccountId, AddressClaim> claims = new LinkedHashMap<>();
        for (Claim claim : List.of(Claim.NOT_OWNED, Claim.FORMERLY_OWNED)) {
            book.search(new AddressQuery(
                            Optional.empty(),
                            Optional.of(claim),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            AddressQuery.Sort.NEWEST,
                            0,
                            CLAIMS_MAX))
                    .claims()
                    .forEach(c -> claims.put(c.account(), c));
        }
        corrections
                .latest()
                .forEach(c -> book.current(c.account()).ifPresent(claim -> claims.putIfAbsent(c.account(), claim)));
        List<AddressClaim> disputed = new ArrayList<>();
        claims.values().stream()
                .filter(c -> !c.attribution().disputes().isEmpty())
                .forEach(disputed::add);
        return disputed;
    }

    /**
     * One publisher in a list.
     *
     * @param open labels still wrong
     */
    public record Publisher(String name, long open, long corrected) {}

    /** By name. */
    public List<Publisher> publishers() {
        Map<String, Publisher> found = new TreeMap<>();
        for (AddressClaim claim : all()) {
            for (Dispute dispute : claim.attribution().disputes()) {
                boolean open = dispute.state() != DisputeState.CORRECTED;
                found.merge(
                        DisputeLedger.key(dispute.publisher()),
                        new Publisher(dispute.publisher(), open ? 1 : 0, open ? 0 : 1),
                        (a, b) -> new Publisher(a.name(), a.open() + b.open(), a.corrected() + b.corrected()));
            }
        }
        return List.copyOf(found.values());
    }
}
