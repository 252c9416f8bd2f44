package org.plainsight.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.ChainId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.evidence.BlockRef;
import org.plainsight.liabilities.tree.SampleSnapshot;
import org.plainsight.reserves.HoldingsFile;
import org.plainsight.testing.Runs;
import org.plainsight.testing.TestClaim;
import org.plainsight.testing.TestSigner;

/** What the check from outside says of an exchange that cheats, and of a reader whose node does. */
class CheatingExchangeTest {

    @TempDir
    Path folder;

    private RecordedExchange exchange;

    @BeforeEach
    void record() throws IOException {
        exchange = RecordedExchange.honest(folder.resolve("snapshot"));
    }

    @Test
    void an_honest_exchange_agrees_in_everything() {
        Report report = check(exchange.publish());
        assertThat(report.findings()).allMatch(f -> f.outcome() == Outcome.AGREES, "agrees");
        assertThat(report.findings()).hasSizeGreaterThan(12);
        assertThat(report.exitCode()).isZero();
    }

    @Test
    void a_log_that_only_grew_agrees_with_the_checkpoint_kept_before() {
        List<?> later = exchange.statements.subList(3, exchange.statements.size());
        RecordedExchange.Site before = withoutEntries(later.size());
        assertDiffersNowhere(check(exchange.publish(), Optional.of(before.checkpoint())));
    }

    @Test
    void a_log_that_was_rewritten_contradicts_the_checkpoint_kept_before() {
        String kept = exchange.publish().checkpoint();
        exchange.claimAForeignAddressAsSigned();
        Report report = check(exchange.publish(), Optional.of(kept));
        assertDiffers(report, "log", "rewritten or forked");
    }

    @Test
    void a_log_that_lost_entries_contradicts_the_checkpoint_kept_before() {
        String kept = exchange.publish().checkpoint();
        Report report = check(withoutEntries(1), Optional.of(kept));
        assertDiffers(report, "log", "entries when you last looked");
    }

    @Test
    void two_heads_of_one_size_contradict_each_other() {
        RecordedExchange.Site toTheCustomer = exchange.publish();
        exchange.bendReserves(r -> ratio(r, Optional.of("9.9999")));
        RecordedExchange.Site toTheJournalist = exchange.publish();
        Report report = check(toTheJournalist, Optional.of(toTheCustomer.checkpoint()));
        assertDiffers(report, "log", "forked");
    }

    @Test
    void a_head_that_is_served_over_the_entries_of_another_one_does_not_fit_them() {
        RecordedExchange.Site site = exchange.publish();
        exchange.bendReserves(r -> ratio(r, Optional.of("9.9999")));
        site.serve("/log/checkpoint", exchange.publish().checkpoint().getBytes(StandardCharsets.UTF_8));
        assertDiffers(check(site), "log", "the signed root is");
    }

    @Test
    void hash_tiles_that_say_otherwise_than_the_entries_are_found() {
        RecordedExchange.Site site = exchange.publish();
        String path = "/log/tile/0/000.p/" + exchange.statements.size();
        byte[] tile = site.read(path);
        tile[40] ^= 1;
        site.serve(path, tile);
        assertDiffers(check(site), "log", "does not hold the hashes of the entries");
    }

    @Test
    void another_log_key_than_the_one_the_reader_knows_ends_the_check() throws IOException {
        String known = RecordedExchange.honest(folder.resolve("other")).logKeyText();
        Report report = new Report(f -> {});
        new Recheck(exchange.publish(), reader(Optional.of(known), Optional.empty(), List.of(exchange.node())), report)
                .run();
        assertDiffers(report, "log", "you hold");
    }

    @Test
    void totals_that_differ_from_the_tree_are_found() {
        exchange.bendReserves(r -> owing(r, Amount.of(1)));
        assertDiffers(check(exchange.publish()), "ratio", "owed is stated as 1, the trees give");
    }

    @Test
    void an_asset_that_is_owed_and_passed_over_in_silence_is_found() {
        exchange.statements.removeIf(
                s -> s instanceof ReservesStatement r && r.asset().equals(RecordedExchange.BTC));
        assertDiffers(check(exchange.publish()), "reserves", "is owed, and there are 0 statements");
    }

