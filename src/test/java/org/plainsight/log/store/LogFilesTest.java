package org.plainsight.log.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.note.MalformedNoteException;

class LogFilesTest {

    @TempDir
    private Path folder;

    @Test
    void a_new_key_is_readable_by_its_owner_only_and_reads_back() throws IOException {
        Path file = folder.resolve("keys/log.key");
        KeyFile made = KeyFile.create(file, "log.example/files", new SecureRandom());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        KeyFile read = KeyFile.open(file);
        assertThat(read.verifierKey()).isEqualTo(made.verifierKey());
        assertThat(read.sign(new byte[] {1})).isEqualTo(made.sign(new byte[] {1}));
    }

    @Test
    void a_file_that_holds_no_key_is_refused_and_so_is_a_missing_one() throws IOException {
        Path file = Files.writeString(folder.resolve("log.key"), "not a key\n");
        assertThatThrownBy(() -> KeyFile.open(file)).isInstanceOf(MalformedNoteException.class);
        assertThatThrownBy(() -> KeyFile.open(folder.resolve("none")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none");
    }

    @Test
    void the_highest_note_is_replaced_whole_and_leaves_no_drafts() throws IOException {
        HighestSignedFile file = new HighestSignedFile(folder.resolve("log/highest-signed"));
        assertThat(file.read()).isEmpty();
        file.write("first\n");
        file.write("— second\n");
        assertThat(file.read()).hasValue("— second\n");
        assertThat(new HighestSignedFile(Path.of(file.place())).read()).hasValue("— second\n");
        try (Stream<Path> files = Files.list(folder.resolve("log"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void a_note_that_cannot_be_written_is_an_error_and_not_silence() throws IOException {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file where a folder is needed");
        HighestSignedFile file = new HighestSignedFile(blocked.resolve("highest-signed"));
        assertThatThrownBy(() -> file.write("note\n"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("let the portal write there");
    }
}
