package org.plainsight.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Cookies;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Attribution.Dispute;
import org.plainsight.disclosure.Attribution.DisputeState;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.event.Citation;
import org.plainsight.event.EventKind;
import org.plainsight.event.PublicEvent;
import org.plainsight.event.PublicEvents;
import org.plainsight.feed.export.LabelExport;
import org.plainsight.foreignlist.ListImport;
import org.plainsight.log.Sequencer;
import org.plainsight.log.TransparencyLog;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.Registrar;
import org.plainsight.registry.corrections.Correction;
import org.plainsight.registry.corrections.Corrections;
import org.plainsight.registry.corrections.WatchedList;
import org.plainsight.registry.declaration.DeclaredFolder;
import org.plainsight.registry.job.RegistryImport;
import org.plainsight.registry.labels.LabelFinding;
import org.plainsight.registry.labels.PublishedLabel;
import org.plainsight.testing.EventStreamIds;
import org.plainsight.testing.HostileTexts;
import org.plainsight.testing.PostgresResource;
import org.plainsight.testing.StaffSession;
import org.plainsight.testing.TestClaim;

/**
 * One hostile text of each kind in everything that strangers and operators write, and then every address that the portal
 * answers: no page runs or hides any of it, and every file is still one of its format. A route that is new fails here until
 * it says where it shows such text.
 */
@QuarkusTest
@TestProfile(HostileTextOnEveryRouteTest.OnePerson.class)
@QuarkusTestResource(PostgresResource.class)
class HostileTextOnEveryRouteTest {

    private static final Set<String> ATOM =
            Set.of("http://www.w3.org/2005/Atom", "http://purl.org/atompub/tombstones/1.0");