    @Test
    void a_ratio_rounded_up_is_found() {
        exchange.bendReserves(r -> ratio(
                r,
                r.ratio()
                        .map(exact -> new BigDecimal(exact)
                                .add(new BigDecimal("0.0001"))
                                .setScale(4, RoundingMode.UNNECESSARY)
                                .toPlainString())));
        assertDiffers(check(exchange.publish()), "ratio", "the ratio is stated as");
    }

    @Test
    void a_ratio_shown_where_a_part_is_unknown_is_found() {
        exchange.bendReserves(r -> r.asset().equals(RecordedExchange.BTC) ? ratio(r, Optional.of("1.0000")) : r);
        assertDiffers(check(exchange.publish()), "ratio", "found that it must be withheld");
    }

    @Test
    void an_ownership_verdict_that_the_signature_does_not_bear_out_is_found() {
        exchange.claimAForeignAddressAsSigned();
        assertDiffers(check(exchange.publish()), "ownership", "published as valid, found invalid");
    }

    @Test
    void a_measured_balance_that_the_chain_does_not_show_is_found() {
        RecordedExchange.Site site = exchange.publish();
        exchange.onChain.put(new ChainSource.Pair(RecordedExchange.ADDRESS, RecordedExchange.ETH), Amount.of(17));
        assertDiffers(check(site), "chain eip155:1", "your node says 17");
    }

    @Test
    void a_holding_that_was_left_out_is_found() {
        exchange.bendHoldings(h -> new HoldingsFile(
                h.snapshotId(),
                h.logSize(),
                h.blocks(),
                h.rows().subList(0, h.rows().size() - 1)));
        assertDiffers(check(exchange.publish()), "chain eip155:1", "is stated with 0");
    }

    @Test
    void a_holding_that_stands_under_no_claim_or_twice_is_found() {
        exchange.bendHoldings(h -> {
            List<HoldingsFile.Row> rows = new ArrayList<>(h.rows());
            rows.add(rows.getFirst());
            rows.add(new HoldingsFile.Row(RecordedExchange.ADDRESS, RecordedExchange.ETH, Amount.of(1), 99, "valid"));
            return new HoldingsFile(h.snapshotId(), h.logSize(), h.blocks(), rows);
        });
        Report report = check(exchange.publish());
        assertDiffers(report, "reserves", "is listed twice");
        assertDiffers(report, "reserves", "stands under no claim of ours");
    }

    @Test
    void a_holding_counted_as_signed_without_a_valid_signature_is_found() {
        exchange.bendHoldings(h -> new HoldingsFile(
                h.snapshotId(),
                h.logSize(),
                h.blocks(),
                h.rows().stream()
                        .map(r -> new HoldingsFile.Row(r.account(), r.asset(), r.amount(), r.claim(), "valid"))
                        .toList()));
        assertDiffers(check(exchange.publish()), "reserves", "is said to be valid; the log says inconclusive");
    }

    @Test
    void a_measurement_at_another_block_than_the_snapshots_is_found() {
        BlockRef later = new BlockRef(
                RecordedExchange.CHAIN,
                8,
                "cd".repeat(32),
                RecordedExchange.BLOCK.time().plusSeconds(12));
        exchange.bendHoldings(h -> new HoldingsFile(h.snapshotId(), h.logSize(), List.of(later), h.rows()));
        exchange.bendReserves(r -> positions(
                r,
                r.positions().stream()
                        .map(p -> p.block().isEmpty()
                                ? p
                                : new ReservesStatement.Position(
                                        p.chain(),
                                        p.asset(),
                                        p.decimals(),
                                        Optional.of(later),
                                        p.measured(),
                                        p.signed(),
                                        p.unknownReason(),
                                        p.grade()))
                        .toList()));
        assertDiffers(check(exchange.publish()), "reserves", "at other blocks than the snapshot's");
    }

    @Test
    void a_tree_file_in_other_bytes_than_logged_is_found() {
        RecordedExchange.Site site = exchange.publish();
        String path = treePath("trees.json");
        byte[] bytes = site.read(path);
        bytes[bytes.length / 2] ^= 1;
        site.serve(path, bytes);
        assertDiffers(check(site), "file " + path, "logged are");
    }

    @Test
    void a_tree_file_that_was_changed_before_its_digest_was_logged_does_not_give_the_header() {
        String trees = new String(exchange.files.get(treePath("trees.json")), StandardCharsets.UTF_8);
        String total =
                exchange.snapshot.record.staged().trees().getFirst().total().toString();
        exchange.replaceTreeFile("trees.json", trees.replace(total, "1").getBytes(StandardCharsets.UTF_8));
        assertDiffers(check(exchange.publish()), "liabilities", "of the list of trees is not what its trees give");
    }

