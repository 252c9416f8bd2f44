package org.plainsight.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.plainsight.feed.job.LogEvents;
import org.plainsight.merkle.Hash32;
import org.plainsight.testing.EventStreamIds;
import org.w3c.dom.Document;

/** What consumers pull, from a running portal. */
@QuarkusTest
@TestProfile(SampleProfile.class)
class FeedInTheSampleTest {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String TOMBSTONES = "http://purl.org/atompub/tombstones/1.0";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    URI base;

    @Inject
    LogEvents events;

    private static Response get(String path) {
        return given().header("Accept-Encoding", "identity").get(path);
    }

    @Test
    void every_file_of_the_manifest_is_there_byte_for_byte_and_its_receipt_names_the_same_digest() throws Exception {
        Response manifest = get("/feed/v1/exports");
        assertThat(manifest.statusCode()).isEqualTo(200);
        List<Map<String, Object>> files = manifest.jsonPath().getList("files");
        assertThat(files).hasSize(9);
        for (Map<String, Object> file : files) {
            String path = (String) file.get("path");
            byte[] body = bytes(path);
            assertThat(Hash32.sha256(body).toHex()).as(path).isEqualTo(file.get("sha256"));
            assertThat(body.length).as(path).isEqualTo(((Number) file.get("bytes")).intValue());
            Response receipt = get("/feed/v1/receipts/" + path.substring(path.lastIndexOf('/') + 1));
            assertThat(receipt.jsonPath().getString("sha256")).isEqualTo(file.get("sha256"));
            assertThat(receipt.jsonPath().getString("checkpoint"))
                    .contains("\n" + manifest.jsonPath().getInt("log_size") + "\n");
            assertThat(get("/feed/v1/receipts/" + path.substring(path.lastIndexOf('/') + 1) + ".tlog-proof")
                            .asString())
                    .startsWith("c2sp.org/tlog-proof@v1\nindex "
                            + (manifest.jsonPath().getInt("log_size") - 1) + "\n")
                    .endsWith(receipt.jsonPath().getString("checkpoint"));
        }
        assertThat(get("/feed/v1/receipts/nothing.csv.tlog-proof").statusCode()).isEqualTo(404);
    }

