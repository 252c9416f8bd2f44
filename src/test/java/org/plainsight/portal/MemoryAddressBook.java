package org.plainsight.portal;

import io.quarkus.runtime.BlockingOperationControl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.AddressPage;
import org.plainsight.registry.AddressQuery;

/** Claims in a list. A claim that supersedes another is recorded after it. */
public final class MemoryAddressBook implements AddressBook {

    private final List<AddressClaim> claims = new ArrayList<>();

    void clear() {
        claims.clear();
    }

    @Override
    public List<AddressClaim> current() {
        return claims.stream().filter(c -> c.supersededBy().isEmpty()).toList();
    }

    @Override
    public Optional<AddressClaim> current(AccountId account) {
        return current().stream().filter(c -> c.account().equals(account)).findFirst();
    }

    @Override
    public List<AddressClaim> history(AccountId account) {
        return claims.stream().filter(c -> c.account().equals(account)).toList();
    }

    @Override
    public List<AddressClaim> asOf(long logSize) {
        return claims.stream()
                .filter(c -> c.logIndex() < logSize)
                .filter(c -> c.supersededBy().map(s -> s >= logSize).orElse(true))
                .toList();
    }

    @Override
    public List<AddressClaim> after(long after, int limit) {
        if (!BlockingOperationControl.isBlockingAllowed()) {
            throw new IllegalStateException("a database would have to be waited for, and this is the event loop");
        }
        return claims.stream().filter(c -> c.logIndex() > after).limit(limit).toList();
    }

    @Override
    public AddressPage search(AddressQuery query) {
        List<AddressClaim> fitting = current().stream()
                .filter(c -> fits(query, c))
                .sorted(order(query.sort()))
                .toList();
        return new AddressPage(
                fitting.stream().skip(query.offset()).limit(query.limit()).toList(), fitting.size());
    }

    private static boolean fits(AddressQuery query, AddressClaim c) {
        return query.address()
                        .map(a -> a.equalsIgnoreCase(c.account().toString())
                                || a.equalsIgnoreCase(c.account().address()))
                        .orElse(true)
                && query.claim().map(w -> w == c.attribution().claim()).orElse(true)
                && query.chain().map(w -> w.equals(c.account().chain())).orElse(true)
                && query.role()
                        .map(w -> Optional.of(w).equals(c.attribution().role()))
                        .orElse(true)
                && query.verdict()
                        .map(w -> w.equals(c.attribution().ownership().word()))
                        .orElse(true);
    }

    private static Comparator<AddressClaim> order(AddressQuery.Sort sort) {
        return sort == AddressQuery.Sort.NEWEST
                ? Comparator.comparingLong(AddressClaim::logIndex).reversed()
                : Comparator.comparing(AddressClaim::account);
    }

    @Override
    public Set<AccountId> accounts(ChainId chain) {
        return current().stream()
                .map(AddressClaim::account)
                .filter(a -> a.chain().equals(chain))
                .collect(Collectors.toSet());
    }

    @Override
    public void record(List<AddressClaim> added) {
        for (AddressClaim claim : added) {
            claims.replaceAll(c -> claim.attribution().supersedes().contains(c.logIndex())
                    ? new AddressClaim(c.logIndex(), c.attribution(), Optional.of(claim.logIndex()))
                    : c);
            claims.add(claim);
        }
    }
}
