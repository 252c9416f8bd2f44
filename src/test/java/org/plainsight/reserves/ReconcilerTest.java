package org.plainsight.reserves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Reading;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.evidence.BlockRef;
import org.plainsight.evidence.EvidenceGrade;
import org.plainsight.evidence.Verdict;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.ClaimedHolding;
import org.plainsight.registry.PinnedAsset;

class ReconcilerTest {

    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");
    private static final ChainId ONE = ChainId.parse("eip155:31337");
    private static final ChainId TWO = ChainId.parse("eip155:31338");
    private static final AssetId DOLLAR_ONE = AssetId.parse("eip155:31337/erc20:0x" + "11".repeat(20));
    private static final AssetId DOLLAR_TWO = AssetId.parse("eip155:31338/erc20:0x" + "22".repeat(20));
    private static final AssetId FAKE_DOLLAR = AssetId.parse("eip155:31337/erc20:0x" + "33".repeat(20));
    private static final AssetId EURO = AssetId.parse("swift:0/iso4217:EUR");
    private static final BlockRef BLOCK_ONE = new BlockRef(ONE, 100, "aa".repeat(32), TIME);
    private static final BlockRef BLOCK_TWO = new BlockRef(TWO, 200, "bb".repeat(32), TIME);
    private static final PublishedFile FILE = new PublishedFile("/snapshots/x/holdings.json", "cd".repeat(32), 1);
    private static final Verdict SIGNED = Verdict.valid("signed");

    /** 8 decimals; six on the first chain, eight on the second. */
    private static final PinnedAsset DOLLAR = new PinnedAsset(
            DOLLAR_TWO,
            "USD",
            "Dollar",
            8,
            List.of(new PinnedAsset.Representation(DOLLAR_ONE, 6), new PinnedAsset.Representation(DOLLAR_TWO, 8)));

    private static final PinnedAsset BANK_EURO = new PinnedAsset(EURO, "EUR", "Euro", 2, List.of());

    private final List<AddressClaim> claims = new ArrayList<>();
    private final List<Holding> holdingsOne = new ArrayList<>();
    private final List<Holding> holdingsTwo = new ArrayList<>();
    private Map<AssetId, String> unread = Map.of();
    private Reading two = new Reading.Known(BLOCK_TWO, holdingsTwo);

    @Test
    void the_ratio_is_signed_reserves_over_liabilities_rounded_down() {
        own(account(ONE, 1), SIGNED);
        own(account(TWO, 2), SIGNED);
        hold(account(ONE, 1), DOLLAR_ONE, 1_000_000);
        hold(account(TWO, 2), DOLLAR_TWO, 100_000_000);

        ReservesStatement dollar = reconcile(300_000_000).getFirst();

        assertThat(dollar.ratio()).contains("0.6666");
        assertThat(dollar.grade()).isEqualTo(EvidenceGrade.OBSERVED);
        assertThat(Reconciler.measuredTotal(dollar.positions(), 8)).isEqualTo(Amount.of(200_000_000));
    }

    @Test
    void an_address_without_valid_ownership_is_measured_but_never_counts_as_signed() {
        own(account(ONE, 1), Verdict.inconclusive("undated"));
        own(account(ONE, 2), Verdict.invalid("another key"));
        hold(account(ONE, 1), DOLLAR_ONE, 5);
        hold(account(ONE, 2), DOLLAR_ONE, 7);

        ReservesStatement.Position position =
                reconcile(100).getFirst().positions().getFirst();

        assertThat(position.measured()).contains(Amount.of(12));
        assertThat(position.signed()).contains(Amount.ZERO);
    }

    @Test
    void a_chain_that_cannot_be_read_makes_its_position_unknown_and_withholds_the_ratio() {
        own(account(ONE, 1), SIGNED);
        hold(account(ONE, 1), DOLLAR_ONE, 5);
        two = new Reading.Unknown("the node does not answer");

        ReservesStatement dollar = reconcile(100).getFirst();

        assertThat(dollar.ratio()).isEmpty();
        assertThat(dollar.positions().get(1).measured()).isEmpty();
        assertThat(dollar.positions().get(1).unknownReason()).contains("the node does not answer");
        assertThat(dollar.positions().get(0).measured()).contains(Amount.of(5));
    }

