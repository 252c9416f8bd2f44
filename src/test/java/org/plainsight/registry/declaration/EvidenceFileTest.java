package org.plainsight.registry.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.asset.AccountId;
import org.plainsight.registry.DeclaredAddress.Proof;

class EvidenceFileTest {

    private static final Proof FRESH =
            new Proof("bip322", "line one\nline two", List.of("smpAA", "smpBB"), Optional.of("5121"));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void declare() throws IOException {
        InMemoryFiles files = InMemoryFiles.valid();
        for (String name : files.names()) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.write(folder.resolve(name), files.bytes(name));
        }
        file = folder.resolve(InMemoryFiles.ADDRESSES);
        Files.writeString(
                file,
                "  \n" + InMemoryFiles.owned("a", InMemoryFiles.OTHER) + "\nnot json at all\n"
                        + InMemoryFiles.owned("b", InMemoryFiles.COLD) + "\n");
    }

    @Test
    void one_rows_evidence_is_replaced_and_every_other_line_stays_byte_for_byte() throws IOException {
        List<String> before = Files.readAllLines(file);
        assertThat(EvidenceFile.replace(folder, AccountId.parse(InMemoryFiles.COLD), FRESH))
                .contains(InMemoryFiles.ADDRESSES + ":4");
        List<String> after = Files.readAllLines(file);
        assertThat(after.subList(0, 3)).isEqualTo(before.subList(0, 3));
        assertThat(after.get(3))
                .contains("\"line one\\nline two\"")
                .contains("smpAA")
                .contains("\"5121\"")
                .doesNotContain("0x00");
        assertThat(after.get(3).replaceFirst(",?\"evidence\":\\[.*?}]", ""))
                .contains("\"id\":\"b\"")
                .contains("\"role\":\"cold\"");
    }

    @Test
    void the_row_as_written_is_read_back_with_its_evidence() throws IOException {
        Files.writeString(file, InMemoryFiles.owned("b", InMemoryFiles.COLD) + "\n");
        EvidenceFile.replace(folder, AccountId.parse(InMemoryFiles.COLD), FRESH);
        DeclarationReader reader = new DeclarationReader(
                (chain, address) -> new org.plainsight.registry.AddressFormat.Fine(Optional.empty()));
        assertThat(reader.read(new DeclaredFolder(folder)).addresses())
                .singleElement()
                .satisfies(row -> assertThat(row.evidence()).containsExactly(FRESH));
    }

    @Test
    void an_address_that_no_row_is_about_changes_nothing() throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertThat(EvidenceFile.replace(
                        folder, AccountId.parse("eip155:31337:0x0000000000000000000000000000000000000009"), FRESH))
                .isEmpty();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }
}