    @Test
    void an_upper_tree_of_another_snapshot_leads_to_other_roots() throws IOException {
        SampleSnapshot other = SampleSnapshot.build(folder.resolve("other"), RecordedExchange.CUSTOMERS, 43);
        exchange.replaceTreeFile(
                "upper-tree",
                java.nio.file.Files.readAllBytes(
                        other.directory.sealed(other.statement.header()).resolve("upper-tree")));
        assertDiffers(check(exchange.publish()), "liabilities", "upper tree");
    }

    @Test
    void a_second_header_for_one_snapshot_is_found() {
        LiabilitiesStatement first = exchange.snapshot.statement;
        exchange.statements.add(new LiabilitiesStatement(
                first.snapshotId(),
                first.cutOff(),
                first.version(),
                "77".repeat(32),
                first.header(),
                first.treeCount(),
                first.assetsRoot(),
                first.accounts(),
                first.manifestBlocks(),
                first.manifest(),
                first.policy(),
                first.trees(),
                first.upperTree()));
        assertDiffers(check(exchange.publish()), "statements", "is a second header for the snapshot");
    }

    @Test
    void a_second_claim_beside_a_standing_one_is_found() {
        exchange.statements.add(exchange.statements.stream()
                .filter(Attribution.class::isInstance)
                .findFirst()
                .orElseThrow());
        assertDiffers(check(exchange.publish()), "statements", "second standing claim");
    }

    @Test
    void a_retraction_without_a_claim_is_found() {
        exchange.statements.add(TestClaim.of(
                        "never-claimed",
                        RecordedExchange.NOW,
                        AccountId.parse("eip155:1:0x" + "ee".repeat(20)),
                        Attribution.Claim.NOT_OWNED,
                        "Example")
                .supersedes(List.of(2L))
                .build());
        assertDiffers(check(exchange.publish()), "statements", "which is no standing claim for");
    }

    @Test
    void statements_signed_by_somebody_else_are_found() {
        TestSigner operator = SampleSnapshot.signer();
        StatementSigners mixed = new StatementSigners(List.of(operator, operator.as(SignerRole.MEASURING)));
        assertDiffers(check(exchange.publish(mixed)), "statements", "signed by 0 current keys of the role measuring");
    }

    @Test
    void a_node_that_is_absent_leaves_the_balances_unchecked() {
        Report report = check(exchange.publish(), Optional.empty(), List.of());
        assertUnchecked(report, "no node of this chain was given");
    }

    @Test
    void a_node_that_does_not_answer_leaves_the_balances_unchecked() {
        Report report = check(exchange.publish(), Optional.empty(), List.of(new BrokenNode("connection refused")));
        assertUnchecked(report, "connection refused");
    }

    @Test
    void a_node_of_another_fork_is_shown_as_a_difference_and_its_balances_are_not_taken() {
        Report report = check(exchange.publish(), Optional.empty(), List.of(new ForkedNode()));
        assertDiffers(report, "chain eip155:1", "your node has " + "ee".repeat(32));
        assertThat(report.findings()).noneMatch(f -> f.detail().contains("your node says"));
    }

    @Test
    void a_file_that_is_not_served_leaves_the_snapshot_unchecked() {
        exchange.files.remove(exchange.holdingsPath());
        assertUnchecked(check(exchange.publish()), "404");
    }

