package org.plainsight.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AssetId;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.FindingsStatement;
import org.plainsight.disclosure.PolicyStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.PublishedFiles;
import org.plainsight.disclosure.VerifierStatement;
import org.plainsight.foreignlist.CheckedList;
import org.plainsight.foreignlist.Finding;
import org.plainsight.foreignlist.FindingsFile;
import org.plainsight.foreignlist.ForeignList;
import org.plainsight.foreignlist.ForeignListReader;
import org.plainsight.foreignlist.ForeignSignatures;
import org.plainsight.merkle.Hash32;
import org.plainsight.ownership.TestKey;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.registry.declaration.AssetList;

/** What the check from outside says of the files that statements bind, and of an exchange that swaps them. */
class BoundFilesTest {

    private static final AssetId USDT = AssetId.parse("eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7");
    private static final PinnedAsset ASSET = new PinnedAsset(USDT, "USDT", "Tether", 6, List.of());
    private static final Instant IMPORTED = Instant.parse("2026-11-22T10:00:00Z");

    private final Map<String, byte[]> served = new HashMap<>();
    private final PublicSite site =
            path -> Optional.ofNullable(served.get(path)).orElseThrow(() -> UnreadableException.missing(path));
    private final Report report = new Report(f -> {});

    private PublishedFile serve(String extension, byte[] bytes) {
        PublishedFile file = new PublishedFiles.Written(Hash32.sha256(bytes).toHex(), bytes.length).named(extension);
        served.put(file.path(), bytes);
        return file;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void documents(Disclosure... statements) {
        List<LoggedStatement> logged = new ArrayList<>();
        for (Disclosure statement : statements) {
            logged.add(new LoggedStatement(logged.size(), statement));
        }
        new DocumentsCheck(site, new SnapshotFiles(site, report), report).check(logged);
    }

    private void assertOutcome(Outcome outcome, String subject, String detail) {
        assertThat(report.findings())
                .anyMatch(
                        f -> f.outcome() == outcome
                                && f.subject().startsWith(subject)
                                && f.detail().contains(detail),
                        outcome + ": " + subject + ": …" + detail + "…");
    }

    @Test
    void the_list_of_assets_that_the_log_named_last_agrees() {
        PublishedFile before = serve("jsonl", text("an older list\n"));
        PublishedFile now = serve("jsonl", AssetList.lines(List.of(ASSET)));
        served.put("/assets.jsonl", AssetList.lines(List.of(ASSET)));
        documents(
                new PolicyStatement(PolicyStatement.ASSETS, before), new PolicyStatement(PolicyStatement.ASSETS, now));
        assertThat(report.findings()).allMatch(f -> f.outcome() == Outcome.AGREES);
        assertOutcome(Outcome.AGREES, "documents", "2 policies");
    }

    @Test
    void an_asset_whose_decimals_are_served_otherwise_than_logged_differs() {
        PublishedFile now = serve("jsonl", AssetList.lines(List.of(ASSET)));
        served.put("/assets.jsonl", AssetList.lines(List.of(new PinnedAsset(USDT, "USDT", "Tether", 8, List.of()))));
        documents(new PolicyStatement(PolicyStatement.ASSETS, now));
        assertOutcome(Outcome.DIFFERS, "assets", "a decimal, a contract or a name was changed");
    }

    @Test
    void assets_that_the_log_never_named_differ() {
        served.put("/assets.jsonl", AssetList.lines(List.of(ASSET)));
        documents();
        assertOutcome(Outcome.DIFFERS, "assets", "not the list that the log named");
    }

    @Test
    void a_swapped_verifier_differs_and_a_vanished_one_is_unchecked() {
        PublishedFile program = serve("html", text("<html>"));
        PublishedFile older = serve("html", text("<html>older"));
        served.put(program.path(), text("<evil>"));
        served.remove(older.path());
        documents(new VerifierStatement("check", older), new VerifierStatement("check", program));
        assertOutcome(Outcome.DIFFERS, "file " + program.path(), "logged are");
        assertOutcome(Outcome.UNCHECKED, "file " + older.path(), "");
    }

    private static byte[] list() {
        TestKey key = TestKey.random(new Random(1));
        return text("coin,address,snapshot height,balance,message,signature\nETH,%s,1,1.5,htx,%s\nETH,%s,1,2,,\n"
                .formatted(
                        key.evmAddress(),
                        key.eip191("htx"),
                        TestKey.random(new Random(2)).evmAddress()));
    }

    private static ForeignList kept(byte[] list, CheckedList checked) {
        return new ForeignList(
                3,
                "Another Exchange",
                "por_20261101.csv",
                Hash32.sha256(list).toHex(),
                Optional.of(LocalDate.parse("2026-11-01")),
                IMPORTED,
                checked.counts());
    }

    private void findings(byte[] list, byte[] json, byte[] csv) {
        FindingsStatement statement = new FindingsStatement(
                3,
                "Another Exchange",
                "por_20261101.csv",
                Optional.of(LocalDate.parse("2026-11-01")),
                IMPORTED,
                serve("csv", list),
                serve("json", json),
                serve("csv", csv));
        new ForeignListCheck(new SnapshotFiles(site, report), report).check(List.of(statement));
    }

    @Test
    void findings_in_a_list_are_found_again() {
        CheckedList checked = CheckedList.of(ForeignListReader.read(list()), ForeignSignatures.verifier());
        assertThat(checked.findings()).isNotEmpty();
        findings(
                list(),
                FindingsFile.json(kept(list(), checked), checked.findings()),
                FindingsFile.csv(checked.findings()));
        assertThat(report.findings())
                .allMatch(f -> f.outcome() == Outcome.AGREES)
                .hasSize(1);
    }

    @Test
    void findings_against_other_lists_are_counted_and_not_called_derived() {
        CheckedList checked = CheckedList.of(ForeignListReader.read(list()), ForeignSignatures.verifier());
        List<Finding> all = new ArrayList<>(checked.findings());
        all.add(new Finding(
                Finding.Kind.SHARED_ADDRESSES, "", "others list 1", Optional.empty(), Optional.empty(), List.of(2L)));
        findings(list(), FindingsFile.json(kept(list(), checked), all), FindingsFile.csv(all));
        assertOutcome(Outcome.AGREES, "findings in list 3", "1 compare it with other lists and were not derived");
    }

    @Test
    void a_finding_that_is_kept_back_differs() {
        CheckedList checked = CheckedList.of(ForeignListReader.read(list()), ForeignSignatures.verifier());
        findings(list(), FindingsFile.json(kept(list(), checked), List.of()), FindingsFile.csv(List.of()));
        assertOutcome(Outcome.DIFFERS, "findings in list 3", "does not say what was found");
    }

    @Test
    void a_count_of_signed_rows_that_is_made_up_differs() {
        CheckedList checked = CheckedList.of(ForeignListReader.read(list()), ForeignSignatures.verifier());
        byte[] another = text(new String(list(), StandardCharsets.UTF_8).replace(",htx,", ",other,"));
        findings(
                another,
                FindingsFile.json(kept(another, checked), checked.findings()),
                FindingsFile.csv(checked.findings()));
        assertOutcome(Outcome.DIFFERS, "findings in list 3", "does not say what was found");
    }

    @Test
    void an_invented_finding_of_the_lists_own_rows_differs() {
        CheckedList checked = CheckedList.of(ForeignListReader.read(list()), ForeignSignatures.verifier());
        List<Finding> all = new ArrayList<>(checked.findings());
        all.add(new Finding(
                Finding.Kind.DUPLICATE_ROWS, "", "made up", Optional.empty(), Optional.empty(), List.of(2L)));
        findings(list(), FindingsFile.json(kept(list(), checked), all), FindingsFile.csv(all));
        assertOutcome(Outcome.DIFFERS, "findings in list 3", "or says more");
    }
}
