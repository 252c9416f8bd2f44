package org.plainsight.feed.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Attribution.Dispute;
import org.plainsight.disclosure.Attribution.DisputeState;
import org.plainsight.feed.EntryWriter;
import org.plainsight.feed.FeedEntry;
import org.plainsight.feed.FeedFormat;
import org.plainsight.feed.FeedHead;
import org.plainsight.foreignlist.Finding;
import org.plainsight.foreignlist.FindingsFile;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.labels.CorrectionRequest;
import org.plainsight.testing.HostileTexts;
import org.plainsight.testing.TestClaim;

/** Words of operators and strangers that a spreadsheet would run, through everything of ours that a spreadsheet opens. */
class SpreadsheetFormulaTest {

    private static final FeedHead HEAD = new FeedHead(1, Instant.EPOCH, "ab".repeat(32));

    private static AddressClaim claim(String words) {
        return new AddressClaim(
                0,
                TestClaim.of(words, Instant.EPOCH, AccountId.parse("eip155:1:0x" + "ab".repeat(20)), Claim.OWNED, words)
                        .purpose(words)
                        .reason(words)
                        .disputes(List.of(
                                new Dispute(words, words, words, Instant.EPOCH, Optional.empty(), DisputeState.ASKED)))
                        .build(),
                Optional.empty());
    }

    private static String export(LabelExport export, FeedEntry entry) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EntryWriter writer = export.begin(HEAD, "https://portal.example", out);
        writer.entry(entry);
        writer.end(1);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, String> files(String words) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        FeedEntry entry = FeedEntry.of(claim(words));
        ByteArrayOutputStream feed = new ByteArrayOutputStream();
        FeedFormat.CSV.write(HEAD, List.of(entry), feed);
        files.put("feed", feed.toString(StandardCharsets.UTF_8));
        for (LabelExport export : LabelExport.values()) {
            if (export.mediaType().equals("text/csv")) {
                files.put(export.path(), export(export, entry));
            }
        }
        Finding finding =
                new Finding(Finding.Kind.LABEL_MISMATCH, words, words, Optional.empty(), Optional.empty(), List.of(1L));
        files.put("findings", new String(FindingsFile.csv(List.of(finding)), StandardCharsets.UTF_8));
        CorrectionRequest request = new CorrectionRequest(words, "https://portal.example", List.of(claim(words)));
        for (CorrectionRequest.Form form :
                List.of(CorrectionRequest.Form.CSV, CorrectionRequest.Form.OLI, CorrectionRequest.Form.ETHERSCAN)) {
            files.put("corrections " + form, request.write(form));
        }
        return files;
    }

    @Test
    void of_two_hundred_formulas_none_is_one_in_any_file_that_a_spreadsheet_opens() throws IOException {
        assertThat(HostileTexts.formulas()).hasSize(200);
        for (String payload : HostileTexts.formulas()) {
            Map<String, String> files = files(payload);
            assertThat(files).hasSize(7);
            files.forEach((name, text) -> {
                List<String> cells = new ArrayList<>();
                CsvReader.builder().ofCsvRecord(text).stream()
                        .map(CsvRecord::getFields)
                        .forEach(cells::addAll);
                assertThat(cells).as("%s of %s", name, payload).noneMatch(HostileTexts::isFormula);
                assertThat(cells)
                        .as("%s keeps the words of %s", name, payload)
                        .anyMatch(cell -> cell.contains(payload.strip()) || cell.contains(payload));
            });
        }
    }
}