    @Test
    void a_site_that_serves_nothing_is_unchecked() {
        Report report = new Report(f -> {});
        PublicSite dead = path -> {
            throw new UnreadableException(path + " answers 503");
        };
        new Recheck(dead, reader(Optional.empty(), Optional.empty(), List.of()), report).run();
        assertUnchecked(report, "cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"holdings.json", "trees.json", "manifest.json", "upper-tree"})
    void files_that_an_exchange_bends_anywhere_before_signing_them_never_agree_and_never_break_the_check(String name) {
        Random random = new Random(name.hashCode());
        byte[] honest = exchange.files.get(treePath(name)).clone();
        for (int i = 0; i < Runs.count(60, 5_000); i++) {
            byte[] bent = honest.clone();
            int at = random.nextInt(bent.length);
            bent[at] = (byte) (random.nextBoolean() ? bent[at] ^ (1 << random.nextInt(8)) : random.nextInt(256));
            if (Arrays.equals(bent, honest)) {
                continue;
            }
            if (name.equals("holdings.json")) {
                exchange.replaceHoldings(bent);
            } else {
                exchange.replaceTreeFile(name, bent);
            }
            assertThat(check(exchange.publish()).exitCode())
                    .as("byte %d became %d: %s", at, bent[at], new String(bent, StandardCharsets.ISO_8859_1))
                    .isNotZero();
        }
    }

    private record BrokenNode(String reason) implements ChainSource {
        @Override
        public ChainId chain() {
            return RecordedExchange.CHAIN;
        }

        @Override
        public Optional<String> blockHash(long height) {
            throw new UnreadableException(reason);
        }

        @Override
        public Map<Pair, Amount> balances(BlockRef block, Set<Pair> pairs) {
            throw new UnreadableException(reason);
        }
    }

    private record ForkedNode() implements ChainSource {
        @Override
        public ChainId chain() {
            return RecordedExchange.CHAIN;
        }

        @Override
        public Optional<String> blockHash(long height) {
            return Optional.of("ee".repeat(32));
        }

        @Override
        public Map<Pair, Amount> balances(BlockRef block, Set<Pair> pairs) {
            throw new AssertionError("asked for balances of a block that it does not have");
        }
    }

    private RecordedExchange.Site withoutEntries(int last) {
        List<org.plainsight.disclosure.Disclosure> all = List.copyOf(exchange.statements);
        exchange.statements.subList(all.size() - last, all.size()).clear();
        RecordedExchange.Site site = exchange.publish();
        exchange.statements.clear();
        exchange.statements.addAll(all);
        return site;
    }

    private Report check(RecordedExchange.Site site) {
        return check(site, Optional.empty());
    }

    private Report check(RecordedExchange.Site site, Optional<String> kept) {
        return check(site, kept, List.of(exchange.node()));
    }

    private static Report check(RecordedExchange.Site site, Optional<String> kept, List<ChainSource> nodes) {
        Report report = new Report(f -> {});
        new Recheck(site, reader(Optional.empty(), kept, nodes), report).run();
        return report;
    }

    private static Recheck.Reader reader(Optional<String> key, Optional<String> kept, List<ChainSource> nodes) {
        return RecordedExchange.reader(key, kept, RecordedExchange.NOW, nodes);
    }

    private String treePath(String name) {
        return "/snapshots/" + exchange.snapshot.statement.snapshotId() + "/" + name;
    }

    private static void assertDiffers(Report report, String subject, String detail) {
        assertThat(report.findings())
                .anyMatch(
                        f -> f.outcome() == Outcome.DIFFERS
                                && f.subject().startsWith(subject)
                                && f.detail().contains(detail),
                        "differs: " + subject + ": …" + detail + "…");
        assertThat(report.exitCode()).isEqualTo(1);
    }

    private static void assertDiffersNowhere(Report report) {
        assertThat(report.findings()).noneMatch(f -> f.outcome() == Outcome.DIFFERS);
        assertThat(report.exitCode()).isZero();
    }

    private static void assertUnchecked(Report report, String detail) {
        assertThat(report.findings())
                .anyMatch(f -> f.outcome() == Outcome.UNCHECKED && f.detail().contains(detail), "unchecked: " + detail)
                .noneMatch(f -> f.outcome() == Outcome.DIFFERS);
        assertThat(report.exitCode()).isEqualTo(3);
    }

    private static ReservesStatement ratio(ReservesStatement r, Optional<String> ratio) {
        return bent(r, r.liabilities(), r.positions(), ratio);
    }

    private static ReservesStatement owing(ReservesStatement r, Amount owed) {
        return bent(r, owed, r.positions(), r.ratio());
    }

    private static ReservesStatement positions(ReservesStatement r, List<ReservesStatement.Position> positions) {
        return bent(r, r.liabilities(), positions, r.ratio());
    }

    private static ReservesStatement bent(
            ReservesStatement r, Amount owed, List<ReservesStatement.Position> positions, Optional<String> ratio) {
        return new ReservesStatement(
                r.snapshotId(),
                r.header(),
                r.issuedAt(),
                r.asset(),
                r.decimals(),
                owed,
                r.claimed(),
                positions,
                ratio,
                r.grade(),
                r.logSize(),
                r.holdings());
    }
}
