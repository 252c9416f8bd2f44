package org.plainsight.recheck;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.disclosure.ReservesStatement.Position;
import org.plainsight.evidence.BlockRef;
import org.plainsight.registry.AddressClaim;
import org.plainsight.reserves.HoldingsFile;
import org.plainsight.reserves.Reconciler;

/** Recomputes totals and ratios from the published holdings, and the holdings from the reader's own nodes. */
final class ReservesCheck {

    private final SnapshotFiles files;
    private final List<LoggedStatement> log;
    private final List<ChainSource> sources;
    private final Instant now;
    private final Report report;

    ReservesCheck(
            SnapshotFiles files, List<LoggedStatement> log, List<ChainSource> sources, Instant now, Report report) {
        this.now = now;
        this.files = files;
        this.log = log;
        this.sources = List.copyOf(sources);
        this.report = report;
    }

    /** @param owed what {@link LiabilitiesCheck} found, by header */
    void check(List<ReservesStatement> statements, Map<String, Map<AssetId, Amount>> owed) {
        Map<String, List<ReservesStatement>> bySnapshot = new LinkedHashMap<>();
        for (ReservesStatement statement : statements) {
            bySnapshot
                    .computeIfAbsent(statement.snapshotId(), s -> new ArrayList<>())
                    .add(statement);
        }
        bySnapshot.forEach((snapshot, assets) -> {
            try {
                files.read(assets.getFirst().holdings())
                        .ifPresent(bytes -> snapshot(assets, HoldingsFile.read(bytes), owed));
            } catch (MalformedStatementException | MalformedIdentifierException | ArithmeticException e) {
                report.differs("reserves " + snapshot, "the holdings file is malformed: " + e.getMessage());
            }
        });
    }

    private void snapshot(
            List<ReservesStatement> assets, HoldingsFile holdings, Map<String, Map<AssetId, Amount>> owed) {
        Map<AccountId, AddressClaim> claims = new HashMap<>();
        new BindingCheck(report).check(assets, holdings);
        StandingClaims.asOf(log, holdings.logSize()).forEach(c -> claims.put(c.account(), c));
        rows(holdings, claims);
        for (ReservesStatement asset : assets) {
            figures(asset, holdings, Optional.ofNullable(owed.get(asset.header())));
        }
        for (BlockRef block : holdings.blocks()) {
            boolean ownNode = sources.stream().anyMatch(s -> s.chain().equals(block.chain()));
            new EvidenceCheck(files, now, ownNode, report).check(block, pairs(block, assets, claims), holdings);
            node(block, assets, holdings, claims);
        }
    }

    /** Every row must stand under the claim it names, with that claim's verdict, once. */
    private void rows(HoldingsFile holdings, Map<AccountId, AddressClaim> claims) {
        String subject = "reserves " + holdings.snapshotId();
        Set<String> seen = new HashSet<>();
        int faults = 0;
        for (HoldingsFile.Row row : holdings.rows()) {
            AddressClaim claim = claims.get(row.account());
            Optional<String> fault = Optional.empty();
            if (claim == null || !claim.isOwned() || claim.logIndex() != row.claim()) {
                fault = Optional.of("stands under no claim of ours at that size of the log");
            } else if (!claim.attribution().ownership().word().equals(row.ownership())) {
                fault = Optional.of("is said to be " + row.ownership() + "; the log says "
                        + claim.attribution().ownership().word());
            } else if (!seen.add(row.account() + " " + row.asset())) {
                fault = Optional.of("is listed twice");
            }
            if (fault.isPresent()) {
                faults++;
                report.differs(subject, row.account() + " " + fault.get());
            }
        }
        if (faults == 0) {
            report.agrees(subject, holdings.rows().size() + " holdings stand under the logged claims, each once");
        }
    }

    private void figures(ReservesStatement asset, HoldingsFile holdings, Optional<Map<AssetId, Amount>> owed) {
        String subject = "ratio " + asset.asset() + " of " + asset.snapshotId();
        boolean sums = asset.positions().stream().allMatch(p -> sums(p, holdings));
        report.compare(
                sums,
                subject,
                "measured and signed are the sums of the published holdings",
                "measured or signed is not the sum of the published holdings");
        if (owed.isEmpty()) {
            report.unchecked(subject, "what is owed could not be recomputed");
        } else {
            Amount total = owed.get().getOrDefault(asset.asset(), Amount.ZERO);
            report.compare(
                    total.equals(asset.liabilities()),
                    subject,
                    "what is owed is the total of the trees",
                    "owed is stated as " + asset.liabilities() + ", the trees give " + total);
        }
        Optional<String> ratio = Reconciler.ratio(asset.positions(), asset.decimals(), asset.liabilities());
        report.compare(
                ratio.equals(asset.ratio()),
                subject,
                ratio.map(r -> "the ratio is " + r).orElse("the ratio is rightly withheld"),
                "the ratio is stated as " + asset.ratio().orElse("withheld") + ", found "
                        + ratio.orElse("that it must be withheld"));
    }