    @Test
    void
            the_atom_feed_is_well_formed_and_has_an_entry_for_each_of_the_newest_claims_and_a_tombstone_for_what_they_replaced()
                    throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        Document feed = factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes("/feed/v1/atom.xml")));
        assertThat(feed.getDocumentElement().getNamespaceURI()).isEqualTo(ATOM);
        List<Map<String, Object>> standing =
                get("/feed/v1/addresses.json").jsonPath().getList("addresses");
        List<Map<String, Object>> newest = standing.stream()
                .sorted(Comparator.comparingInt(claim -> -(Integer) claim.get("index")))
                .limit(100)
                .toList();
        assertThat(newest).isNotEmpty();
        assertThat(feed.getElementsByTagNameNS(ATOM, "entry").getLength()).isEqualTo(newest.size());
        assertThat(feed.getElementsByTagNameNS(TOMBSTONES, "deleted-entry").getLength())
                .isEqualTo(newest.stream()
                        .mapToInt(claim -> ((List<?>) claim.get("supersedes")).size())
                        .sum());
    }

    @Test
    void what_the_list_shows_under_a_filter_comes_as_a_file_in_its_order_and_nothing_else() {
        List<Map<String, Object>> all =
                get("/feed/v1/addresses.json").jsonPath().getList("addresses");
        for (String claim : List.of("owned", "not_owned", "formerly_owned")) {
            Response shown = get("/feed/v1/matching.json?sort=newest&claim=" + claim);
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.header("Content-Disposition")).contains("attachment");
            assertThat(shown.jsonPath().getList("addresses"))
                    .isEqualTo(all.stream()
                            .filter(entry -> entry.get("claim").equals(claim))
                            .sorted(Comparator.comparingInt(entry -> -(Integer) entry.get("index")))
                            .toList());
        }
        assertThat(get("/feed/v1/matching.csv?claim=owned").asString().lines().count())
                .isEqualTo(1
                        + all.stream()
                                .filter(e -> e.get("claim").equals("owned"))
                                .count());
        assertThat(get("/feed/v1/matching.csv?claim=mine").statusCode()).isEqualTo(400);
        assertThat(get("/feed/v1/matching.exe").statusCode()).isEqualTo(404);
        assertThat(get("/addresses?claim=owned&sort=newest").asString())
                .contains("href=\"/feed/v1/matching.csv?claim=owned&amp;sort=newest\"");
    }

    /** The body as it is sent, by a client that decodes nothing. */
    private byte[] bytes(String path) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            return answer.body();
        }
    }

    @Test
    void the_stream_brings_every_claim_behind_the_place_where_the_listener_was() throws Exception {
        List<Integer> indices = get("/feed/v1/changes?after=-1").jsonPath().getList("changes.index");
        assertThat(indices).hasSizeGreaterThan(3);
        assertThat(EventStreamIds.first(
                        indices.size() - 2,
                        base.resolve("/feed/v1/events"),
                        "Accept",
                        "text/event-stream",
                        "Last-Event-ID",
                        indices.get(1).toString()))
                .extracting(Integer::valueOf)
                .containsExactlyElementsOf(indices.subList(2, indices.size()));
    }

    @Test
    void an_answer_at_the_door_is_the_one_that_the_web_framework_gives() throws Exception {
        List<String> paths = List.of(
                "/feed/v1/addresses.json",
                "/feed/v1/addresses.csv",
                "/feed/v1/exports",
                "/feed/v1/exports/disclaimed.json",
                "/feed/v1/receipts/addresses.csv",
                "/feed/v1/atom.xml",
                "/feed/v1/datapackage.json",
                "/feed/v1/changes?after=-1&limit=3",
                "/feed/v1/nothing",
                "/feed/v1/changes?after=x&limit=3");
        for (String path : paths) {
            HttpResponse<byte[]> first = send(path, "GET", "", "");
            String tag = first.headers().firstValue("ETag").orElse("none");
            for (String encoding : List.of("", "gzip", "deflate", "gzip;q=0", "br, gzip")) {
                for (String known : List.of("", tag, "W/" + tag, "*", "\"other\", " + tag)) {
                    for (String method : List.of("GET", "HEAD")) {
                        HttpResponse<byte[]> door = send(path, method, encoding, known);
                        HttpResponse<byte[]> usual =
                                send(path, method, encoding, known, "Accept", "*/*", "Accept", "*/*");
                        String asked = method + " " + path + " " + encoding + " " + known;
                        assertThat(door.statusCode()).as(asked).isEqualTo(usual.statusCode());
                        assertThat(headers(door)).as(asked).isEqualTo(headers(usual));
                        assertThat(door.body()).as(asked).isEqualTo(usual.body());
                    }
                }
            }
        }
    }

    private static Map<String, List<String>> headers(HttpResponse<?> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return headers;
    }

    private HttpResponse<byte[]> send(String path, String method, String encoding, String known, String... more)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .version(HttpClient.Version.HTTP_1_1)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!encoding.isEmpty()) {
            request.header("Accept-Encoding", encoding);
        }
        if (!known.isEmpty()) {
            request.header("If-None-Match", known);
        }
        if (more.length > 0) {
            request.headers(more);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void the_places_that_discovery_names_are_there() {
        Map<String, String> places =
                get("/.well-known/plainsight.json").jsonPath().getMap("$");
        assertThat(places).containsKeys("feed", "changes", "exports", "atom", "log");
        places.forEach((name, path) -> {
            boolean needsMore = List.of("events", "event_stream", "presence", "log", "log_key")
                    .contains(name);
            if (!needsMore) {
                assertThat(get(path).statusCode()).as(path).isEqualTo(200);
            }
        });
        assertThat(get("/.well-known/xrp-ledger.toml").statusCode()).isEqualTo(404);
        Response security = get("/.well-known/security.txt");
        assertThat(security.statusCode()).isEqualTo(200);
        assertThat(security.asString())
                .matches(
                        "Contact: mailto:security@portal\\.example\nExpires: [0-9-]{10}T00:00:00Z\nPreferred-Languages: en\n");
    }

    @Test
    void an_address_nobody_spoke_of_is_proven_absent() {
        Response absent = get("/feed/v1/presence?address=eip155:1:0x" + "ab".repeat(20));
        assertThat(absent.statusCode()).isEqualTo(200);
        assertThat(absent.jsonPath().getBoolean("present")).isFalse();
        assertThat(get("/feed/v1/presence?address=nonsense").statusCode()).isEqualTo(400);
        Response present = get("/feed/v1/presence?address=" + SampleClaims.STRANGER);
        assertThat(present.jsonPath().getBoolean("present")).isTrue();
        assertThat(present.jsonPath().getString("list_root"))
                .isEqualTo(get("/feed/v1/exports").jsonPath().getString("list_root"));
    }

    @Test
    void a_look_back_stays_equal_and_never_reaches_beyond_the_log() {
        Response once = get("/feed/v1/addresses.json?as-of=3");
        assertThat(once.statusCode()).isEqualTo(200);
        assertThat(once.jsonPath().getInt("log_size")).isEqualTo(3);
        assertThat(get("/feed/v1/addresses.json?as-of=3").header("ETag")).isEqualTo(once.header("ETag"));
        assertThat(get("/feed/v1/addresses.json?as-of=99999999").statusCode()).isEqualTo(400);
        assertThat(get("/feed/v1/addresses.json?at=eip155:1").statusCode()).isEqualTo(400);
        assertThat(get("/feed/v1/addresses.csv?at=eip155:1@5").statusCode()).isEqualTo(200);
    }

    @Test
    void a_cursor_beyond_the_log_is_an_error_and_no_empty_answer() {
        int size = get("/feed/v1/changes?after=-1").jsonPath().getInt("log_size");
        Response last = get("/feed/v1/changes?after=" + (size - 1));
        assertThat(last.statusCode()).isEqualTo(200);
        assertThat(last.jsonPath().getList("changes")).isEmpty();
        Response beyond = get("/feed/v1/changes?after=" + size);
        assertThat(beyond.statusCode()).isEqualTo(400);
        assertThat(beyond.contentType()).startsWith("application/problem+json");
        assertThat(beyond.asString()).contains("after: the log has " + size + " entries");
    }

    /** As it is sent, by a client that decodes nothing. */
    private HttpResponse<String> plain(String method, String path, String... headers) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(base.resolve(path)).method(method, HttpRequest.BodyPublishers.noBody());
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void a_part_of_the_log_says_the_same_in_all_three_forms_and_its_headers_carry_the_cursor() throws Exception {
        List<Integer> json = get("/feed/v1/changes?after=-1&limit=3").jsonPath().getList("changes.index");
        assertThat(json).hasSize(3);
        HttpResponse<String> lines = plain("GET", "/feed/v1/changes?after=-1&limit=3&format=ndjson");
        assertThat(header(lines, "Content-Type")).startsWith("application/x-ndjson");
        assertThat(lines.body().lines()).hasSize(3);
        HttpResponse<String> rows = plain("GET", "/feed/v1/changes?after=-1&limit=3", "Accept", "text/csv");
        assertThat(header(rows, "Content-Type")).startsWith("text/csv");
        assertThat(rows.body().lines().skip(1).map(row -> Integer.valueOf(row.substring(0, row.indexOf(',')))))
                .containsExactlyElementsOf(json);
        for (HttpResponse<String> form : List.of(lines, rows)) {
            assertThat(header(form, "Plainsight-Next")).isEqualTo(json.getLast().toString());
            assertThat(header(form, "Plainsight-More")).isEqualTo("true");
            assertThat(header(form, "Plainsight-Count")).isEqualTo("3");
        }
        assertThat(get("/feed/v1/changes?format=xml").statusCode()).isEqualTo(400);
    }

    @Test
    void a_client_that_has_the_bytes_is_told_so_for_every_body_of_the_feed() throws Exception {
        for (String path : List.of(
                "/feed/v1/addresses.json",
                "/feed/v1/addresses.ndjson",
                "/feed/v1/addresses.csv",
                "/feed/v1/changes?after=-1",
                "/feed/v1/exports",
                "/feed/v1/exports/tagpack.yaml",
                "/feed/v1/atom.xml",
                "/feed/v1/datapackage.json")) {
            HttpResponse<String> first = plain("GET", path);
            assertThat(first.statusCode()).as(path).isEqualTo(200);
            String tag = header(first, "ETag");
            HttpResponse<String> again = plain("GET", path, "If-None-Match", tag);
            assertThat(again.statusCode()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(header(again, "ETag")).isEqualTo(tag);
            HttpResponse<String> head = plain("HEAD", path);
            assertThat(head.statusCode()).as(path).isEqualTo(200);
            assertThat(header(head, "ETag")).isEqualTo(tag);
            assertThat(header(plain("GET", path, "Accept-Encoding", "gzip"), "ETag"))
                    .endsWith("-gzip\"");
        }
    }

    @Test
    void events_have_a_page_json_atom_and_a_stream_under_one_filter() throws Exception {
        events.round();
        Response all = get("/events/all.json?limit=1000");
        List<Map<String, Object>> listed = all.jsonPath().getList("events");
        assertThat(listed).isNotEmpty();
        assertThat(all.jsonPath().getBoolean("more")).isFalse();
        Map<String, Object> claim = listed.stream()
                .filter(e -> e.get("kind").equals("disclaimer"))
                .findFirst()
                .orElseThrow();
        String query = "?kind=disclaimer&address=" + claim.get("address");
        assertThat(get("/events/all.json" + query).jsonPath().getList("events.id"))
                .containsExactly((Integer) claim.get("id"));
        assertThat(get("/events/" + claim.get("id")).asString()).contains("log index", (String) claim.get("address"));
        assertThat(get("/events/" + claim.get("id") + ".json").jsonPath().getString("key"))
                .isEqualTo(claim.get("key"));
        assertThat(get("/events" + query).asString()).contains("/events/" + claim.get("id"));
        assertThat(plain("GET", "/events/atom.xml" + query).body()).containsOnlyOnce("<entry>");
        assertThat(get("/events?kind=nonsense").statusCode()).isEqualTo(400);
        assertThat(get("/events/99999999").statusCode()).isEqualTo(404);
        assertThat(get("/watch").statusCode()).isEqualTo(200);
        assertThat(EventStreamIds.first(1, base.resolve("/events/stream" + query + "&after=0")))
                .containsExactly(claim.get("id").toString());
    }

    @Test
    void the_key_of_the_webhooks_is_found_where_discovery_says() {
        String path = get("/.well-known/plainsight.json").jsonPath().getString("webhook_key");
        assertThat(get(path).asString()).startsWith("whpk_");
        assertThat(given().redirects().follow(false).get("/staff/webhooks").statusCode())
                .isIn(302, 401);
    }

    @Test
    void listeners_are_given_every_claim_behind_the_one_they_saw_last() throws Exception {
        List<Integer> all = get("/feed/v1/changes?after=-1").jsonPath().getList("changes.index");
        assertThat(EventStreamIds.first(
                        all.size() - 1,
                        base.resolve("/feed/v1/events"),
                        "Last-Event-ID",
                        Integer.toString(all.getFirst())))
                .containsExactlyElementsOf(
                        all.stream().skip(1).map(String::valueOf).toList());
        assertThat(given().header("Last-Event-ID", "x").get("/feed/v1/events").statusCode())
                .isEqualTo(400);
    }
}
