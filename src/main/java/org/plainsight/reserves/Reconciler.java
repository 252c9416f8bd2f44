package org.plainsight.reserves;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Reading;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.evidence.BlockRef;
import org.plainsight.evidence.EvidenceGrade;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.ClaimedHolding;
import org.plainsight.registry.PinnedAsset;

/**
 * Joins what is owed with what was measured, asset by asset and in kind. Pure: the same input gives the same statements.
 */
public final class Reconciler {

    /** Decimals of a published ratio, which is rounded down. */
    private static final int RATIO_DECIMALS = 4;

    private static final String OWNERSHIP_VALID = "valid";

    /**
     * Everything a reconciliation is made of.
     *
     * @param claims every claim standing at {@code logSize}; those of other kinds than ours are passed over
     * @param readings what each chain answered; a chain that is not here was not followed
     * @param unread coins and contracts that gave no balance on a chain that was read, with the reason
     */
    public record Input(
            Snapshot snapshot,
            String header,
            Instant issuedAt,
            List<PinnedAsset> assets,
            List<AddressClaim> claims,
            long logSize,
            Map<ChainId, Reading> readings,
            Map<AssetId, String> unread,
            List<ClaimedHolding> claimed) {
        public Input {
            unread = Map.copyOf(unread);
            assets = List.copyOf(assets);
            claims = List.copyOf(claims);
            readings = Map.copyOf(readings);
            claimed = List.copyOf(claimed);
        }
    }

    private Reconciler() {}

    /** The addresses that must be read on a chain for {@link #holdings}. */
    public static Set<AccountId> accounts(List<AddressClaim> claims, ChainId chain) {
        Set<AccountId> accounts = new HashSet<>();
        for (AddressClaim claim : claims) {
            if (claim.isOwned() && claim.account().chain().equals(chain)) {
                accounts.add(claim.account());
            }
        }
        return accounts;
    }

    /** The coins and contracts that count on a chain. */
    public static Set<AssetId> assets(List<PinnedAsset> assets, ChainId chain) {
        Set<AssetId> found = new HashSet<>();
        for (PinnedAsset asset : assets) {
            for (PinnedAsset.Representation representation : asset.representations()) {
                if (representation.asset().chain().equals(chain)) {
                    found.add(representation.asset());
                }
            }
        }
        return found;
    }

    /** What counts of the readings: own addresses, pinned assets, claims valid at the block; each pair once. */
    public static HoldingsFile holdings(Input input) {
        Map<AccountId, AddressClaim> owned = new HashMap<>();
        for (AddressClaim claim : input.claims()) {
            if (claim.isOwned()) {
                owned.put(claim.account(), claim);
            }
        }
        Set<String> counted = new HashSet<>();
        List<BlockRef> blocks = new ArrayList<>();
        List<HoldingsFile.Row> rows = new ArrayList<>();
        for (Map.Entry<ChainId, Reading> entry : input.readings().entrySet()) {
            if (entry.getValue() instanceof Reading.Known(BlockRef block, List<Holding> holdings)) {
                blocks.add(block);
                for (Holding holding : holdings) {
                    AddressClaim claim = owned.get(holding.account());
                    if (claim != null
                            && counts(claim, holding, block, input.assets())
                            && counted.add(holding.account() + " " + holding.asset())) {
                        rows.add(row(claim, holding));
                    }
                }
            }
        }
        blocks.sort(Comparator.comparing(BlockRef::chain));
        rows.sort(Comparator.comparing(HoldingsFile.Row::account).thenComparing(HoldingsFile.Row::asset));
        return new HoldingsFile(input.snapshot().id(), input.logSize(), blocks, input.unread(), rows, List.of());
    }

    private static HoldingsFile.Row row(AddressClaim claim, Holding holding) {
        return new HoldingsFile.Row(
                holding.account(),
                holding.asset(),
                holding.amount(),
                claim.logIndex(),
                claim.attribution().ownership().word());
    }

    private static boolean counts(AddressClaim claim, Holding holding, BlockRef block, List<PinnedAsset> assets) {
        return !holding.amount().isZero()
                && holding.asset().chain().equals(block.chain())
                && assets(assets, block.chain()).contains(holding.asset())
                && isValidAt(claim, block)
                && covers(claim, holding.asset(), assets);
    }

    /** A claim counts from its first block on and no longer at its last. */
    public static boolean isValidAt(AddressClaim claim, BlockRef block) {
        return claim.attribution()
                        .validFrom()
                        .map(from -> from.height() <= block.height())
                        .orElse(true)
                && claim.attribution()
                        .validUntil()
                        .map(until -> block.height() < until.height())
                        .orElse(true);
    }

    /** Whether the claim is about this asset: all of them, the coin itself, or the declared asset it counts for. */
    private static boolean covers(AddressClaim claim, AssetId asset, List<PinnedAsset> assets) {
        List<String> named = claim.attribution().assets();
        if (named.contains("*") || named.contains(asset.toString())) {
            return true;
        }
        return assets.stream()
                .filter(a ->
                        a.representations().stream().anyMatch(r -> r.asset().equals(asset)))
                .anyMatch(a -> named.contains(a.id().toString()));
    }

