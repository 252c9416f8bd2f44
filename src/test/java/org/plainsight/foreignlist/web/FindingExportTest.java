package org.plainsight.foreignlist.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plainsight.foreignlist.Finding;

class FindingExportTest {

    @Test
    void a_cell_that_a_spreadsheet_would_run_is_made_text() {
        Finding hostile = new Finding(
                Finding.Kind.LABEL_MISMATCH,
                "=HYPERLINK(\"x\")",
                "a, b",
                Optional.empty(),
                Optional.empty(),
                List.of(7L, 9L));
        assertThat(FindingExport.csv(List.of(hostile)))
                .endsWith("label_mismatch,\"'=HYPERLINK(\"\"x\"\")\",\"a, b\",,,7 9\r\n");
        assertThat(List.of("+1", "-1", "@x", "\tx"))
                .allSatisfy(text -> assertThat(FindingExport.cell(text)).startsWith("'"));
    }
}
