package org.plainsight.registry.review.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.elytron.security.common.BcryptUtil;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.Registrar;
import org.plainsight.registry.declaration.DeclaredFolder;
import org.plainsight.registry.job.RegistryImport;
import org.plainsight.registry.job.RegistryPublication;
import org.plainsight.registry.review.Draft;
import org.plainsight.registry.review.Drafts;
import org.plainsight.registry.review.Quarantine;
import org.plainsight.testing.PostgresResource;
import org.plainsight.testing.StaffSession;

/** The staff's way from changed files to the public, over HTTP, with three people. */
@QuarkusTest
@TestProfile(StaffReviewTest.FourPeople.class)
@QuarkusTestResource(PostgresResource.class)
class StaffReviewTest {

    /** They may sign in. */
    public static final class FourPeople implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            String hash = BcryptUtil.bcryptHash(StaffSession.PASSWORD);
            return Map.of(
                    "plainsight.staff.alice.password-hash", hash,
                    "plainsight.staff.bob.password-hash", hash,
                    "plainsight.staff.carol.password-hash", hash);
        }
    }

    private static final int STANDING = 300;
    private static int next = 1;

    @Inject
    RegistryImport registry;

    @Inject
    RegistryPublication publication;

    @Inject
    Drafts drafts;

    @Inject
    Quarantine quarantine;

    @Inject
    AddressBook book;

    @TempDir
    Path folder;

    private final List<String> rows = new ArrayList<>();
    private Cookies alice;
    private Cookies bob;
    private Cookies carol;

    @BeforeEach
    void begin() throws IOException {
        alice = StaffSession.begin("alice");
        bob = StaffSession.begin("bob");
        carol = StaffSession.begin("carol");
        Files.createDirectories(folder.resolve("addresses"));
        Files.writeString(folder.resolve("entities.jsonl"), "{\"name\":\"Example\"}\n");
        Files.writeString(
                folder.resolve("assets.jsonl"),
                "{\"id\":\"swift:0/iso4217:EUR\",\"symbol\":\"EUR\",\"name\":\"Euro\",\"decimals\":2,\"representations\":[]}");
        rows.clear();
        for (int i = 0; i < STANDING; i++) {
            rows.add(disclaimed(next++));
        }
        long first = stage();
        post(alice, first, "prepare").statusCode(303);
        post(bob, first, "approve").statusCode(303);
        post(carol, first, "approve");
        publish(first);
    }

    @Test
    void who_submitted_a_draft_cannot_approve_it_and_a_second_person_can() throws IOException {
        int fresh = next++;
        rows.add(disclaimed(fresh));
        long draft = stage();
        overview(bob).body(containsString("Submit for approval")).body(containsString("1 join"));
        post(alice, draft, "approve").statusCode(409).body(containsString("submit it first"));
        post(alice, draft, "prepare").statusCode(303);
        post(alice, draft, "approve").statusCode(403).body(containsString("others must approve"));
        post(alice, draft, "reject").statusCode(403);
        overview(alice)
                .body(containsString("Others must sign in"))
                .body(not(containsString("type=\"submit\">Approve")));
        publication.publish(draft);
        assertThat(book.current(account(fresh))).isEmpty();
        post(bob, draft, "approve").statusCode(303);
        publish(draft);
        assertThat(book.current(account(fresh))).isPresent();
        post(carol, draft, "approve").statusCode(409).body(containsString("published already"));
    }

    @Test
    void a_draft_above_one_in_a_hundred_takes_two_approvals_by_two_people() throws IOException {
        List<Integer> fresh = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            fresh.add(next);
            rows.add(disclaimed(next++));
        }
        long draft = stage();
        overview(bob).body(containsString("of 300 rows change, more than 1 %"));
        post(alice, draft, "prepare").statusCode(303);
        post(bob, draft, "approve").statusCode(303);
        post(bob, draft, "approve").statusCode(403).body(containsString("third person"));
        post(alice, draft, "approve").statusCode(403);
        overview(bob).body(containsString("The second approval takes a third person."));
        publication.publish(draft);
        assertThat(book.current(account(fresh.getFirst()))).isEmpty();
        post(carol, draft, "approve").statusCode(303);
        publish(draft);
        assertThat(fresh).allSatisfy(n -> assertThat(book.current(account(n))).isPresent());
    }

    @Test
    void a_rejected_draft_changes_nothing_and_stays_rejected() throws IOException {
        int fresh = next++;
        rows.add(disclaimed(fresh));
        long draft = stage();
        post(alice, draft, "prepare").statusCode(303);
        post(bob, draft, "reject").statusCode(303);
        post(carol, draft, "approve").statusCode(409);
        publication.publish(draft);
        assertThat(book.current(account(fresh))).isEmpty();
        overview(alice).body(containsString("rejected"));
    }

    @Test
    void every_change_is_there_to_read_in_words_and_by_kind() throws IOException {
        rows.set(0, rows.getFirst().replace("\"not_owned\"", "\"formerly_owned\""));
        int fresh = next++;
        rows.add(owned(fresh, ""));
        long draft = stage();
        page(bob, "/staff/registry/drafts/" + draft)
                .body(containsString("claim not owned → formerly owned"))
                .body(containsString(account(fresh).toString()));
        page(bob, "/staff/registry/drafts/" + draft + "?kind=joined")
                .body(containsString("role hot"))
                .body(not(containsString("claim not owned → formerly owned")));
        page(bob, "/staff/registry").body(containsString("bare claims"));
        given().cookies(bob)
                .when()
                .get("/staff/registry/drafts/" + draft + "?kind=odd")
                .then()
                .statusCode(400);
        given().cookies(bob).when().get("/staff/registry/drafts/999999").then().statusCode(404);
    }

    @Test
    void a_held_row_is_confirmed_by_another_person_than_who_submitted_it() throws IOException {
        int fresh = next++;
        rows.add(owned(fresh, proof("quantum")));
        long draft = stage();
        page(bob, "/staff/registry/drafts/" + draft + "?kind=held").body(containsString("quantum"));
        post(alice, draft, "prepare").statusCode(303);
        post(bob, draft, "approve").statusCode(303);
        post(carol, draft, "approve");
        publish(draft);
        assertThat(book.current(account(fresh))).isEmpty();
        String digest = quarantine.find(account(fresh)).orElseThrow().digest();
        overview(bob).body(containsString(digest));
        overview(alice).body(not(containsString(digest))).body(containsString("somebody else may confirm"));
        confirm(alice, fresh, digest).statusCode(403).body(containsString("somebody else must confirm"));
        confirm(bob, fresh, "00".repeat(32)).statusCode(409);
        confirm(bob, fresh, digest).statusCode(303);
        confirm(carol, fresh, digest).statusCode(409).body(containsString("confirmed already"));
        publication.lookAtHeld();
        Attribution live = book.current(account(fresh)).orElseThrow().attribution();
        assertThat(live.ownership().word()).isEqualTo("inconclusive");
        given().when()
                .get("/addresses/" + account(fresh))
                .then()
                .statusCode(200)
                .body(containsString("inconclusive"));
    }

    @Test
    void an_invalid_proof_is_never_confirmed() throws IOException {
        int fresh = next++;
        rows.add(owned(fresh, proof("eip191").replace("\"text\"", "\"" + challengeOfAnother() + "\"")));
        long draft = stage();
        post(alice, draft, "prepare").statusCode(303);
        post(bob, draft, "approve").statusCode(303);
        post(carol, draft, "approve");
        publish(draft);
        assertThat(book.current(account(fresh))).isEmpty();
        String digest = quarantine.find(account(fresh)).orElseThrow().digest();
        overview(bob).body(containsString("Declare a better proof"));
        confirm(bob, fresh, digest).statusCode(409).body(containsString("invalid"));
    }

    @Test
    void strangers_and_other_sites_decide_nothing() throws IOException {
        rows.add(disclaimed(next++));
        long draft = stage();
        given().redirects().follow(false).when().get("/staff/registry").then().statusCode(302);
        given().redirects()
                .follow(false)
                .when()
                .post("/staff/registry/drafts/" + draft + "/prepare")
                .then()
                .statusCode(302);
        given().cookies(alice)
                .header("Origin", "https://evil.example")
                .redirects()
                .follow(false)
                .when()
                .post("/staff/registry/drafts/" + draft + "/prepare")
                .then()
                .statusCode(403);
        assertThat(drafts.find(draft).orElseThrow().state()).isEqualTo(Draft.State.STAGED);
    }

    private long stage() throws IOException {
        Files.writeString(folder.resolve("addresses").resolve("a.jsonl"), String.join("\n", rows));
        return registry.stage(new DeclaredFolder(folder), Registrar.Mode.RETRACT_VANISHED, true, n -> {})
                .draft()
                .id();
    }

    private void publish(long draft) {
        Draft done = publication.publish(draft);
        assertThat(done.state()).as(done.failure().orElse("")).isEqualTo(Draft.State.PUBLISHED);
    }

    private static ValidatableResponse post(Cookies who, long draft, String deed) {
        return given().cookies(who)
                .accept("text/html")
                .redirects()
                .follow(false)
                .when()
                .post("/staff/registry/drafts/" + draft + "/" + deed)
                .then();
    }

    private static ValidatableResponse confirm(Cookies who, int number, String digest) {
        return given().cookies(who)
                .accept("text/html")
                .redirects()
                .follow(false)
                .formParam("account", account(number).toString())
                .formParam("digest", digest)
                .when()
                .post("/staff/registry/held/confirm")
                .then();
    }

    private static ValidatableResponse overview(Cookies who) {
        return page(who, "/staff/registry");
    }

    private static ValidatableResponse page(Cookies who, String path) {
        return given().cookies(who).accept("text/html").when().get(path).then().statusCode(200);
    }

    private static AccountId account(int number) {
        return AccountId.parse("eip155:31337:0x%040x".formatted(number));
    }

    private static String disclaimed(int number) {
        return "{\"id\":\"id-%d\",\"address\":\"%s\",\"claim\":\"not_owned\",\"entity\":\"Example\",\"reason\":\"A stranger's.\"}"
                .formatted(number, account(number));
    }

    private static String owned(int number, String more) {
        return "{\"id\":\"id-%d\",\"address\":\"%s\",\"claim\":\"owned\",\"entity\":\"Example\",\"role\":\"hot\",\"purpose\":\"client\"%s}"
                .formatted(number, account(number), more);
    }

    private static String proof(String method) {
        return ",\"evidence\":[{\"method\":\"" + method + "\",\"message\":\"text\",\"signatures\":[\"0x00\"]}]";
    }

    private static String challengeOfAnother() {
        return "localhost wallet ownership v1\\nentity: Example\\naddress: " + account(999_999)
                + "\\nsnapshot: 2026-11\\nblock: 5 " + "ab".repeat(32) + "\\nexpires: 2099-02-28";
    }
}