    /** Who may sign in. */
    public static final class OnePerson implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("plainsight.staff.alice.password-hash", BcryptUtil.bcryptHash(StaffSession.PASSWORD));
        }
    }

    /** Numbers, digests and texts of our own, or nothing without a published snapshot; browsers get no page from them. */
    private static final Set<String> WITHOUT_TEXT_OF_OTHERS = Set.of(
            "/log/checkpoint",
            "/log/verifier-key",
            "/log/witness-policy",
            "/log/consistency/{from}/{to}",
            "/log/tile/{path}",
            "/snapshots/{id}",
            "/snapshots/{id}/holdings.json",
            "/snapshots/{id}/evidence/{sha256}",
            "/snapshots/{id}/tiles/{name}",
            "/snapshots/{id}/state.json",
            "/snapshots/{id}/{name}",
            "/snapshots/{id}/upper-tree",
            "/proofs/{capability}",
            "/incidents/providers/{id}/proof",
            "/addresses/{account}/block-at",
            "/files/{sha256}.{extension}",
            "/verify/plainsight-check.html",
            "/.well-known/webhook-key",
            "/.well-known/security.txt");

    /** Without an end: read until every text has come. */
    private static final Map<String, String> STREAMS =
            Map.of("/feed/v1/events", "/feed/v1/events?after=-1", "/events/stream", "/events/stream?after=0");

    /** Each file of these must give every text back, to the letter. */
    private static final Set<String> WITH_EVERY_TEXT = Set.of(
            "/feed/v1/addresses",
            "/feed/v1/addresses.{extension}",
            "/feed/v1/matching.{extension}",
            "/feed/v1/changes",
            "/feed/v1/atom.xml",
            "/events/all.json",
            "/events/atom.xml");

    private static final List<String> CORRECTION_FORMS =
            List.of("txt", "yaml", "csv", "json", "oli.csv", "etherscan.csv", "defillama.json", "ton-labels.jsonl");

    @TestHTTPResource
    URI root;

    @Inject
    AddressBook book;

    @Inject
    TransparencyLog log;

    @Inject
    RegistryImport registry;

    @Inject
    Sequencer sequencer;

    @Inject
    StatementSigners signers;

    @Inject
    ListImport lists;

    @Inject
    PublicEvents events;

    @Inject
    Corrections corrections;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> texts = new ArrayList<>();
    private final List<AccountId> accounts = new ArrayList<>();
    private long list;
    private long incident;
    private long draft;

    @TempDir
    Path folder;

    private void publish() throws IOException {
        HostileTexts.RUN.forEach(text -> texts.add(text.formatted(7)));
        HostileTexts.HIDE.forEach(text -> texts.add(text.formatted(8)));
        texts.addAll(HostileTexts.LOOK_ALIKE);
        texts.addAll(HostileTexts.formulas().subList(0, 8));
        List<String> chains = List.of("eip155:1:0x%040x", "xrpl:0:r%030x", "stellar:pubnet:G%055x");
        for (int i = 0; i < texts.size(); i++) {
            accounts.add(AccountId.parse(chains.get(i % 3).formatted(0xbad0000 + i)));
            String text = texts.get(i);
            Dispute dispute =
                    new Dispute(text, text, "javascript:alert(1)", Instant.EPOCH, Optional.empty(), DisputeState.ASKED);
            record(TestClaim.of(
                            "id-" + i, Instant.EPOCH, accounts.get(i), i % 2 == 0 ? Claim.OWNED : Claim.NOT_OWNED, text)
                    .purpose(text)
                    .reason(text)
                    .disputes(List.of(dispute))
                    .build());
            events.raise(List.of(new PublicEvent(
                    "test:" + i,
                    EventKind.CLAIM,
                    Instant.EPOCH,
                    Optional.of(accounts.get(i)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(text),
                    text,
                    "/log",
                    new Citation(text, Optional.empty(), Optional.empty(), Optional.empty()))));
            corrections.add(new Correction(accounts.get(i), dispute, text, Instant.EPOCH));
        }
        corrections.saw(new WatchedList(
                texts.getFirst(),
                texts.get(1),
                Instant.EPOCH,
                1,
                List.of(new LabelFinding(
                        LabelFinding.Kind.CALLS_OURS_WHAT_IS_NOT,
                        new PublishedLabel(accounts.getFirst(), texts.get(2), texts.get(3)),
                        texts.get(5))),
                Optional.of(texts.get(4))));
        incident = QuarkusTransaction.requiringNew()
                .call(() -> log.append(List.of(signers.entry(new IncidentStatement(
                                IncidentStatement.Kind.UNAVAILABLE_PROVIDER,
                                Instant.EPOCH,
                                String.join(" ", texts),
                                Optional.empty(),
                                Optional.empty()))))
                        .getFirst());
        StringBuilder file = new StringBuilder("coin,address,snapshot height,balance,message,signature\n");
        texts.forEach(text -> file.append("BTC,")
                .append(quoted(text))
                .append(",1,1,")
                .append(quoted(text))
                .append(",AA==\n"));
        draft = stage();
        sequencer.run();
        list = lists.add("htx_por_20250601.csv", file.toString().getBytes(StandardCharsets.UTF_8), Optional.empty())
                .list()
                .id();
    }

    /** What the door lets in: a reason is any text in which nothing hides. */
    private long stage() throws IOException {
        Files.createDirectories(folder.resolve("addresses"));
        Files.writeString(folder.resolve("entities.jsonl"), "{\"name\":\"Example\"}\n");
        Files.writeString(
                folder.resolve("assets.jsonl"),
                "{\"id\":\"swift:0/iso4217:EUR\",\"symbol\":\"EUR\",\"name\":\"Euro\",\"decimals\":2,\"representations\":[]}");
        ObjectMapper json = new ObjectMapper();
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < HostileTexts.RUN.size(); i++) {
            rows.append(json.writeValueAsString(Map.of(
                            "id",
                            "draft-" + i,
                            "address",
                            "eip155:1:0x%040x".formatted(0xd4af7000L + i),
                            "claim",
                            "not_owned",
                            "entity",
                            "Example",
                            "reason",
                            HostileTexts.RUN.get(i).formatted(9))))
                    .append('\n');
        }
        Files.writeString(folder.resolve("addresses").resolve("a.jsonl"), rows);
        return registry.stage(new DeclaredFolder(folder), Registrar.Mode.RETRACT_VANISHED, true, n -> {})
                .draft()
                .id();
    }

    private void record(Attribution claim) {
        QuarkusTransaction.requiringNew()
                .run(() -> book.record(List.of(new AddressClaim(
                        log.append(List.of(signers.entry(claim))).getFirst(), claim, Optional.empty()))));
    }

    /** For every route with text of others, where to look. */
    private Map<String, List<String>> table() {
        Map<String, List<String>> table = new TreeMap<>();
        for (String plain : List.of(
                "/",
                "/log",
                "/snapshots",
                "/lists",
                "/incidents",
                "/incidents/providers",
                "/addresses",
                "/addresses/changes",
                "/corrections",
                "/events",
                "/events/all.json",
                "/events/atom.xml",
                "/watch",
                "/check",
                "/enrol",
                "/receipt",
                "/verify",
                "/login",
                "/assets.jsonl",
                "/feed/v1/addresses",
                "/feed/v1/atom.xml",
                "/feed/v1/datapackage.json",
                "/feed/v1/exports",
                "/.well-known/plainsight.json",
                "/.well-known/xrp-ledger.toml",
                "/.well-known/stellar.toml",
                "/staff",
                "/staff/balances",
                "/staff/corrections",
                "/staff/lists",
                "/staff/registry",
                "/staff/webhooks")) {
            table.put(plain, List.of(plain));
        }
        table.put("/log/entries/{index}", List.of("/log/entries/" + incident, "/log/entries/0"));
        table.put("/log/entries/{index}/receipt", List.of("/log/entries/" + incident + "/receipt"));
        table.put("/staff/registry/drafts/{id}", List.of("/staff/registry/drafts/" + draft));
        table.put("/lists/{id}", List.of("/lists/" + list, "/lists/" + list + "?page=2"));
        table.put("/lists/{id}.csv", List.of("/lists/" + list + ".csv"));
        table.put("/lists/{id}.json", List.of("/lists/" + list + ".json"));
        table.put("/lists/addresses/{address}", each("/lists/addresses/", ""));
        table.put("/lists/addresses/{address}.json", each("/lists/addresses/", ".json"));
        table.put("/corrections/publishers/{publisher}", each("/corrections/publishers/", ""));
        List<String> open = new ArrayList<>();
        for (int form = 0; form < CORRECTION_FORMS.size(); form++) {
            List<String> all = each("/corrections/publishers/", "/open." + CORRECTION_FORMS.get(form));
            for (int i = form % 3; i < all.size(); i += 3) {
                open.add(all.get(i));
            }
        }
        table.put("/corrections/publishers/{publisher}/open.{form}", open);
        table.put(
                "/addresses/{account}",
                accounts.stream().map(a -> "/addresses/" + a).toList());
        table.put("/feed/v1/addresses.{extension}", extensions("/feed/v1/addresses."));
        table.put("/feed/v1/matching.{extension}", extensions("/feed/v1/matching."));
        table.put(
                "/feed/v1/changes",
                List.of(
                        "/feed/v1/changes?format=json",
                        "/feed/v1/changes?format=ndjson",
                        "/feed/v1/changes?format=csv"));
        table.put("/feed/v1/presence", List.of("/feed/v1/presence?address=" + accounts.getFirst()));
        table.put("/feed/v1/receipts/{name}", List.of("/feed/v1/receipts/addresses.json.tlog-proof"));
        table.put(
                "/feed/v1/exports/{name}",
                List.of(LabelExport.values()).stream()
                        .map(e -> "/feed/v1/exports/" + e.path())
                        .toList());
        long last = events.last();
        List<String> single = new ArrayList<>();
        List<String> programs = new ArrayList<>();
        for (long id = last - texts.size() + 1; id <= last; id++) {
            single.add("/events/" + id);
            programs.add("/events/" + id + ".json");
        }
        table.put("/events/{id}", single);
        table.put("/events/{id}.json", programs);
        return table;
    }

    private List<String> each(String before, String after) {
        return texts.stream().map(text -> before + encoded(text) + after).toList();
    }

    private static List<String> extensions(String path) {
        return List.of(path + "json", path + "ndjson", path + "csv");
    }

    private static Set<String> routes() {
        return DeclaredRoute.all().stream()
                .filter(DeclaredRoute::isGet)
                .map(DeclaredRoute::path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void no_page_runs_or_hides_a_hostile_text_and_every_file_stays_one_of_its_format() throws Exception {
        publish();
        Map<String, List<String>> table = table();
        Set<String> known = new TreeSet<>(table.keySet());
        known.addAll(WITHOUT_TEXT_OF_OTHERS);
        known.addAll(STREAMS.keySet());
        assertThat(routes()).containsExactlyElementsOf(known);

        Cookies alice = StaffSession.begin("alice");
        List<String> harm = new ArrayList<>();
        for (var row : table.entrySet()) {
            for (String url : row.getValue()) {
                HttpResponse<byte[]> answer = get(url, alice);
                assertThat(answer.statusCode()).as(url).isEqualTo(200);
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .as(url)
                        .contains("nosniff");
                if (type(answer).equals("text/html")) {
                    HostileTexts.harmIn(new String(answer.body(), StandardCharsets.UTF_8))
                            .forEach(found -> harm.add(url + ": " + found));
                } else {
                    List<String> said = words(url, type(answer), answer.body());
                    if (WITH_EVERY_TEXT.contains(row.getKey())) {
                        assertThat(said).as(url).containsAll(texts);
                    }
                }
            }
        }
        for (String wrong : each("/addresses/", "")) {
            HttpResponse<byte[]> refusal = get(wrong, alice);
            assertThat(refusal.statusCode()).as(wrong).isBetween(400, 404);
            HostileTexts.harmIn(new String(refusal.body(), StandardCharsets.UTF_8))
                    .forEach(found -> harm.add(wrong + ": " + found));
        }
        assertThat(harm).isEmpty();
        for (String word : HostileTexts.LOOK_ALIKE) {
            assertThat(given().cookies(alice).get("/staff/corrections").asString())
                    .contains(word + "⟨");
        }
        for (String stream : STREAMS.values()) {
            List<String> said = new ArrayList<>();
            for (String data : EventStreamIds.data(texts.size(), root.resolve(stream))) {
                leaves(new ObjectMapper().readTree(data), said);
            }
            assertThat(said).as(stream).containsAll(texts);
        }
    }

    private HttpResponse<byte[]> get(String url, Cookies who) throws IOException, InterruptedException {
        String session = who.asList().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        return client.send(
                HttpRequest.newBuilder(root.resolve(url))
                        .header("Cookie", session)
                        .header(
                                "Accept",
                                !url.startsWith("/addresses/") && url.contains(".") ? "*/*" : "text/html, */*;q=0.5")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String type(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
    }

    /** What a program reads in a file, once it has parsed it as its format demands. */
    private static List<String> words(String url, String type, byte[] body) throws Exception {
        String text = new String(body, StandardCharsets.UTF_8);
        List<String> words = new ArrayList<>();
        switch (type) {
            case "text/csv" -> {
                List<CsvRecord> rows =
                        CsvReader.builder().ofCsvRecord(text).stream().toList();
                assertThat(rows.stream().map(CsvRecord::getFieldCount).distinct())
                        .as(url)
                        .hasSize(1);
                for (CsvRecord row : rows) {
                    assertThat(row.getFields()).as(url).noneMatch(HostileTexts::isFormula);
                    row.getFields().forEach(cell -> words.addAll(List.of(cell, cell.replaceFirst("^'", ""))));
                }
            }
            case "application/atom+xml" -> {
                DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
                factory.setNamespaceAware(true);
                factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
                var all = factory.newDocumentBuilder()
                        .parse(new ByteArrayInputStream(body))
                        .getElementsByTagName("*");
                for (int i = 0; i < all.getLength(); i++) {
                    assertThat(ATOM).as(url).contains(all.item(i).getNamespaceURI());
                    String content = all.item(i).getTextContent();
                    words.add(content);
                    // the summary of a claim begins with our own words
                    words.add(content.replaceFirst("(?s)^.*?, log index \\d+: ", ""));
                }
            }
            case "application/yaml" -> leaves(new YAMLMapper().readTree(text), words);
            case "application/jsonl", "application/x-ndjson" -> {
                for (String line : text.lines().toList()) {
                    leaves(new ObjectMapper().readTree(line), words);
                }
            }
            case "application/json" -> leaves(new ObjectMapper().readTree(text), words);
            default -> assertThat(type).as(url).isIn("text/plain", "application/toml", "");
        }
        return words;
    }

    private static void leaves(JsonNode node, List<String> into) {
        if (node.isTextual()) {
            into.add(node.asText());
        }
        node.forEach(child -> leaves(child, into));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