    private static boolean sums(Position position, HoldingsFile holdings) {
        Optional<BlockRef> block = holdings.blocks().stream()
                .filter(b -> b.chain().equals(position.chain()))
                .findFirst();
        if (position.measured().isEmpty()) {
            return block.isEmpty();
        }
        return block.equals(position.block())
                && position.measured().equals(Optional.of(Reconciler.sum(holdings, position.asset(), false)))
                && position.signed().equals(Optional.of(Reconciler.sum(holdings, position.asset(), true)));
    }

    private void node(
            BlockRef block,
            List<ReservesStatement> assets,
            HoldingsFile holdings,
            Map<AccountId, AddressClaim> claims) {
        String subject = "chain " + block.chain() + " at block " + block.height();
        Optional<ChainSource> source =
                sources.stream().filter(s -> s.chain().equals(block.chain())).findFirst();
        if (source.isEmpty()) {
            report.unchecked(subject, "no node of this chain was given, so its balances could not be read again");
            return;
        }
        Optional<String> unfit = source.get().unfit(block);
        if (unfit.isPresent()) {
            report.unchecked(subject, unfit.get());
            return;
        }
        try {
            Optional<String> hash = source.get().blockHash(block.height());
            if (!hash.equals(Optional.of(block.hash()))) {
                report.differs(
                        subject,
                        "the statement names " + block.hash() + ", your node has " + hash.orElse("no block there"));
                return;
            }
            balances(subject, block, source.get(), pairs(block, assets, claims), holdings);
        } catch (UnreadableException e) {
            report.unchecked(subject, Objects.requireNonNullElse(e.getMessage(), "the node cannot be read"));
        }
    }

    /** Every own address with every coin that counts on the chain, so that an omitted holding shows too. */
    private static Set<ChainSource.Pair> pairs(
            BlockRef block, List<ReservesStatement> assets, Map<AccountId, AddressClaim> claims) {
        ChainId chain = block.chain();
        Set<ChainSource.Pair> pairs = new HashSet<>();
        for (AddressClaim claim : claims.values()) {
            if (!claim.isOwned() || !claim.account().chain().equals(chain) || !Reconciler.isValidAt(claim, block)) {
                continue;
            }
            for (ReservesStatement asset : assets) {
                for (Position position : asset.positions()) {
                    if (position.chain().equals(chain)
                            && position.measured().isPresent()
                            && covers(claim, asset, position)) {
                        pairs.add(new ChainSource.Pair(claim.account(), position.asset()));
                    }
                }
            }
        }
        return pairs;
    }

    private static boolean covers(AddressClaim claim, ReservesStatement asset, Position position) {
        List<String> named = claim.attribution().assets();
        return named.contains("*")
                || named.contains(asset.asset().toString())
                || named.contains(position.asset().toString());
    }

    private void balances(
            String subject, BlockRef block, ChainSource source, Set<ChainSource.Pair> pairs, HoldingsFile holdings) {
        Map<ChainSource.Pair, Amount> published = new HashMap<>();
        for (HoldingsFile.Row row : holdings.rows()) {
            if (row.account().chain().equals(block.chain())) {
                published.put(new ChainSource.Pair(row.account(), row.asset()), row.amount());
            }
        }
        Map<ChainSource.Pair, Amount> found = source.balances(block, pairs);
        Set<ChainSource.Pair> all = new HashSet<>(pairs);
        all.addAll(published.keySet());
        int faults = 0;
        for (ChainSource.Pair pair : all) {
            Amount stated = published.getOrDefault(pair, Amount.ZERO);
            Amount real = found.getOrDefault(pair, Amount.ZERO);
            if (!stated.equals(real)) {
                faults++;
                report.differs(
                        subject,
                        pair.account() + " is stated with " + stated + " of " + pair.asset() + ", your node says "
                                + real);
            }
        }
        if (faults == 0) {
            report.agrees(subject, pairs.size() + " balances of own addresses are as your node says");
        }
    }
}
