package org.plainsight.app.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.recheck.Finding;
import org.plainsight.recheck.Mirror;
import org.plainsight.recheck.Outcome;
import org.plainsight.recheck.Report;
import org.plainsight.recheck.rpc.FileSite;

class MalformedMirrorTest {
    private final List<Finding> findings = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void a_log_that_names_a_malformed_holdings_file_is_mirrored_and_the_file_told() throws IOException {
        SampleMirror.write(folder, "{}");

        Optional<String> kept = new Mirror(new FileSite(folder), new Report(findings::add), SampleMirror.TIME)
                .run(Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(kept).isPresent();
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.outcome()).isEqualTo(Outcome.DIFFERS);
            assertThat(finding.detail()).contains("holdings.json is no holdings file");
        });
    }
}
