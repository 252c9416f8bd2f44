package org.plainsight.foreignlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingsFileTest {

    @Test
    void a_cell_that_a_spreadsheet_would_run_is_made_text() {
        for (String label : List.of("=HYPERLINK(\"x\")", "+1", "-1", "@x", "\tx", " =1", "\uff1d1", "'=1")) {
            Finding hostile = new Finding(
                    Finding.Kind.LABEL_MISMATCH, label, "a, b", Optional.empty(), Optional.empty(), List.of(7L, 9L));
            assertThat(new String(FindingsFile.csv(List.of(hostile)), StandardCharsets.UTF_8))
                    .contains("\"label_mismatch\",\"'" + label.replace("\"", "\"\"") + "\",\"a, b\"");
        }
    }
}
