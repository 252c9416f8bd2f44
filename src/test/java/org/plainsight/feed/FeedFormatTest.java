package org.plainsight.feed;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.CsvCell;
import org.plainsight.disclosure.Json;
import org.plainsight.evidence.Verdict;
import org.plainsight.testing.TestClaim;

class FeedFormatTest {

    private static final FeedHead HEAD = new FeedHead(7, Instant.parse("2026-11-22T10:00:00Z"), "ab".repeat(32));
    private static final List<String> FORMULA_STARTS =
            List.of("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\u00a0=", "＝", "＋", "－", "＠", "'=", "\u0000=");

    @Test
    void the_json_form_is_one_canonical_object_but_for_line_breaks() throws IOException {
        String json = write(FeedFormat.JSON, List.of(entry(3, "fine"), entry(5, "also")));
        Json.Obj feed = Json.asObject(CanonicalJson.read(json.getBytes(StandardCharsets.UTF_8)));
        assertThat(feed.integer("count")).isEqualTo(2);
        assertThat(feed.integer("log_size")).isEqualTo(7);
        assertThat(feed.text("generated_at")).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(feed.list("addresses", Json::asObject)).hasSize(2);
        assertThat(json.replace("\n", "")).isEqualTo(CanonicalJson.text(feed));
    }

    @Test
    void an_empty_feed_still_says_how_many_it_holds() throws IOException {
        assertThat(write(FeedFormat.JSON, List.of())).contains("\"count\":0");
        assertThat(write(FeedFormat.NDJSON, List.of())).isEmpty();
        assertThat(write(FeedFormat.CSV, List.of())).isEqualTo(CsvRows.HEADER);
    }

    @Test
    void all_three_forms_say_the_same_of_an_address() throws IOException {
        FeedEntry entry = entry(3, "belongs to \"somebody\" else,\nnot to us");
        NamedCsvRecord row = CsvReader.builder().ofNamedCsvRecord(write(FeedFormat.CSV, List.of(entry))).stream()
                .findFirst()
                .orElseThrow();
        String line = write(FeedFormat.NDJSON, List.of(entry)).strip();
        assertThat(write(FeedFormat.JSON, List.of(entry))).contains(line);
        Json.Obj json = Json.asObject(CanonicalJson.readCanonical(line.getBytes(StandardCharsets.UTF_8)));
        for (String member : List.of("id", "address", "claim", "entity", "reason", "issued_at")) {
            assertThat(row.getField(member)).as(member).isEqualTo(json.text(member));
        }
        assertThat(row.getField("verdict")).isEqualTo(json.object("ownership").text("verdict"));
        assertThat(row.getField("index")).isEqualTo("3");
    }

    @Test
    void no_text_becomes_a_formula_and_every_text_comes_back() {
        Random random = new Random(14);
        List<String> payloads = IntStream.range(0, 400)
                .mapToObj(i -> FORMULA_STARTS.get(i % FORMULA_STARTS.size()) + "cmd|' /C calc'!A"
                        + random.nextInt(1_000) + "\",\"")
                .toList();
        for (String payload : payloads) {
            String read = CsvReader.builder().ofCsvRecord("x," + CsvCell.quoted(payload) + "\r\n").stream()
                    .findFirst()
                    .orElseThrow()
                    .getField(1);
            assertThat(read).startsWith("'");
            assertThat(read.substring(1)).isEqualTo(payload);
        }
    }

    @Test
    void an_ordinary_text_is_left_as_it_is() {
        assertThat(CsvCell.quoted("bip122:x:bc1q")).isEqualTo("\"bip122:x:bc1q\"");
        assertThat(CsvCell.quoted("")).isEqualTo("\"\"");
        assertThat(CsvCell.quoted("a=b")).isEqualTo("\"a=b\"");
    }

    @Test
    void the_cursor_moves_behind_the_last_entry_while_more_follow() {
        assertThat(new FeedChanges(HEAD, -1, List.of(entry(0, ""), entry(4, "")), true).next())
                .isEqualTo(4);
    }

    @Test
    void the_cursor_moves_behind_the_whole_log_once_all_was_given() {
        assertThat(new FeedChanges(HEAD, 2, List.of(entry(4, "")), false).next())
                .isEqualTo(6);
        assertThat(new FeedChanges(HEAD, 6, List.of(), false).next()).isEqualTo(6);
        assertThat(new FeedChanges(HEAD, 99, List.of(), false).next()).isEqualTo(99);
    }

    private static FeedEntry entry(long index, String reason) {
        Attribution.Evidence none = new Attribution.Evidence(
                "none", "", List.of(), Optional.empty(), Optional.empty(), Verdict.inconclusive("none"));
        return new FeedEntry(
                index,
                TestClaim.of(
                                "not-ours-" + index,
                                Instant.parse("2026-11-22T09:00:00Z"),
                                AccountId.parse("eip155:1:0x00000000219ab540356cbb839cbe05303d7705fa"),
                                Attribution.Claim.NOT_OWNED,
                                "Example Ltd")
                        .reason(reason)
                        .evidence(List.of(none))
                        .build());
    }

    private static String write(FeedFormat format, List<FeedEntry> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(HEAD, entries, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
