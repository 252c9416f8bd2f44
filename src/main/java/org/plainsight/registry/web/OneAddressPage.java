package org.plainsight.registry.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.AccountId;
import org.plainsight.chain.RecordedPast;
import org.plainsight.evidence.BlockRef;
import org.plainsight.ownership.bitcoin.BitcoinScripts;
import org.plainsight.qr.QrPicture;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.Heartbeat;
import org.plainsight.registry.corrections.Contradiction;
import org.plainsight.registry.corrections.job.Contradictions;

/** Everything about one address: the claim, its history, the evidence, balances and movements. */
@Path("/addresses")
@Produces("text/html;charset=UTF-8")
@Blocking
public class OneAddressPage {

    private static final int MOVEMENTS = 25;
    private static final int OFFSET_MAX = 1_000_000;

    private final AddressBook book;
    private final Balances balances;
    private final Contradictions contradictions;

    private final Clock clock;
    private final Duration renewWithin;

    OneAddressPage(
            AddressBook book,
            Balances balances,
            Contradictions contradictions,
            Clock clock,
            @ConfigProperty(name = "plainsight.ownership.renew-within", defaultValue = "P30D") Duration renewWithin) {
        this.book = book;
        this.balances = balances;
        this.contradictions = contradictions;
        this.clock = clock;
        this.renewWithin = renewWithin;
    }

    /**
     * @param claim what stands, or stood at {@code asOf}
     * @param history all claims made until then, newest first
     * @param asOf the log size asked for
     * @param past what it held at the block asked for
     * @param known how far back balances and movements are known
     */
    public record View(
            AccountId account,
            AddressClaim claim,
            List<AddressClaim> history,
            Optional<Long> asOf,
            Optional<PastBlock> past,
            List<RecordedPast> known,
            List<Balances.Balance> balances,
            Optional<BlockRef> block,
            Optional<String> problem,
            List<Balances.Change> movements,
            Optional<Integer> newer,
            Optional<Integer> older,
            Heartbeat heartbeat,
            List<Contradiction> contradictions) {
        /** Empty for addresses that are not claimed as ours. */
        public Optional<Heartbeat> keysAtHand() {
            return claim.isOwned() ? Optional.of(heartbeat) : Optional.empty();
        }

        /** The m-of-n that the evidence's script shows; empty where it is no multisig. */
        public Optional<String> quorum() {
            return claim.attribution().evidence().stream()
                    .filter(e -> !e.signatures().isEmpty())
                    .flatMap(e ->
                            BitcoinScripts.quorum(
                                    e.method(),
                                    e.script().orElse(""),
                                    e.signatures().getFirst())
                                    .stream())
                    .findFirst();
        }

        /** The whole address as a QR code. */
        public QrPicture qr() {
            return QrPicture.of(ClaimText.display(account));
        }

        public List<ExplorerLink> explorers() {
            return ExplorerLink.of(account);
        }

        /** This page with its movements from another place on; a look back stays one. */
        public String movementsFrom(int offset) {
            return "/addresses/" + account + "?from=" + offset
                    + asOf.map(size -> "&as-of=" + size).orElse("")
                    + atBlock();
        }

        /** A link that shows this claim, and the same past block, for ever, whatever is said later. */
        public String permanent() {
            return "/addresses/" + account + "?as-of=" + (history.getFirst().logIndex() + 1) + atBlock();
        }

        private String atBlock() {
            return past.map(p -> "&at=" + p.height()).orElse("");
        }
    }

    @CheckedTemplate(basePath = "registry")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance address(View view);
    }

    @GET
    @Path("{account}")
    @Operation(hidden = true)
    public TemplateInstance address(
            @RestPath String account,
            @QueryParam("as-of") @Nullable String asOf,
            @QueryParam("at") @Nullable String at,
            @QueryParam("from") @DefaultValue("0") String from) {
        AccountId id = AccountId.parse(account);
        Optional<Long> size = chosen(asOf).map(text -> number("as-of", text, Long.MAX_VALUE));
        List<AddressClaim> history = book.history(id).reversed().stream()
                .filter(c -> c.logIndex() < size.orElse(Long.MAX_VALUE))
                .toList();
        if (history.isEmpty()) {
            throw new NotFoundException(
                    size.isPresent()
                            ? "Nothing was said of " + id + " when the log had " + size.get() + " entries."
                            : "Nothing was ever said of " + id + ". It may still be anybody's: a missing entry is no"
                                    + " disclaimer. Check that every character is right.");
        }
        int offset = (int) number("from", from, OFFSET_MAX);
        Optional<Long> height = chosen(at).map(text -> number("at", text, Long.MAX_VALUE));
        List<Balances.Change> movements = balances.movements(id, height.orElse(Long.MAX_VALUE), offset, MOVEMENTS + 1);
        return Pages.address(new View(
                id,
                history.getFirst(),
                history,
                size,
                height.map(h -> balances.at(id, h)),
                balances.past(id),
                balances.of(id),
                balances.readAt(id),
                balances.problem(id),
                movements.stream().limit(MOVEMENTS).toList(),
                offset > 0 ? Optional.of(Math.max(0, offset - MOVEMENTS)) : Optional.empty(),
                movements.size() > MOVEMENTS ? Optional.of(offset + MOVEMENTS) : Optional.empty(),
                Heartbeat.of(history.getFirst().attribution(), clock.instant(), renewWithin),
                contradictions.of(id)));
    }

    /** To the page at the newest final block of a time, by a link that does not change. */
    @GET
    @Path("{account}/block-at")
    @Operation(hidden = true)
    public Response blockAt(
            @RestPath String account,
            @QueryParam("time") @DefaultValue("") String time,
            @QueryParam("as-of") @Nullable String asOf) {
        AccountId id = AccountId.parse(account);
        Instant instant = PastTime.parse(time)
                .orElseThrow(() -> new BadRequestException("time: '" + time
                        + "' is no time. Give a day, 2026-11-25, or a time in UTC, 2026-11-25T14:00."));
        BlockRef block = balances.finalBlockAtOrBefore(id, instant)
                .orElseThrow(
                        () -> new NotFoundException("No block of " + id.chain() + " is known that was the newest at "
                                + instant + ": the chain is not final past this time yet, or was not followed then."));
        UriBuilder page = UriBuilder.fromPath("/addresses/{account}").queryParam("at", block.height());
        chosen(asOf).ifPresent(size -> page.queryParam("as-of", number("as-of", size, Long.MAX_VALUE)));
        return Response.seeOther(page.build(id)).build();
    }

    /** A field of a form that was left empty says nothing. */
    private static Optional<String> chosen(@Nullable String text) {
        return Optional.ofNullable(text).filter(t -> !t.isEmpty());
    }

    private static long number(String name, String text, long max) {
        try {
            long value = Long.parseLong(text);
            if (value >= 0 && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        throw new BadRequestException(name + ": '" + text + "' is no whole number from 0 to " + max + ".");
    }
}
