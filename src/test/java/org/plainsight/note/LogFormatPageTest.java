package org.plainsight.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example on the public page of the format is true. */
class LogFormatPageTest {

    @Test
    void the_receipt_on_the_page_verifies_under_the_key_on_the_page() throws IOException {
        String page = Files.readString(Path.of("docs/formats/log.md"));
        List<String> blocks = new ArrayList<>();
        Matcher block = Pattern.compile("(?ms)^```\\n(.*?)^```$").matcher(page);
        while (block.find()) {
            blocks.add(block.group(1));
        }
        Matcher key = Pattern.compile("`(\\S+\\+[0-9a-f]{8}\\+\\S+)`").matcher(page);
        assertThat(key.find()).isTrue();
        VerifierKey log = VerifierKey.parse(key.group(1));
        TlogProof receipt = TlogProof.parse(blocks.get(2));
        assertThat(receipt.verify("{\"entry\":3}".getBytes(StandardCharsets.UTF_8), log))
                .isEmpty();
        assertThat(SignedNote.parse(blocks.get(1))).isEqualTo(receipt.checkpoint());
        assertThat(receipt.checkpoint().verify(List.of(log.as(VerifierKey.Type.COSIGNATURE_V1))))
                .isInstanceOf(NoteVerification.Verified.class);
    }
}
