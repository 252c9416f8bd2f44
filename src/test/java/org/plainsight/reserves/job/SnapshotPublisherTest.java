package org.plainsight.reserves.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.chain.ChainReaders;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Attribution.Evidence;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.evidence.Verdict;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.registry.PinnedAsset.Representation;
import org.plainsight.reserves.HoldingsFile;
import org.plainsight.reserves.Publication;
import org.plainsight.testing.TestClaim;
import org.plainsight.testing.TestSigner;

class SnapshotPublisherTest {

    private static final String ID = "ab".repeat(16);
    private static final Instant CUT_OFF = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant APPROVED = Instant.parse("2026-11-01T01:00:00Z");
    private static final AccountId ADDRESS = AccountId.parse("eip155:31337:0x70997970c51812dc3a010c7d01b50e0d17dc79c8");
    /** seal, holdings file, log, snapshot row, reconciliation row, publication row */
    private static final int WRITES = 6;

    private final FakeWorld world = new FakeWorld();
    private final FakeChain chain = new FakeChain();
    private Instant now = APPROVED.plusSeconds(30);

    private record Settings(Duration patience, Duration every) implements PublishingSettings {}

    @BeforeEach
    void stage() {
        world.entries.add(new byte[] {1});
        world.claims.add(new AddressClaim(0, owned(), Optional.empty()));
        world.assets.add(
                new PinnedAsset(FakeChain.ETH, "ETH", "Ether", 18, List.of(new Representation(FakeChain.ETH, 18))));
        stage(18);
        world.publications.put(ID, approved());
    }

    @Test
    void an_approved_snapshot_becomes_public_in_one_step() {
        assertThat(publish()).isEmpty();
        assertThatEverythingIsPublic();
        ReservesStatement reserves = world.reconciliations.getFirst().assets().getFirst();
        assertThat(reserves.ratio()).contains("2.0000");
        assertThat(reserves.logSize()).isEqualTo(1);
        HoldingsFile holdings =
                HoldingsFile.read(world.files.bytes(reserves.holdings().sha256()));
        assertThat(holdings.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.account()).isEqualTo(ADDRESS));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void a_crash_at_any_write_publishes_nothing_and_the_next_attempt_all(int write) {
        assertThat(write).isBetween(1, WRITES);
        world.crashAtWrite = write;
        assertThatThrownBy(this::publish).isInstanceOf(FakeWorld.Crash.class);
        assertThat(world.entries).hasSize(1);
        assertThat(world.published).isEmpty();
        assertThat(world.reconciliations).isEmpty();
        assertThat(world.publications.get(ID).state()).isEqualTo(Publication.State.APPROVED);
        assertThat(publish()).isEmpty();
        assertThatEverythingIsPublic();
    }

    @Test
    void a_crash_right_after_the_commit_leaves_everything_public_once() {
        world.crashAfterCommit = true;
        assertThatThrownBy(this::publish).isInstanceOf(FakeWorld.Crash.class);
        assertThatEverythingIsPublic();
    }

    @Test
    void publishing_waits_for_finality_and_says_so() {
        chain.isFinal = false;
        assertThat(publish().orElseThrow()).contains("no final block");
        assertThat(world.entries).hasSize(1);
        chain.isFinal = true;
        assertThat(publish()).isEmpty();
    }

    @Test
    void when_patience_ends_an_unreachable_chain_is_unknown_and_the_ratio_withheld() {
        chain.isReachable = false;
        assertThat(publish().orElseThrow()).contains("cannot be reached");
        now = APPROVED.plus(Duration.ofMinutes(10));
        assertThat(publish()).isEmpty();
        ReservesStatement reserves = world.reconciliations.getFirst().assets().getFirst();
        assertThat(reserves.ratio()).isEmpty();
        assertThat(reserves.positions().getFirst().measured()).isEmpty();
        assertThat(reserves.positions().getFirst().unknownReason().orElseThrow())
                .contains("cannot be reached");
    }

    @Test
    void publishing_waits_for_proofs_that_are_being_fetched_and_goes_without_when_patience_ends() {
        chain.evidence = Optional.of(new FakeChain.FakeEvidence(Optional.of("a proof is being fetched")));
        assertThat(publish()).contains("waiting for eip155:31337: a proof is being fetched");
        assertThat(world.entries).hasSize(1);
        now = APPROVED.plus(Duration.ofMinutes(10));
        assertThat(publish()).isEmpty();
        assertThatEverythingIsPublic();
    }

    @Test
    void a_reading_that_leaves_an_address_out_counts_as_no_reading() {
        chain.leavesOneOut = true;
        assertThat(publish().orElseThrow()).contains("incomplete");
    }

    @Test
    void a_tree_in_other_decimals_than_pinned_is_not_compared() {
        stage(8);
        assertThat(publish().orElseThrow()).contains("decimals");
        assertThat(world.entries).hasSize(1);
    }

    private void assertThatEverythingIsPublic() {
        assertThat(world.entries).hasSize(3);
        assertThat(disclosure(1)).isInstanceOf(LiabilitiesStatement.class);
        assertThat(disclosure(2)).isInstanceOf(ReservesStatement.class);
        assertThat(world.published).containsEntry(ID, 1L);
        assertThat(world.publishedAt)
                .as("the time that readers of the log know")
                .containsEntry(ID, ((ReservesStatement) disclosure(2)).issuedAt());
        assertThat(world.reconciliations)
                .singleElement()
                .satisfies(r -> assertThat(r.logIndices()).containsExactly(2L));
        assertThat(world.publications.get(ID).state()).isEqualTo(Publication.State.PUBLISHED);
    }

    private Object disclosure(int index) {
        return SignedStatement.fromEntry(world.entries.get(index)).disclosure();
    }

    private Optional<String> publish() {
        StatementSigners signers =
                new StatementSigners(List.of(TestSigner.operator(), new TestSigner(SignerRole.MEASURING)));
        SnapshotPublisher publisher = new SnapshotPublisher(
                world.new FakePublications(),
                world.new FakeSnapshots(),
                world.new FakeReconciliations(),
                world.new FakeAddresses(),
                world.new FakeAssets(),
                world.new FakeClaimed(),
                world.new FakeFiles(),
                world.new FakeLog(),
                () -> signers,
                new ChainReaders(List.of(() -> List.of(chain))),
                new Settings(Duration.ofMinutes(10), Duration.ofSeconds(2)),
                Clock.fixed(now, ZoneOffset.UTC),
                world::inTransaction);
        return publisher.publish(approved());
    }

    private void stage(int decimals) {
        AssetId eth = FakeChain.ETH;
        world.staged = Optional.of(new Snapshot(
                ID,
                Snapshot.State.STAGED,
                CUT_OFF,
                1,
                "22".repeat(32),
                List.of(new Snapshot.Tree(0, eth, 0, decimals, 3, 1, Amount.of(500), "33".repeat(32))),
                Optional.empty()));
    }

    private static Publication approved() {
        return new Publication(
                ID,
                Publication.State.APPROVED,
                "alice",
                CUT_OFF,
                Optional.of("bob"),
                Optional.of(APPROVED),
                Optional.empty());
    }

    private static Attribution owned() {
        return TestClaim.of("hot-1", CUT_OFF, ADDRESS, Claim.OWNED, "Example")
                .role(Attribution.Role.HOT)
                .purpose("client")
                .evidence(List.of(new Evidence(
                        "eip191", "text", List.of("0x"), Optional.empty(), Optional.empty(), Verdict.valid("signed"))))
                .build();
    }
}
