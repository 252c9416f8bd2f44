package org.plainsight.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Attribution.Role;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.KnownBlocks;
import org.plainsight.ownership.OwnershipProof;
import org.plainsight.ownership.OwnershipVerifier;
import org.plainsight.ownership.SignatureScheme;
import org.plainsight.portal.MemoryAddressBook;
import org.plainsight.registry.DeclaredAddress.Proof;
import org.plainsight.registry.RegistryChanges.Change;
import org.plainsight.registry.RegistryChanges.Kind;

class RegistrarTest {

    private static final AccountId COLD = AccountId.parse("eip155:31337:0x70997970c51812dc3a010c7d01b50e0d17dc79c8");
    private static final AccountId OTHER = AccountId.parse("eip155:31337:0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc");
    private static final String HASH = "ab".repeat(32);

    private final AnswersAsTold chain = new AnswersAsTold();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final MemoryAddressBook standing = new MemoryAddressBook();
    private long nextIndex;

    /** A scheme and a chain that say what the test tells them. */
    private static final class AnswersAsTold implements SignatureScheme, KnownBlocks {
        private Verdict signature = Verdict.valid("signed");
        private Answer block = Answer.MATCHES;

        @Override
        public boolean covers(ChainId any) {
            return true;
        }

        @Override
        public Verdict verify(AccountId account, OwnershipProof proof) {
            return signature;
        }

        @Override
        public Answer check(ChainId any, long height, String hash) {
            return block;
        }
    }

    @Test
    void a_new_row_joins_with_its_verdict() {
        Change joined = importing(owned(COLD)).changes().getFirst();
        assertThat(joined.kind()).isEqualTo(Kind.JOINED);
        assertThat(joined.next().supersedes()).isEmpty();
        assertThat(joined.next().ownership().isValid()).isTrue();
    }

    @Test
    void importing_the_same_rows_twice_appends_nothing() {
        importing(owned(COLD), owned(OTHER));
        assertThat(importing(owned(COLD), owned(OTHER)).isEmpty()).isTrue();
    }

