package org.plainsight.reserves.job;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Cookies;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AssetId;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.log.Sequencer;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.testing.Eventually;
import org.plainsight.testing.PostgresResource;
import org.plainsight.testing.StaffSession;

/** The staff's way from a balances file to the public and back, over HTTP and with two people. */
@QuarkusTest
@TestProfile(StaffPublishingTest.TwoPeople.class)
@QuarkusTestResource(PostgresResource.class)
class StaffPublishingTest {

    /** Alice and Bob may sign in. */
    public static final class TwoPeople implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            String hash = BcryptUtil.bcryptHash(StaffSession.PASSWORD);
            return Map.of("plainsight.staff.alice.password-hash", hash, "plainsight.staff.bob.password-hash", hash);
        }
    }

    private static final String EUR = "swift:0/iso4217:EUR";

    private final Snapshots snapshots;
    private final AssetBook assets;
    private final PublishingJob job;
    private final Sequencer sequencer;
    private final Path uploads;

    @TestHTTPResource("/")
    URI base;

    private Cookies alice;
    private Cookies bob;

    StaffPublishingTest(
            Snapshots snapshots,
            AssetBook assets,
            PublishingJob job,
            Sequencer sequencer,
            @ConfigProperty(name = "quarkus.http.body.uploads-directory") Path uploads) {
        this.snapshots = snapshots;
        this.assets = assets;
        this.job = job;
        this.sequencer = sequencer;
        this.uploads = uploads;
    }

    @BeforeEach
    void begin() {
        PinnedAsset euro = new PinnedAsset(AssetId.parse(EUR), "EUR", "Euro", 2, List.of());
        QuarkusTransaction.requiringNew().run(() -> assets.replace(List.of(euro)));
        alice = StaffSession.begin("alice");
        bob = StaffSession.begin("bob");
    }

    @Test
    void who_prepared_a_publication_cannot_approve_it_and_a_second_person_can() {
        String id = staged(alice, "prepared-by-alice", 12_345);
        post(alice, "/staff/publications/" + id + "/prepare").statusCode(303);
        post(alice, "/staff/publications/" + id + "/approve")
                .statusCode(403)
                .body(containsString("somebody else must decide it"));
        post(alice, "/staff/publications/" + id + "/reject").statusCode(403);
        job.look();
        assertThat(state(id)).isEqualTo(Snapshot.State.STAGED);
        post(bob, "/staff/publications/" + id + "/approve").statusCode(303);
        job.look();
        assertThat(state(id)).isEqualTo(Snapshot.State.PUBLISHED);
        given().when().get("/snapshots/" + id).then().statusCode(200).body(containsString("123.45"));
        post(bob, "/staff/publications/" + id + "/approve").statusCode(409);
    }

    @Test
    void a_published_snapshot_is_withdrawn_by_two_people_and_the_reason_is_public() {
        String id = published("withdrawn-later", 777);
        ask(alice, id, " ").statusCode(409).body(containsString("what was wrong"));
        ask(alice, id, "The export left out <one> ledger.").statusCode(303);
        ask(bob, id, "Twice.").statusCode(409);
        page(alice).body(containsString("You asked for this.")).body(not(containsString("Approve and withdraw")));
        post(alice, "/staff/withdrawals/" + id + "/approve").statusCode(403);
        assertThat(state(id)).isEqualTo(Snapshot.State.PUBLISHED);
        post(bob, "/staff/withdrawals/" + id + "/approve").statusCode(303);
        assertThat(state(id)).isEqualTo(Snapshot.State.WITHDRAWN);
        sequencer.run();
        given().when()
                .get("/incidents")
                .then()
                .statusCode(200)
                .body(containsString("The export left out &lt;one&gt; ledger."));
        given().when().get("/snapshots/" + id).then().statusCode(200).body(containsString("Withdrawn."));
        post(bob, "/staff/withdrawals/" + id + "/approve").statusCode(409);
        ask(alice, id, "Again.").statusCode(409);
    }

    @Test
    void a_dismissed_withdrawal_leaves_the_snapshot_and_may_be_asked_for_again() {
        String id = published("stands", 778);
        ask(alice, id, "A mistake of mine.").statusCode(303);
        post(alice, "/staff/withdrawals/" + id + "/dismiss").statusCode(303);
        post(bob, "/staff/withdrawals/" + id + "/approve").statusCode(409);
        assertThat(state(id)).isEqualTo(Snapshot.State.PUBLISHED);
        ask(bob, id, "No mistake.").statusCode(303);
        post(alice, "/staff/withdrawals/" + id + "/approve").statusCode(303);
        assertThat(state(id)).isEqualTo(Snapshot.State.WITHDRAWN);
    }

    @Test
    void a_refused_file_names_row_and_column_and_leaves_nothing() throws IOException {
        int before = snapshots.all().size();
        upload(
                        alice,
                        csv("bad", "-5")
                                + csv("worse", "1.5")
                                        .lines()
                                        .skip(1)
                                        .findFirst()
                                        .orElseThrow(),
                        control(2, 5))
                .statusCode(400)
                .body(containsString("row 2, column 6 (amount)"))
                .body(containsString("row 3, column 6 (amount)"))
                .body(containsString("Nothing was kept."));
        given().cookies(alice)
                .multiPart("balances", "b.csv", csv("bad", "x").getBytes(StandardCharsets.UTF_8))
                .when()
                .post("/staff/balances")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(containsString("control record"));
        assertThat(snapshots.all()).hasSize(before);
        // they are removed once the answer is out, which a reader may have before
        Eventually.await("the removal of uploads", Duration.ofSeconds(30), () -> left().isEmpty());
        assertThat(left()).as("uploads that nobody removes").isEmpty();
    }

    private List<Path> left() {
        try (Stream<Path> left = Files.list(uploads)) {
            return left.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_same_file_twice_is_one_snapshot_and_says_so() {
        String id = staged(alice, "twice", 31);
        String place = upload(bob, csv("twice", "31"), control(1, 31))
                .statusCode(303)
                .extract()
                .header("Location");
        assertThat(place).endsWith("/staff?staged=" + id + "&again=true");
        given().cookies(bob)
                .when()
                .get(place)
                .then()
                .statusCode(200)
                .body(containsString("Known."))
                .body(containsString(id));
    }

    @Test
    void a_request_that_another_site_made_the_browser_send_changes_nothing() {
        String id = staged(alice, "lured", 99);
        given().cookies(alice)
                .header("Origin", "https://evil.example")
                .redirects()
                .follow(false)
                .when()
                .post("/staff/publications/" + id + "/prepare")
                .then()
                .statusCode(403);
        given().cookies(alice)
                .header("Sec-Fetch-Site", "cross-site")
                .multiPart("balances", "b.csv", csv("evil", "1").getBytes(StandardCharsets.UTF_8))
                .multiPart("control", "c.json", control(1, 1).getBytes(StandardCharsets.UTF_8))
                .when()
                .post("/staff/balances")
                .then()
                .statusCode(403);
        page(bob).body(containsString(id)).body(not(containsString("Prepared by")));
        post(alice, "/staff/publications/" + id + "/prepare").statusCode(303);
        post(bob, "/staff/publications/" + id + "/reject").statusCode(303);
    }

    @Test
    void strangers_upload_and_decide_nothing_and_are_answered_before_their_body_is_read() throws IOException {
        assertThat(answer("POST /staff/balances", "Content-Length: 900000000")).containsAnyOf(" 302 ", " 401 ");
        assertThat(answer("POST /staff/withdrawals", "Content-Length: 0")).containsAnyOf(" 302 ", " 401 ");
        assertThat(answer("POST /staff/publications/" + "ab".repeat(16) + "/approve", "Content-Length: 0"))
                .containsAnyOf(" 302 ", " 401 ");
    }

    @Test
    void a_body_longer_than_its_place_takes_is_refused_by_its_announced_length() throws IOException {
        assertThat(answer("POST /staff/lists", "Content-Length: 50000000")).contains(" 413 ");
        assertThat(answer("POST /staff/balances", "Content-Length: 2000000000")).contains(" 413 ");
    }

    @Test
    void a_body_that_announces_no_length_is_cut_off_at_the_limit_of_its_place() throws IOException {
        String cookies = alice.asList().stream()
                .map(c -> c.getName() + "=" + c.getValue())
                .collect(Collectors.joining("; "));
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /staff/lists?name=endless.csv HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nCookie: "
                            + cookies + "\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] mebibyte = new byte[1024 * 1024];
            // One byte more than the place takes and no more, so that the answer is not lost with unread bytes.
            for (int i = 0; i < 40; i++) {
                chunk(out, mebibyte);
            }
            chunk(out, new byte[1]);
            out.flush();
            assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine())
                    .contains(" 413 ");
        }
    }

    private static void chunk(OutputStream out, byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** The status line of the answer to a request whose body never comes. */
    private String answer(String request, String header) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: " + base.getAuthority()
                                    + "\r\nContent-Type: multipart/form-data; boundary=x\r\n" + header + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private String published(String account, int amount) {
        String id = staged(alice, account, amount);
        post(alice, "/staff/publications/" + id + "/prepare").statusCode(303);
        post(bob, "/staff/publications/" + id + "/approve").statusCode(303);
        job.look();
        assertThat(state(id)).isEqualTo(Snapshot.State.PUBLISHED);
        return id;
    }

    private String staged(Cookies who, String account, int amount) {
        String place = upload(who, csv(account, Integer.toString(amount)), control(1, amount))
                .statusCode(303)
                .extract()
                .header("Location");
        assertThat(place).contains("again=false");
        return URI.create(place).getQuery().replaceAll("staged=([0-9a-f]{32}).*", "$1");
    }

    private static ValidatableResponse upload(Cookies who, String csv, String control) {
        return html(who)
                .multiPart("balances", "balances.csv", csv.getBytes(StandardCharsets.UTF_8), "text/csv")
                .multiPart("control", "control.json", control.getBytes(StandardCharsets.UTF_8), "application/json")
                .multiPart("entity", "")
                .when()
                .post("/staff/balances")
                .then();
    }

    private static String csv(String account, String amount) {
        return "account,id,entity,asset,kind,amount\n" + account + "," + "ab".repeat(32) + ",Example Ltd," + EUR + ",0,"
                + amount + "\n";
    }

    private static String control(int rows, int total) {
        return "{\"cut_off\":\"2026-01-01T00:00:00Z\",\"rows\":" + rows
                + ",\"ledger\":\"test\",\"totals\":[{\"asset\":\"" + EUR + "\",\"kind\":0,\"amount\":\"" + total
                + "\"}]}";
    }

    private static ValidatableResponse ask(Cookies who, String snapshot, String reason) {
        return html(who)
                .formParam("snapshot", snapshot)
                .formParam("reason", reason)
                .when()
                .post("/staff/withdrawals")
                .then();
    }

    private static ValidatableResponse post(Cookies who, String path) {
        return html(who).when().post(path).then();
    }

    private static ValidatableResponse page(Cookies who) {
        return html(who).when().get("/staff").then().statusCode(200);
    }

    private static RequestSpecification html(Cookies who) {
        return given().cookies(who).accept("text/html").redirects().follow(false);
    }

    private Snapshot.State state(String id) {
        return snapshots.find(id).orElseThrow().state();
    }
}