    @Test
    void a_contract_that_gives_no_balance_is_unknown_by_itself_and_the_others_of_its_chain_count() {
        own(account(ONE, 1), SIGNED);
        hold(account(ONE, 1), DOLLAR_ONE, 5);
        unread = Map.of(DOLLAR_TWO, "halted: decimals() answers 77, declared are 8");

        ReservesStatement dollar = reconcile(100).getFirst();

        assertThat(dollar.ratio()).isEmpty();
        assertThat(dollar.positions().get(0).measured()).contains(Amount.of(5));
        assertThat(dollar.positions().get(1).measured()).isEmpty();
        assertThat(dollar.positions().get(1).unknownReason()).get().asString().startsWith("halted");
    }

    @Test
    void money_at_a_bank_is_claimed_and_never_measured() {
        ReservesStatement euro = reconcile(100).get(1);

        assertThat(euro.claimed()).contains(Amount.of(12_345));
        assertThat(euro.positions()).isEmpty();
        assertThat(euro.ratio()).isEmpty();
        assertThat(euro.grade()).isEqualTo(EvidenceGrade.CLAIMED);
    }

    @Test
    void a_look_alike_token_an_unlisted_address_and_a_disclaimed_one_add_nothing() {
        own(account(ONE, 1), SIGNED);
        claim(account(ONE, 2), Claim.NOT_OWNED, SIGNED, Optional.empty(), Optional.empty(), List.of("*"));
        claim(account(ONE, 3), Claim.FORMERLY_OWNED, SIGNED, Optional.empty(), Optional.empty(), List.of("*"));
        hold(account(ONE, 1), FAKE_DOLLAR, 1_000);
        hold(account(ONE, 2), DOLLAR_ONE, 1_000);
        hold(account(ONE, 3), DOLLAR_ONE, 1_000);
        hold(account(ONE, 4), DOLLAR_ONE, 1_000);

        assertThat(reconcile(100).getFirst().positions().getFirst().measured()).contains(Amount.ZERO);
    }

    @Test
    void the_same_address_and_asset_read_twice_counts_once() {
        own(account(ONE, 1), SIGNED);
        hold(account(ONE, 1), DOLLAR_ONE, 5);
        hold(account(ONE, 1), DOLLAR_ONE, 5);

        assertThat(reconcile(100).getFirst().positions().getFirst().measured()).contains(Amount.of(5));
    }

    @Test
    void a_claim_counts_only_from_its_first_block_and_before_its_last() {
        BlockRef later = new BlockRef(ONE, 101, "ee".repeat(32), TIME);
        claim(account(ONE, 1), Claim.OWNED, SIGNED, Optional.of(later), Optional.empty(), List.of("*"));
        claim(account(ONE, 2), Claim.OWNED, SIGNED, Optional.empty(), Optional.of(BLOCK_ONE), List.of("*"));
        claim(account(ONE, 3), Claim.OWNED, SIGNED, Optional.of(BLOCK_ONE), Optional.of(later), List.of("*"));
        hold(account(ONE, 1), DOLLAR_ONE, 1);
        hold(account(ONE, 2), DOLLAR_ONE, 2);
        hold(account(ONE, 3), DOLLAR_ONE, 4);

        assertThat(reconcile(100).getFirst().positions().getFirst().measured()).contains(Amount.of(4));
    }