    /** One statement per declared asset, in the order of the declarations. */
    public static List<ReservesStatement> statements(Input input, HoldingsFile holdings, PublishedFile file) {
        return input.assets().stream()
                .map(asset -> statement(input, asset, holdings, file))
                .toList();
    }

    private static ReservesStatement statement(
            Input input, PinnedAsset asset, HoldingsFile holdings, PublishedFile file) {
        List<ReservesStatement.Position> positions = asset.representations().stream()
                .map(r -> position(r, holdings, input.readings()))
                .toList();
        Amount owed = input.snapshot().owed(asset.id());
        Optional<Amount> claimed = input.claimed().stream()
                .filter(c -> c.asset().equals(asset.id()))
                .map(ClaimedHolding::amount)
                .reduce(Amount::plus);
        return new ReservesStatement(
                input.snapshot().id(),
                input.header(),
                input.issuedAt(),
                asset.id(),
                asset.decimals(),
                owed,
                claimed,
                positions,
                ratio(positions, asset.decimals(), owed),
                grade(positions),
                input.logSize(),
                file);
    }

    private static ReservesStatement.Position position(
            PinnedAsset.Representation representation, HoldingsFile holdings, Map<ChainId, Reading> readings) {
        ChainId chain = representation.asset().chain();
        Optional<BlockRef> block =
                holdings.blocks().stream().filter(b -> b.chain().equals(chain)).findFirst();
        Optional<String> unread = Optional.ofNullable(holdings.unread().get(representation.asset()));
        if (block.isEmpty() || unread.isPresent()) {
            String reason = unread.orElseGet(() -> readings.get(chain) instanceof Reading.Unknown(String why)
                    ? why
                    : "the chain " + chain + " is not followed here");
            return new ReservesStatement.Position(
                    chain,
                    representation.asset(),
                    representation.decimals(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(reason),
                    EvidenceGrade.CLAIMED);
        }
        return new ReservesStatement.Position(
                chain,
                representation.asset(),
                representation.decimals(),
                block,
                Optional.of(sum(holdings, representation.asset(), false)),
                Optional.of(sum(holdings, representation.asset(), true)),
                Optional.empty(),
                holdings.proves(representation.asset()) ? EvidenceGrade.PROVEN : EvidenceGrade.OBSERVED);
    }

    /** No better than its weakest position. */
    private static EvidenceGrade grade(List<ReservesStatement.Position> positions) {
        if (positions.isEmpty()) {
            return EvidenceGrade.CLAIMED;
        }
        return positions.stream().allMatch(p -> p.grade() == EvidenceGrade.PROVEN)
                ? EvidenceGrade.PROVEN
                : EvidenceGrade.OBSERVED;
    }

    /** What the file's rows add up to for one coin or contract; only those with valid ownership if asked. */
    public static Amount sum(HoldingsFile holdings, AssetId asset, boolean signedOnly) {
        return holdings.rows().stream()
                .filter(row -> row.asset().equals(asset))
                .filter(row -> !signedOnly || row.ownership().equals(OWNERSHIP_VALID))
                .map(HoldingsFile.Row::amount)
                .reduce(Amount.ZERO, Amount::plus);
    }

    /**
     * Signed reserves ÷ liabilities with four decimals, rounded down; empty when a position is unknown, when there is no
     * position at all, or when nothing is owed.
     */
    public static Optional<String> ratio(List<ReservesStatement.Position> positions, int decimals, Amount liabilities) {
        if (positions.isEmpty()
                || liabilities.isZero()
                || positions.stream().anyMatch(p -> p.signed().isEmpty())) {
            return Optional.empty();
        }
        BigInteger scaled = signedTotal(positions, decimals)
                .units()
                .multiply(BigInteger.TEN.pow(RATIO_DECIMALS))
                .divide(liabilities.units());
        return Optional.of(new BigDecimal(scaled, RATIO_DECIMALS).toPlainString());
    }

    /** In smallest units of the asset. @throws ArithmeticException when a representation is finer than its asset */
    public static Amount signedTotal(List<ReservesStatement.Position> positions, int decimals) {
        return total(positions, decimals, p -> p.signed().orElse(Amount.ZERO));
    }

    /** In smallest units of the asset; unknown positions add nothing, so ask first whether there are any. */
    public static Amount measuredTotal(List<ReservesStatement.Position> positions, int decimals) {
        return total(positions, decimals, p -> p.measured().orElse(Amount.ZERO));
    }

    private static Amount total(
            List<ReservesStatement.Position> positions,
            int decimals,
            Function<ReservesStatement.Position, Amount> amount) {
        Amount total = Amount.ZERO;
        for (ReservesStatement.Position position : positions) {
            total = total.plus(scale(amount.apply(position), position.decimals(), decimals));
        }
        return total;
    }

    /** Exact, to more decimals only. @throws ArithmeticException when the source is finer than the target */
    public static Amount scale(Amount amount, int fromDecimals, int toDecimals) {
        if (fromDecimals > toDecimals) {
            throw new ArithmeticException("cannot scale " + fromDecimals + " decimals to " + toDecimals + " exactly");
        }
        return new Amount(amount.units().multiply(BigInteger.TEN.pow(toDecimals - fromDecimals)));
    }
}
