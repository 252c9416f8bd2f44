package org.plainsight.registry.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Attribution.Dispute;
import org.plainsight.disclosure.Attribution.DisputeState;
import org.plainsight.disclosure.Attribution.Evidence;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.evidence.Verdict;
import org.plainsight.foreignlist.ListImport;
import org.plainsight.log.TransparencyLog;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.testing.HostileTexts;
import org.plainsight.testing.PostgresResource;
import org.plainsight.testing.TestClaim;

/** Labels, reasons and messages that want to run, to hide or to turn the line around, past every check at the door. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class HostileTextTest {

    private static final int PAYLOADS = 2_000;
    private static final int PER_CLAIM = 5;

    @Inject
    AddressBook book;

    @Inject
    TransparencyLog log;

    @Inject
    StatementSigners signers;

    @Inject
    ListImport lists;

    private final Random random = new Random(15);
    private final List<String> payloads = new ArrayList<>();

    @Test
    void two_thousand_hostile_texts_run_and_hide_on_no_page_of_addresses_and_corrections() {
        List<AccountId> accounts = new ArrayList<>();
        for (int i = 0; i < PAYLOADS / PER_CLAIM; i++) {
            AccountId account = AccountId.parse("eip155:1:0x%040x".formatted(0xbad0000 + i));
            accounts.add(account);
            record(hostile(account));
        }
        assertThat(payloads).hasSize(PAYLOADS);
        assertHarmless(page("/corrections"));
        assertHarmless(page("/addresses?sort=newest"));
        for (AccountId account : accounts) {
            assertHarmless(page("/addresses/" + account));
        }
        for (int i = 0; i < PAYLOADS; i += 100) {
            assertHarmless(given().urlEncodingEnabled(false)
                    .accept("text/html")
                    .when()
                    .get("/corrections/publishers/" + encoded(payloads.get(i)))
                    .asString());
        }
    }

    @Test
    void words_in_letters_that_look_like_others_are_marked_wherever_they_are_shown() {
        List<String> words = HostileTexts.LOOK_ALIKE;
        for (int i = 0; i < 2 * words.size(); i++) {
            AccountId account = AccountId.parse("eip155:1:0x%040x".formatted(0xc0ffee00 + i));
            String word = words.get(i % words.size());
            payloads.clear();
            Attribution claim = hostile(account);
            record(new Attribution(
                    claim.id(),
                    claim.issuedAt(),
                    claim.subject(),
                    claim.script(),
                    claim.claim(),
                    word,
                    claim.role(),
                    claim.purpose(),
                    claim.assets(),
                    claim.validFrom(),
                    claim.validUntil(),
                    claim.supersedes(),
                    "not ours, says " + word,
                    claim.evidence(),
                    List.of(new Dispute(
                            word,
                            word + " cold wallet",
                            "https://labels.example",
                            Instant.EPOCH,
                            Optional.empty(),
                            DisputeState.ASKED))));
            assertMarked(page("/addresses/" + account), word);
            assertMarked(
                    given().urlEncodingEnabled(false)
                            .accept("text/html")
                            .when()
                            .get("/corrections/publishers/" + encoded(word))
                            .asString(),
                    word);
        }
        words.forEach(word -> assertMarked(page("/corrections"), word));
    }

    /** In text: attributes and links hold the word as it is. */
    private static void assertMarked(String html, String word) {
        assertThat(html).contains(word + "\u27e8");
        assertThat(html.replaceAll("(?s)<[^>]*>", " ").replace(word + "\u27e8", ""))
                .doesNotContain(word);
    }

    @Test
    void two_thousand_hostile_rows_of_a_foreign_list_run_and_hide_on_no_page() {
        StringBuilder file = new StringBuilder("coin,address,snapshot height,balance,message,signature\n");
        for (int i = 0; i < PAYLOADS / 2; i++) {
            file.append("\"C%d\",".formatted(i % 500))
                    .append(quoted(payload()))
                    .append(",1,1,")
                    .append(quoted(payload()))
                    .append(",AA==\n");
        }
        long id = lists.add("htx_por_20250601.csv", file.toString().getBytes(StandardCharsets.UTF_8), Optional.empty())
                .list()
                .id();
        for (int page = 1; page <= 20; page++) {
            assertHarmless(page("/lists/" + id + "?page=" + page));
        }
        for (int i = 0; i < 40; i++) {
            assertHarmless(given().urlEncodingEnabled(false)
                    .accept("text/html")
                    .when()
                    .get("/lists/addresses/" + encoded(payloads.get(2 * i)))
                    .asString());
        }
        assertHarmless(page("/lists"));
    }

    private String payload() {
        int number = payloads.size();
        List<String> from = random.nextInt(3) == 0 ? HostileTexts.HIDE : HostileTexts.RUN;
        String text = from.get(random.nextInt(from.size())).formatted(number);
        payloads.add(text);
        return text;
    }

    private static void assertHarmless(String html) {
        assertThat(HostileTexts.harmIn(html)).isEmpty();
    }

    private Attribution hostile(AccountId account) {
        String publisher = payload();
        return TestClaim.of(
                        "id-" + account.address(),
                        Instant.parse("2026-11-22T10:00:00Z"),
                        account,
                        Claim.NOT_OWNED,
                        payload())
                .reason(payload())
                .evidence(List.of(new Evidence(
                        "none",
                        payload(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Verdict.inconclusive("none"))))
                .disputes(List.of(new Dispute(
                        publisher,
                        payload(),
                        "javascript:alert(1)",
                        Instant.EPOCH,
                        Optional.empty(),
                        DisputeState.ASKED)))
                .build();
    }

    private void record(Attribution claim) {
        QuarkusTransaction.requiringNew()
                .run(() -> book.record(List.of(new AddressClaim(
                        log.append(List.of(signers.entry(claim))).getFirst(), claim, Optional.empty()))));
    }

    private static String page(String path) {
        return given().accept("text/html")
                .when()
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
