package org.plainsight.registry.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.AddressPage;
import org.plainsight.registry.AddressQuery;

/** The address book in PostgreSQL. */
@ApplicationScoped
class AddressClaims implements AddressBook, PanacheRepositoryBase<AddressClaimRow, Long> {

    private static final String STANDING = "supersededBy is null";
    private static final String OF_ACCOUNT = "chain = ?1 and address = ?2";

    @Override
    @Transactional
    public List<AddressClaim> current() {
        return claims(list(STANDING, Sort.by("logIndex")));
    }

    @Override
    @Transactional
    public Optional<AddressClaim> current(AccountId account) {
        return find(OF_ACCOUNT + " and " + STANDING, account.chain().toString(), account.address())
                .firstResultOptional()
                .map(AddressClaimRow::toClaim);
    }

    @Override
    @Transactional
    public Map<AccountId, AddressClaim> current(Collection<AccountId> accounts) {
        Map<String, List<String>> byChain = accounts.stream()
                .collect(Collectors.groupingBy(
                        a -> a.chain().toString(), Collectors.mapping(AccountId::address, Collectors.toList())));
        Map<AccountId, AddressClaim> found = new HashMap<>();
        byChain.forEach((chain, addresses) -> list("chain = ?1 and address in ?2 and " + STANDING, chain, addresses)
                .forEach(row -> {
                    AddressClaim claim = row.toClaim();
                    found.put(claim.account(), claim);
                }));
        getEntityManager().clear();
        return found;
    }

    @Override
    @Transactional
    public void eachStanding(Consumer<Standing> reader) {
        getEntityManager()
                .createQuery(
                        "select c.chain, c.address, c.claimId, c.logIndex, c.claim from AddressClaimRow c"
                                + " where c.supersededBy is null order by c.logIndex",
                        Object[].class)
                .setHint("org.hibernate.fetchSize", 5_000)
                .getResultStream()
                .forEach(c -> reader.accept(new Standing(
                        AccountId.parse(c[0] + ":" + c[1]),
                        (String) c[2],
                        (Long) c[3],
                        Attribution.Claim.valueOf((String) c[4]))));
    }

    @Override
    @Transactional
    public List<AddressClaim> history(AccountId account) {
        return claims(list(OF_ACCOUNT, Sort.by("logIndex"), account.chain().toString(), account.address()));
    }

    @Override
    @Transactional
    public List<AddressClaim> asOf(long logSize) {
        return claims(
                list("logIndex < ?1 and (supersededBy is null or supersededBy >= ?1)", Sort.by("logIndex"), logSize));
    }

    @Override
    @Transactional
    public List<AddressClaim> asOf(long logSize, long after, int limit) {
        return claims(find(
                        "logIndex > ?2 and logIndex < ?1 and (supersededBy is null or supersededBy >= ?1)",
                        Sort.by("logIndex"),
                        logSize,
                        after)
                .page(Page.ofSize(limit))
                .list());
    }

    @Override
    @Transactional
    public List<AddressClaim> after(long after, int limit) {
        return claims(find("logIndex > ?1", Sort.by("logIndex"), after)
                .page(Page.ofSize(limit))
                .list());
    }

    @Override
    @Transactional
    public AddressPage search(AddressQuery query) {
        AddressSearch search = AddressSearch.of(query);
        List<AddressClaimRow> rows = find(search.where() + " order by " + search.orderBy(), search.parameters())
                .range(query.offset(), query.offset() + query.limit() - 1)
                .list();
        return new AddressPage(claims(rows), count(search.where(), search.parameters()));
    }

    @Override
    @Transactional
    public Set<AccountId> accounts(ChainId chain) {
        return getEntityManager()
                .createQuery(
                        "select c.address from AddressClaimRow c where c.chain = :chain and c.supersededBy is null",
                        String.class)
                .setParameter("chain", chain.toString())
                .getResultStream()
                .map(address -> new AccountId(chain, address))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(List<AddressClaim> claims) {
        for (AddressClaim claim : claims) {
            for (long old : claim.attribution().supersedes()) {
                if (update("supersededBy = ?1 where logIndex = ?2 and supersededBy is null", claim.logIndex(), old)
                        != 1) {
                    throw new IllegalStateException(
                            "log index " + claim.logIndex() + " supersedes " + old + ", which is no standing claim");
                }
            }
        }
        claims.stream().map(AddressClaimRow::of).forEach(this::persist);
        flush();
        getEntityManager().clear();
    }

    private static List<AddressClaim> claims(List<AddressClaimRow> rows) {
        return rows.stream().map(AddressClaimRow::toClaim).toList();
    }
}
