package org.plainsight.registry.job;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.event.EventKind;
import org.plainsight.event.PublicEvent;
import org.plainsight.event.PublicEvents;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.AddressQuery;
import org.plainsight.registry.Heartbeat;

/** Raises an event when a wallet's keys were not shown within the policy: once when it turns amber, once when red. */
@Singleton
class StaleProofs {

    private static final int PAGE = 1_000;

    private final AddressBook book;
    private final PublicEvents events;
    private final ClaimCitations citations;
    private final Clock clock;
    private final Duration renewWithin;

    StaleProofs(
            AddressBook book,
            PublicEvents events,
            ClaimCitations citations,
            Clock clock,
            @ConfigProperty(name = "plainsight.ownership.renew-within", defaultValue = "P30D") Duration renewWithin) {
        this.book = book;
        this.events = events;
        this.citations = citations;
        this.clock = clock;
        this.renewWithin = renewWithin;
    }

    /** @return how many wallets are late */
    int look() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        int late = 0;
        for (int offset = 0; ; offset += PAGE) {
            List<AddressClaim> page = signed(offset);
            List<PublicEvent> raised = new ArrayList<>();
            page.forEach(claim -> event(claim, now).ifPresent(raised::add));
            events.raise(raised);
            late += raised.size();
            if (page.size() < PAGE) {
                return late;
            }
        }
    }

    /** Only what a valid signature backs can be dated. */
    private List<AddressClaim> signed(int offset) {
        return book.search(new AddressQuery(
                        Optional.empty(),
                        Optional.of(Claim.OWNED),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("valid"),
                        Optional.empty(),
                        AddressQuery.Sort.ADDRESS,
                        offset,
                        PAGE))
                .claims();
    }

    private Optional<PublicEvent> event(AddressClaim claim, Instant now) {
        Heartbeat heartbeat = Heartbeat.of(claim.attribution(), now, renewWithin);
        if (heartbeat.state() != Heartbeat.State.DUE && heartbeat.state() != Heartbeat.State.OVERDUE) {
            return Optional.empty();
        }
        boolean red = heartbeat.state() == Heartbeat.State.OVERDUE;
        String title = "The keys of " + claim.account() + " were " + heartbeat.words();
        return Optional.of(new PublicEvent(
                "stale-proof " + claim.logIndex() + " " + (red ? "overdue" : "due"),
                EventKind.STALE_PROOF,
                heartbeat.provenAt().orElseThrow().time().plus(red ? renewWithin.multipliedBy(2) : renewWithin),
                Optional.of(claim.account()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(claim.attribution().entity()),
                title,
                "/addresses/" + claim.account(),
                citations.of(claim, title, heartbeat.provenAt())));
    }
}