    @Test
    void a_claim_about_other_assets_does_not_count_for_this_one() {
        claim(
                account(ONE, 1),
                Claim.OWNED,
                SIGNED,
                Optional.empty(),
                Optional.empty(),
                List.of("eip155:31337/slip44:60"));
        claim(account(ONE, 2), Claim.OWNED, SIGNED, Optional.empty(), Optional.empty(), List.of(DOLLAR_TWO.toString()));
        hold(account(ONE, 1), DOLLAR_ONE, 1);
        hold(account(ONE, 2), DOLLAR_ONE, 2);

        assertThat(reconcile(100).getFirst().positions().getFirst().measured()).contains(Amount.of(2));
    }

    @Test
    void where_nothing_is_owed_there_is_no_ratio() {
        own(account(ONE, 1), SIGNED);
        hold(account(ONE, 1), DOLLAR_ONE, 1);

        assertThat(reconcile(0).getFirst().ratio()).isEmpty();
    }

    @Test
    void amounts_are_never_rounded_to_fewer_decimals() {
        assertThatThrownBy(() -> Reconciler.scale(Amount.of(10), 8, 6)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void the_holdings_file_reads_back_as_it_was_written_and_a_changed_one_is_refused() {
        own(account(ONE, 1), SIGNED);
        hold(account(ONE, 1), DOLLAR_ONE, 5);
        HoldingsFile file = Reconciler.holdings(input(100));

        byte[] bytes = file.toBytes();
        assertThat(HoldingsFile.read(bytes)).isEqualTo(file);
        bytes[0] = ' ';
        assertThatThrownBy(() -> HoldingsFile.read(bytes)).isInstanceOf(MalformedStatementException.class);
    }

    private static AccountId account(ChainId chain, int number) {
        return new AccountId(chain, "0x" + "%040x".formatted(number));
    }

    private void own(AccountId account, Verdict verdict) {
        claim(account, Claim.OWNED, verdict, Optional.empty(), Optional.empty(), List.of("*"));
    }

    private void claim(
            AccountId account,
            Claim claim,
            Verdict verdict,
            Optional<BlockRef> from,
            Optional<BlockRef> until,
            List<String> assets) {
        Attribution attribution = new Attribution(
                "id-" + claims.size(),
                TIME,
                account,
                Optional.empty(),
                claim,
                "Example",
                Optional.empty(),
                Optional.empty(),
                assets,
                from,
                until,
                List.of(),
                "",
                List.of(new Attribution.Evidence(
                        "eip191", "m", List.of("0x"), Optional.empty(), Optional.empty(), verdict)),
                List.of());
        claims.add(new AddressClaim(claims.size(), attribution, Optional.empty()));
    }

    private void hold(AccountId account, AssetId asset, long units) {
        boolean one = account.chain().equals(ONE);
        (one ? holdingsOne : holdingsTwo)
                .add(new Holding(account, asset, Amount.of(units), one ? BLOCK_ONE : BLOCK_TWO));
    }

    private List<ReservesStatement> reconcile(long owedUnits) {
        Reconciler.Input input = input(owedUnits);
        return Reconciler.statements(input, Reconciler.holdings(input), FILE);
    }

    private Reconciler.Input input(long owedUnits) {
        Snapshot snapshot = new Snapshot(
                "00".repeat(16),
                Snapshot.State.STAGED,
                TIME,
                3,
                "11".repeat(32),
                List.of(
                        new Snapshot.Tree(0, DOLLAR_TWO, 0, 8, 3, 3, Amount.of(owedUnits), "22".repeat(32)),
                        new Snapshot.Tree(1, DOLLAR_TWO, 128, 8, 3, 3, Amount.of(9_999_999), "22".repeat(32))),
                Optional.empty());
        Reading known = two instanceof Reading.Known ? new Reading.Known(BLOCK_TWO, holdingsTwo) : two;
        return new Reconciler.Input(
                snapshot,
                "33".repeat(32),
                TIME,
                List.of(DOLLAR, BANK_EURO),
                claims,
                42,
                Map.of(ONE, new Reading.Known(BLOCK_ONE, holdingsOne), TWO, known),
                unread,
                List.of(new ClaimedHolding(EURO, Amount.of(12_345), "a bank", TIME)));
    }
}
