package org.plainsight.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.feed.export.LabelExport;
import org.plainsight.testing.HostileTexts;
import org.plainsight.testing.TestClaim;
import org.w3c.dom.Document;
import org.yaml.snakeyaml.LoaderOptions;

/** Entities, reasons and disputed labels that attack whoever reads the feed: in every form they stay the text they are. */
class HostileLabelsTest {

    private static final FeedHead HEAD = new FeedHead(70, Instant.parse("2026-11-22T10:00:00Z"), "ab".repeat(32));
    private static final List<String> UNSEEN = List.of(
            "\u0000\u0001\u001f\u007f\u0085",
            "\r\nindex,id\r\n0,x",
            "\n- address: x\n  label: y",
            "!!javax.script.ScriptEngineManager [x]",
            "&a [*a,*a]",
            "\"\nACCOUNTS = [",
            "\ud83d\udca3\u0301\u0327\u0344");

    private static List<String> markup() {
        return Stream.of(HostileTexts.RUN, HostileTexts.HIDE, HostileTexts.LOOK_ALIKE, UNSEEN)
                .flatMap(List::stream)
                .map(text -> text.replace("%d", "1"))
                .toList();
    }

    private static List<String> payloads(List<String> seeds, int count) {
        Random random = new Random(8);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String seed = seeds.get(i % seeds.size());
            String other = seeds.get(random.nextInt(seeds.size()));
            all.add(i < seeds.size() ? seed : seed + random.nextInt(1_000) + other);
        }
        return all;
    }

    private static List<FeedEntry> entries(List<String> payloads) {
        List<FeedEntry> entries = new ArrayList<>();
        List<String> chains = List.of(
                "eip155:1:0x%040x",
                "bip122:000000000019d6689c085ae165831e93:bc1q%038x", "xrpl:0:r%030x", "stellar:pubnet:G%055x");
        for (int i = 0; i < payloads.size(); i++) {
            Claim claim = i % 5 == 4 ? Claim.NOT_OWNED : Claim.OWNED;
            entries.add(new FeedEntry(
                    i,
                    TestClaim.of(
                                    "id-" + i,
                                    Instant.parse("2026-11-20T10:00:00Z"),
                                    AccountId.parse(
                                            chains.get(i % chains.size()).formatted(i + 1)),
                                    claim,
                                    payloads.get(i))
                            .purpose(payloads.get(i))
                            .reason(payloads.get(i))
                            .disputes(List.of(new Attribution.Dispute(
                                    payloads.get(i),
                                    payloads.get(i),
                                    "https://example.org/",
                                    Instant.parse("2026-11-20T10:00:00Z"),
                                    Optional.empty(),
                                    Attribution.DisputeState.ASKED)))
                            .build()));
        }
        return entries;
    }

    private interface Form {
        EntryWriter begin(ByteArrayOutputStream out) throws IOException;
    }

    private static String written(List<FeedEntry> entries, Form form) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EntryWriter writer = form.begin(out);
        for (FeedEntry entry : entries) {
            writer.entry(entry);
        }
        writer.end(entries.size());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String feed(FeedFormat format, List<FeedEntry> entries) throws IOException {
        return written(entries, out -> format.begin(HEAD, out));
    }

    private static String export(LabelExport export, List<FeedEntry> entries) throws IOException {
        return written(entries, out -> export.begin(HEAD, "https://portal.example", out));
    }

    private static List<CsvRecord> csv(String text) {
        return CsvReader.builder().ofCsvRecord(text).stream().toList();
    }

    private static String unguarded(String cell) {
        return cell.startsWith("'") ? cell.substring(1) : cell;
    }

    @Test
    void two_thousand_labels_come_back_from_json_ndjson_csv_and_every_json_export_as_they_were() throws Exception {
        List<String> payloads = payloads(markup(), 2_000);
        List<FeedEntry> entries = entries(payloads);
        ObjectMapper json = new ObjectMapper();
        JsonNode all = json.readTree(feed(FeedFormat.JSON, entries)).path("addresses");
        String[] lines = feed(FeedFormat.NDJSON, entries).split("\n");
        List<CsvRecord> rows = csv(feed(FeedFormat.CSV, entries));
        assertThat(all).hasSize(2_000);
        assertThat(lines).hasSize(2_000);
        assertThat(rows).hasSize(2_001);
        for (int i = 0; i < 2_000; i++) {
            assertThat(all.path(i).path("entity").asText()).isEqualTo(payloads.get(i));
            assertThat(json.readTree(lines[i]).path("reason").asText()).isEqualTo(payloads.get(i));
            assertThat(unguarded(rows.get(i + 1).getField(4))).isEqualTo(payloads.get(i));
        }
        assertThat(json.readTree(export(LabelExport.DISCLAIMED, entries)).path("addresses"))
                .hasSize(400);
        assertThat(json.readTree(export(LabelExport.BLOCKSCOUT, entries)).path("tags"))
                .hasSize(400);
        assertThat(export(LabelExport.BIP329, entries).split("\n"))
                .hasSize(400)
                .allSatisfy(line ->
                        assertThat(json.readTree(line).path("type").asText()).isEqualTo("addr"));
        assertThat(json.readTree(export(LabelExport.DEFILLAMA, entries)).path("ethereum"))
                .hasSize(400);
    }

    @Test
    void two_thousand_labels_break_no_atom_feed_no_tag_pack_and_no_toml() throws Exception {
        List<String> payloads = payloads(markup(), 2_000);
        List<FeedEntry> entries = entries(payloads);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        Document atom = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        AtomFeed.xml("https://portal.example", HEAD, entries).getBytes(StandardCharsets.UTF_8)));
        assertThat(atom.getElementsByTagNameNS("*", "entry").getLength()).isEqualTo(2_000);
        for (String active : List.of("script", "img", "x")) {
            assertThat(atom.getElementsByTagNameNS("*", active).getLength()).isZero();
        }
        LoaderOptions large = new LoaderOptions();
        large.setCodePointLimit(Integer.MAX_VALUE);
        JsonNode pack = new YAMLMapper(
                        YAMLFactory.builder().loaderOptions(large).build())
                .readTree(export(LabelExport.TAGPACK, entries));
        assertThat(pack.path("tags")).hasSize(1_200);
        for (JsonNode tag : pack.path("tags")) {
            int index = Integer.parseInt(tag.path("source").asText().replaceAll(".*/", ""));
            assertThat(tag.path("label").asText()).isEqualTo(payloads.get(index) + ": own wallet");
        }
        assertThat(export(LabelExport.XRP_LEDGER, entries).lines().filter(line -> !line.isEmpty()))
                .hasSize(3 * 400)
                .allMatch(
                        line -> line.equals("[[ACCOUNTS]]") || line.matches("(address|desc) = \"(\\\\.|[^\"\\\\])*\""));
        assertThat(export(LabelExport.STELLAR, entries).lines()).hasSize(2 + 400);
    }

    @Test
    void no_cell_of_any_csv_is_a_formula_for_two_hundred_payloads_and_programs_get_the_text_back() throws Exception {
        List<String> payloads = HostileTexts.formulas();
        List<FeedEntry> entries = entries(payloads);
        for (String text : List.of(
                feed(FeedFormat.CSV, entries),
                new String(new FeedChanges(HEAD, -1, entries, false).in(FeedFormat.CSV), StandardCharsets.UTF_8),
                export(LabelExport.OLI, entries),
                export(LabelExport.ETHERSCAN, entries))) {
            List<CsvRecord> rows = csv(text);
            assertThat(rows.size()).isGreaterThan(40);
            for (CsvRecord row : rows) {
                for (String cell : row.getFields()) {
                    assertThat(HostileTexts.isFormula(cell)).as(cell).isFalse();
                }
            }
        }
        List<CsvRecord> rows = csv(feed(FeedFormat.CSV, entries));
        for (int i = 0; i < payloads.size(); i++) {
            assertThat(unguarded(rows.get(i + 1).getField(4))).isEqualTo(payloads.get(i));
        }
    }
}
