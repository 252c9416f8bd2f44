package org.plainsight.registry.corrections.job;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainReaders;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Attribution.Role;
import org.plainsight.event.EventKind;
import org.plainsight.event.PublicEvent;
import org.plainsight.event.PublicEvents;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.AddressQuery;
import org.plainsight.registry.corrections.Contradiction;
import org.plainsight.registry.corrections.ContradictionMonitor;
import org.plainsight.registry.job.ClaimCitations;

/** What the chains say against our own disclaimers, as of the last look; every finding is raised as an event, too. */
@Singleton
public class Contradictions {

    private static final int PAGE = 1_000;

    private final AddressBook book;
    private final ChainReaders chains;
    private final PublicEvents events;
    private final ClaimCitations citations;
    private volatile Map<AccountId, List<Contradiction>> found = Map.of();

    Contradictions(AddressBook book, ChainReaders chains, PublicEvents events, ClaimCitations citations) {
        this.book = book;
        this.chains = chains;
        this.events = events;
        this.citations = citations;
    }

    /** Of one address; empty when nothing was found, or before the first look. */
    public List<Contradiction> of(AccountId account) {
        return found.getOrDefault(account, List.of());
    }

    public List<Contradiction> all() {
        return found.values().stream().flatMap(List::stream).toList();
    }

    void look() {
        Map<AccountId, List<Contradiction>> now = new HashMap<>();
        List<AddressClaim> disclaimed = claims(Claim.NOT_OWNED);
        if (!disclaimed.isEmpty()) {
            List<AddressClaim> owned = claims(Claim.OWNED);
            for (ChainReader chain : chains.all()) {
                look(chain, disclaimed, owned, now);
            }
        }
        found = Map.copyOf(now);
        events.raise(disclaimed.stream()
                .flatMap(claim ->
                        now.getOrDefault(claim.account(), List.of()).stream().map(finding -> event(claim, finding)))
                .toList());
    }

    private static void look(
            ChainReader chain,
            List<AddressClaim> disclaimed,
            List<AddressClaim> owned,
            Map<AccountId, List<Contradiction>> now) {
        List<AccountId> here = disclaimed.stream()
                .map(AddressClaim::account)
                .filter(a -> a.chain().equals(chain.chain()))
                .toList();
        if (here.isEmpty()) {
            return;
        }
        Map<AccountId, Boolean> ours = new HashMap<>();
        for (AddressClaim claim : owned) {
            if (claim.account().chain().equals(chain.chain())) {
                ours.put(claim.account(), claim.attribution().role().equals(Optional.of(Role.DEPOSIT)));
            }
        }
        ContradictionMonitor monitor = new ContradictionMonitor(chain, ours);
        for (AccountId account : here) {
            List<Contradiction> findings = monitor.look(account);
            if (!findings.isEmpty()) {
                now.put(account, findings);
            }
        }
    }

    private List<AddressClaim> claims(Claim claim) {
        List<AddressClaim> claims = new ArrayList<>();
        for (int offset = 0; ; offset += PAGE) {
            List<AddressClaim> page = book.search(new AddressQuery(
                            Optional.empty(),
                            Optional.of(claim),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            AddressQuery.Sort.ADDRESS,
                            offset,
                            PAGE))
                    .claims();
            claims.addAll(page);
            if (page.size() < PAGE) {
                return claims;
            }
        }
    }

    private PublicEvent event(AddressClaim claim, Contradiction c) {
        String words = "The chain contradicts our disclaimer of " + c.disclaimed() + ": " + c.words();
        return new PublicEvent(
                "contradiction " + c.kind().name().toLowerCase(Locale.ROOT) + " " + c.disclaimed() + " "
                        + c.transaction(),
                EventKind.INCIDENT,
                c.block().time(),
                Optional.of(c.disclaimed()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                words,
                "/addresses/" + c.disclaimed(),
                citations.of(claim, words + ", transaction " + c.transaction(), Optional.of(c.block())));
    }
}
