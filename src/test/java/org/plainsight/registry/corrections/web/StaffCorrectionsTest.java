package org.plainsight.registry.corrections.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Cookies;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Attribution.DisputeState;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.log.TransparencyLog;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.corrections.Corrections;
import org.plainsight.registry.corrections.job.ListWatch;
import org.plainsight.registry.job.RegistryPublication;
import org.plainsight.testing.PostgresResource;
import org.plainsight.testing.StaffSession;
import org.plainsight.testing.TestClaim;

/** From a wrong label to a corrected one and back, by hand and by the watched list, as staff and publishers see it. */
@QuarkusTest
@TestProfile(StaffCorrectionsTest.OnePerson.class)
@QuarkusTestResource(PostgresResource.class)
class StaffCorrectionsTest {

    private static final Path LIST =
            Path.of("target", "test-data", "watched-" + ProcessHandle.current().pid() + ".csv");

    /** Alice may sign in, and one list is watched. */
    public static final class OnePerson implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "plainsight.staff.alice.password-hash", BcryptUtil.bcryptHash(StaffSession.PASSWORD),
                    "plainsight.corrections.watch.scan.source", LIST.toString(),
                    "plainsight.corrections.watch.scan.form", "etherscan",
                    "plainsight.corrections.watch.scan.publisher", "Labelscan & Co",
                    "plainsight.corrections.brands", "Halcyon");
        }
    }

    private static int next = 1;

    @Inject
    AddressBook book;

    @Inject
    Corrections corrections;

    @Inject
    RegistryPublication publication;

    @Inject
    ListWatch look;

    @Inject
    TransparencyLog log;

    @Inject
    StatementSigners signers;

    private Cookies alice;
    private AccountId stranger;

    @BeforeEach
    void begin() {
        alice = StaffSession.begin("alice");
        stranger = AccountId.parse("eip155:1:0x%040x".formatted(next++));
        Attribution disclaimer = TestClaim.of(
                        "id-" + stranger.address(),
                        Instant.parse("2026-11-22T10:00:00Z"),
                        stranger,
                        Claim.NOT_OWNED,
                        "Halcyon Exchange Ltd")
                .reason("It belongs to a stranger.")
                .build();
        QuarkusTransaction.requiringNew()
                .run(() -> book.record(List.of(new AddressClaim(
                        log.append(List.of(signers.entry(disclaimer))).getFirst(), disclaimer, Optional.empty()))));
    }

    @Test
    void a_wrong_label_is_asked_about_corrected_and_broken_again_and_each_step_is_in_the_log() throws Exception {
        list("Halcyon: Hot 3");
        ask("Labelscan & Co", "Halcyon: Hot 3", "https://scan.example/a").statusCode(303);
        ask("labelscan & co", "again", "https://scan.example/a").statusCode(409);
        assertThat(publication.publishCorrections()).isEqualTo(1);
        assertThat(publication.publishCorrections()).isZero();
        assertThat(state()).isEqualTo(DisputeState.ASKED);
        look.look();
        publication.publishCorrections();
        assertThat(state()).isEqualTo(DisputeState.ASKED);
        move("acknowledged").statusCode(303);
        move("broken-again").statusCode(409);
        publication.publishCorrections();
        assertThat(state()).isEqualTo(DisputeState.ACKNOWLEDGED);
        list("Nobody");
        look.look();
        publication.publishCorrections();
        assertThat(state()).isEqualTo(DisputeState.CORRECTED);
        list("halcyon hot");
        look.look();
        publication.publishCorrections();
        assertThat(state()).isEqualTo(DisputeState.BROKEN_AGAIN);
        assertThat(book.history(stranger)).hasSize(5);
        given().urlEncodingEnabled(false)
                .when()
                .get("/corrections/publishers/labelscan%20%26%20co")
                .then()
                .statusCode(200)
                .body(containsString("For Labelscan &amp; Co"))
                .body(containsString("Please correct"))
                .body(containsString("“halcyon hot”"))
                .body(containsString("asked to correct it"))
                .body(containsString("corrected once, wrong again"))
                .body(containsString("It belongs to a stranger."));
        given().urlEncodingEnabled(false)
                .when()
                .get("/corrections/publishers/labelscan%20%26%20co/open.csv")
                .then()
                .statusCode(200)
                .body(containsString(stranger.toString()));
        given().when().get("/corrections").then().statusCode(200).body(containsString("Labelscan%20%26%20Co"));
        staff().body(containsString("corrected once, wrong again")).body(containsString("scan, Labelscan"));
    }

    @Test
    void a_list_that_cannot_be_read_corrects_nothing_and_says_so() throws Exception {
        list("Halcyon");
        look.look();
        ask("Labelscan & Co", "Halcyon", "https://scan.example/a").statusCode(303);
        publication.publishCorrections();
        Files.delete(LIST);
        look.look();
        Files.writeString(LIST, "no such columns\n");
        look.look();
        publication.publishCorrections();
        assertThat(state()).isEqualTo(DisputeState.ASKED);
        staff().body(containsString("It says nothing this time."));
    }

    @Test
    void what_staff_write_is_checked_and_strangers_write_nothing() {
        ask("x", "y", "javascript:alert(1)").statusCode(400);
        ask("x\u202e", "y", "https://x.example").statusCode(400);
        ask("", "y", "https://x.example").statusCode(400);
        given().redirects()
                .follow(false)
                .when()
                .get("/staff/corrections")
                .then()
                .statusCode(302);
        given().redirects()
                .follow(false)
                .when()
                .post("/staff/corrections/ask")
                .then()
                .statusCode(302);
        given().when().get("/corrections/publishers/nobody").then().statusCode(404);
        assertThat(corrections.latest(stranger, "x")).isEmpty();
    }

    private void list(String label) throws IOException {
        Files.createDirectories(LIST.toAbsolutePath().getParent());
        Files.writeString(LIST, "Address,Name Tag\n" + stranger.address() + "," + label + "\n");
    }

    private DisputeState state() {
        return book.current(stranger)
                .orElseThrow()
                .attribution()
                .disputes()
                .getFirst()
                .state();
    }

    private ValidatableResponse ask(String publisher, String label, String url) {
        return given().cookies(alice)
                .accept("text/html")
                .redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("account", stranger.toString())
                .formParam("publisher", publisher)
                .formParam("label", label)
                .formParam("url", url)
                .when()
                .post("/staff/corrections/ask")
                .then();
    }

    private ValidatableResponse move(String state) {
        return given().cookies(alice)
                .accept("text/html")
                .redirects()
                .follow(false)
                .formParam("account", stranger.toString())
                .formParam("publisher", "LABELSCAN & CO")
                .formParam("state", state)
                .when()
                .post("/staff/corrections/move")
                .then();
    }

    private ValidatableResponse staff() {
        return given().cookies(alice)
                .accept("text/html")
                .when()
                .get("/staff/corrections")
                .then()
                .statusCode(200)
                .body(not(containsString("<script>")));
    }
}