    @Test
    void a_row_without_evidence_is_published_and_never_counts_as_signed() {
        Attribution next = importing(row(COLD, Claim.OWNED, Role.COLD, List.of()))
                .changes()
                .getFirst()
                .next();
        assertThat(next.claim()).isEqualTo(Claim.OWNED);
        assertThat(next.ownership()).isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void a_changed_row_supersedes_the_standing_claim_by_its_log_index() {
        importing(owned(OTHER), owned(COLD));
        Change changed = importing(owned(OTHER), row(COLD, Claim.OWNED, Role.HOT, evidence(COLD)))
                .changes()
                .getFirst();
        assertThat(changed.kind()).isEqualTo(Kind.CHANGED);
        assertThat(changed.differences()).containsExactly("role cold → hot");
        assertThat(changed.next().supersedes()).containsExactly(1L);
    }

    @Test
    void an_address_given_up_leaves() {
        importing(owned(COLD));
        RegistryChanges changes = importing(row(COLD, Claim.FORMERLY_OWNED, Role.COLD, evidence(COLD)));
        assertThat(changes.changes())
                .singleElement()
                .satisfies(c -> assertThat(c.kind()).isEqualTo(Kind.LEFT));
    }

    @Test
    void a_vanished_row_is_an_error_that_names_the_remedy() {
        importing(owned(COLD), owned(OTHER));
        assertThatThrownBy(() -> importing(owned(COLD)))
                .isInstanceOf(MalformedRegistryException.class)
                .hasMessageContaining(OTHER.toString())
                .hasMessageContaining("--retract");
    }

    @Test
    void a_vanished_row_is_retracted_on_demand_and_once_only() {
        importing(owned(COLD), owned(OTHER));
        Change left = importing(Registrar.Mode.RETRACT_VANISHED, owned(COLD))
                .changes()
                .getFirst();
        assertThat(left.kind()).isEqualTo(Kind.LEFT);
        assertThat(left.next().claim()).isEqualTo(Claim.FORMERLY_OWNED);
        assertThat(left.next().reason()).isNotBlank();
        assertThat(importing(owned(COLD)).isEmpty()).isTrue();
    }

    @Test
    void an_id_is_not_handed_on_to_another_address() {
        importing(owned(COLD));
        DeclaredAddress thief = withId(
                row(OTHER, Claim.OWNED, Role.COLD, List.of()), owned(COLD).id());
        assertThatThrownBy(() -> importing(thief, withId(owned(COLD), "renamed")))
                .isInstanceOf(MalformedRegistryException.class)
                .hasMessageContaining("an id of its own");
    }

    @Test
    void an_open_verdict_is_superseded_when_it_can_be_reached() {
        chain.block = KnownBlocks.Answer.UNKNOWN;
        importing(owned(COLD));
        chain.block = KnownBlocks.Answer.MATCHES;
        Change changed = importing(owned(COLD)).changes().getFirst();
        assertThat(changed.next().ownership().isValid()).isTrue();
        assertThat(changed.differences().getFirst()).startsWith("verdict inconclusive → valid");
        assertThat(importing(owned(COLD)).isEmpty()).isTrue();
    }

    @Test
    void what_was_checked_once_stays_checked_while_a_node_is_off() {
        importing(owned(COLD));
        chain.block = KnownBlocks.Answer.UNKNOWN;
        assertThat(importing(owned(COLD)).isEmpty()).isTrue();
    }

    @Test
    void a_challenge_that_expires_makes_the_verdict_invalid() {
        importing(owned(COLD));
        now = Instant.parse("2027-03-01T00:00:00Z");
        Change changed = importing(owned(COLD)).changes().getFirst();
        assertThat(changed.next().ownership()).isInstanceOf(Verdict.Invalid.class);
    }

    @Test
    void an_evidence_copied_from_another_address_is_invalid() {
        Attribution next = importing(row(OTHER, Claim.OWNED, Role.COLD, evidence(COLD)))
                .changes()
                .getFirst()
                .next();
        assertThat(next.ownership()).isInstanceOf(Verdict.Invalid.class);
    }

    @Test
    void many_rows_are_compared_in_their_order_whoever_checks_them() {
        List<DeclaredAddress> rows = new ArrayList<>();
        for (int i = 0; i < 4_321; i++) {
            rows.add(row(AccountId.parse("eip155:31337:0x%040x".formatted(i)), Claim.OWNED, Role.COLD, List.of()));
        }
        assertThat(importing(rows.toArray(DeclaredAddress[]::new)).changes())
                .extracting(change -> change.next().subject())
                .containsExactlyElementsOf(
                        rows.stream().map(DeclaredAddress::account).toList());
    }

    private RegistryChanges importing(DeclaredAddress... rows) {
        return importing(Registrar.Mode.STRICT, rows);
    }

    /** Compares, and lets what comes out stand as if it were in the log. */
    private RegistryChanges importing(Registrar.Mode mode, DeclaredAddress... rows) {
        Registrar registrar = new Registrar(
                new OwnershipVerifier(List.of(chain), chain),
                (c, height, hash) -> Optional.empty(),
                "portal.example",
                DisputeLedger.NONE);
        List<Change> found = new ArrayList<>();
        DeclarationIndex index = new DeclarationIndex();
        Comparison comparison = new Comparison(
                registrar,
                standing,
                mode,
                new Comparison.Dates(now, LocalDate.ofInstant(now, ZoneOffset.UTC)),
                Runnable::run,
                found::addAll);
        for (DeclaredAddress row : rows) {
            index.putAccount(row.account(), row.place());
            index.putId(row.id(), row.account());
            comparison.row(row);
        }
        comparison.end(index);
        found.forEach(
                change -> standing.record(List.of(new AddressClaim(nextIndex++, change.next(), Optional.empty()))));
        return new RegistryChanges(found);
    }

    private static DeclaredAddress owned(AccountId account) {
        return row(account, Claim.OWNED, Role.COLD, evidence(account));
    }

    private static List<Proof> evidence(AccountId account) {
        String challenge = "portal.example wallet ownership v1\nentity: Example\naddress: " + account
                + "\nsnapshot: 2026-11\nblock: 5 " + HASH + "\nexpires: 2027-02-28";
        return List.of(new Proof("eip191", challenge, List.of("0x00"), Optional.empty()));
    }

    private static DeclaredAddress row(AccountId account, Claim claim, Role role, List<Proof> evidence) {
        return new DeclaredAddress(
                "addresses/a.jsonl:1",
                "id-" + account.address(),
                account,
                Optional.empty(),
                claim,
                "Example",
                Optional.of(role),
                Optional.of("client"),
                List.of("*"),
                Optional.empty(),
                Optional.empty(),
                claim == Claim.OWNED ? "" : "given up",
                evidence,
                List.of());
    }

    private static DeclaredAddress withId(DeclaredAddress row, String id) {
        return new DeclaredAddress(
                row.place(),
                id,
                row.account(),
                row.script(),
                row.claim(),
                row.entity(),
                row.role(),
                row.purpose(),
                row.assets(),
                row.validFrom(),
                row.validUntil(),
                row.reason(),
                row.evidence(),
                row.disputes());
    }
}
