package org.plainsight.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Attribution.Evidence;
import org.plainsight.disclosure.Attribution.Role;
import org.plainsight.evidence.Verdict;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.AddressQuery;
import org.plainsight.registry.AddressQuery.Sort;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.ClaimedHolding;
import org.plainsight.registry.ClaimedHoldings;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.registry.PinnedAsset.Representation;
import org.plainsight.testing.PostgresResource;
import org.plainsight.testing.TestClaim;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AddressClaimsTest {

    private static final ChainId CHAIN = ChainId.parse("eip155:31337");

    @Inject
    AddressBook book;

    @Inject
    AssetBook assets;

    @Inject
    ClaimedHoldings claimed;

    @Inject
    DataSource database;

    @BeforeEach
    void empty() throws SQLException {
        run("ALTER TABLE address_claim DISABLE TRIGGER USER");
        run("TRUNCATE address_claim, claimed_holding, asset_representation, pinned_asset");
        run("ALTER TABLE address_claim ENABLE TRIGGER USER");
    }

    @Test
    void a_superseding_claim_stands_alone_and_history_keeps_both() {
        record(claim(3, account(1), Claim.OWNED, Verdict.valid("signed")));
        record(claim(7, account(1), Claim.FORMERLY_OWNED, Verdict.valid("signed"), 3L));
        assertThat(book.current())
                .singleElement()
                .satisfies(c -> assertThat(c.logIndex()).isEqualTo(7));
        assertThat(book.history(account(1))).extracting(AddressClaim::logIndex).containsExactly(3L, 7L);
        assertThat(book.history(account(1)).getFirst().supersededBy()).contains(7L);
        assertThat(book.after(3, 10)).extracting(AddressClaim::logIndex).containsExactly(7L);
    }

    @Test
    void what_was_claimed_at_a_log_size_can_be_asked_later() {
        record(claim(3, account(1), Claim.OWNED, Verdict.valid("signed")));
        record(claim(7, account(1), Claim.FORMERLY_OWNED, Verdict.valid("signed"), 3L));
        assertThat(book.asOf(3)).isEmpty();
        assertThat(book.asOf(4)).extracting(AddressClaim::logIndex).containsExactly(3L);
        assertThat(book.asOf(7)).extracting(AddressClaim::logIndex).containsExactly(3L);
        assertThat(book.asOf(8)).extracting(AddressClaim::logIndex).containsExactly(7L);
    }

    @Test
    void two_standing_claims_about_one_address_are_refused_by_the_database() {
        record(claim(1, account(1), Claim.OWNED, Verdict.valid("signed")));
        assertThatThrownBy(() -> record(claim(2, account(1), Claim.NOT_OWNED, Verdict.valid("signed"))))
                .hasStackTraceContaining("address_claim_standing");
        assertThat(book.current()).hasSize(1);
    }

    @Test
    void a_claim_is_never_changed_or_deleted() {
        record(claim(1, account(1), Claim.OWNED, Verdict.valid("signed")));
        for (String sql : List.of(
                "DELETE FROM address_claim",
                "TRUNCATE address_claim",
                "UPDATE address_claim SET claim = 'NOT_OWNED'",
                "UPDATE address_claim SET superseded_by = 9, entity = 'x'")) {
            assertThatThrownBy(() -> run(sql)).as(sql).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void superseding_what_does_not_stand_is_refused_and_leaves_no_trace() {
        assertThatThrownBy(() -> record(claim(5, account(1), Claim.OWNED, Verdict.valid("signed"), 4L)))
                .hasStackTraceContaining("no standing claim");
        assertThat(book.current()).isEmpty();
    }

    @Test
    void ten_thousand_claims_are_taken_in_filtered_and_sorted() {
        List<AddressClaim> claims = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Verdict verdict = i % 3 == 0 ? Verdict.invalid("wrong") : Verdict.inconclusive("node off");
            claims.add(claim(i, account(i), i % 10 == 0 ? Claim.NOT_OWNED : Claim.OWNED, verdict));
        }
        record(claims.toArray(AddressClaim[]::new));
        assertThat(book.accounts(CHAIN)).hasSize(10_000);
        assertThat(book.search(AddressQuery.page(9_990, 50))).satisfies(page -> {
            assertThat(page.total()).isEqualTo(10_000);
            assertThat(page.claims()).hasSize(10);
        });
        AddressQuery disclaimed = query(Optional.empty(), Optional.of(Claim.NOT_OWNED), Sort.VERDICT);
        assertThat(book.search(disclaimed).total()).isEqualTo(1_000);
        assertThat(book.search(disclaimed)
                        .claims()
                        .getFirst()
                        .attribution()
                        .ownership()
                        .word())
                .isEqualTo("inconclusive");
    }

    @Test
    void addresses_are_found_whole_in_any_spelling_and_never_by_a_part() {
        record(claim(0, account(0xabcdef), Claim.OWNED, Verdict.valid("signed")));
        String written = "0x0000000000000000000000000000000000ABCDEF";
        for (String text : List.of(written, CHAIN + ":" + written)) {
            assertThat(book.search(query(Optional.of(text), Optional.empty(), Sort.ADDRESS))
                            .total())
                    .as(text)
                    .isEqualTo(1);
        }
        assertThat(book.search(query(Optional.of("abcdef"), Optional.empty(), Sort.ADDRESS))
                        .total())
                .isZero();
    }

    @Test
    void assets_keep_their_order_and_their_decimals() {
        AssetId eth = AssetId.parse("eip155:31337/slip44:60");
        AssetId eur = AssetId.parse("swift:0/iso4217:EUR");
        PinnedAsset euro = new PinnedAsset(eur, "EUR", "Euro", 2, List.of());
        PinnedAsset ether = new PinnedAsset(eth, "ETH", "Ether", 18, List.of(new Representation(eth, 18)));
        QuarkusTransaction.requiringNew().run(() -> assets.replace(List.of(euro, ether)));
        QuarkusTransaction.requiringNew().run(() -> assets.replace(List.of(ether, euro)));
        assertThat(assets.assets()).containsExactly(ether, euro);
        assertThat(assets.find(eth)).contains(ether);
        PinnedAsset changed = new PinnedAsset(eur, "EUR", "Euro", 3, List.of());
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> assets.replace(List.of(ether, changed))))
                .hasStackTraceContaining("decimals are pinned");
        ClaimedHolding holding = new ClaimedHolding(
                eur, new Amount(BigInteger.TWO.pow(255)), "Bank", Instant.parse("2026-11-01T00:00:00Z"));
        QuarkusTransaction.requiringNew().run(() -> claimed.replace(List.of(holding)));
        QuarkusTransaction.requiringNew().run(() -> claimed.replace(List.of(holding)));
        assertThat(claimed.current()).containsExactly(holding);
    }

    private void record(AddressClaim... claims) {
        QuarkusTransaction.requiringNew().run(() -> book.record(List.of(claims)));
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static AddressQuery query(Optional<String> address, Optional<Claim> claim, Sort sort) {
        return new AddressQuery(
                address, claim, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), sort, 0, 100);
    }

    private static AccountId account(int number) {
        return new AccountId(CHAIN, "0x%040x".formatted(number));
    }

    private static AddressClaim claim(long index, AccountId account, Claim claim, Verdict verdict, Long... supersedes) {
        return new AddressClaim(
                index,
                TestClaim.of(
                                "id-" + account.address(),
                                Instant.parse("2026-11-22T10:00:00Z"),
                                account,
                                claim,
                                "Example")
                        .role(Role.COLD)
                        .purpose("client")
                        .supersedes(List.of(supersedes))
                        .evidence(List.of(new Evidence(
                                "eip191", "text", List.of("0x"), Optional.empty(), Optional.empty(), verdict)))
                        .build(),
                Optional.empty());
    }
}
