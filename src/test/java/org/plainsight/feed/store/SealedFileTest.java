package org.plainsight.feed.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.merkle.Hash32;

class SealedFileTest {

    @TempDir
    Path folder;

    private static byte[] bytes(SealedFile file) {
        return file.bytes().toArray(ValueLayout.JAVA_BYTE);
    }

    @Test
    void sealed_bytes_have_no_name_any_more_and_are_what_was_written() throws IOException {
        Random random = new Random(1);
        for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 300_000}) {
            byte[] wanted = new byte[size];
            random.nextBytes(wanted);
            try (SealedFile.Writer writer = new SealedFile.Writer(folder)) {
                writer.write(wanted, 0, size / 2);
                writer.write(wanted, size / 2, size - size / 2);
                SealedFile file = writer.seal();
                SealedFile zipped = file.gzip(folder);
                assertThat(folder.toFile().list()).isEmpty();
                assertThat(bytes(file)).isEqualTo(wanted);
                assertThat(file.sha256()).isEqualTo(Hash32.sha256(wanted));
                assertThat(zipped.sha256()).isEqualTo(Hash32.sha256(bytes(zipped)));
                assertThat(new GZIPInputStream(new ByteArrayInputStream(bytes(zipped))).readAllBytes())
                        .isEqualTo(wanted);
            }
        }
    }

    @Test
    void what_is_not_sealed_is_forgotten() throws IOException {
        try (SealedFile.Writer writer = new SealedFile.Writer(folder)) {
            writer.write(new byte[100_000]);
        }
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void small_bytes_compress_in_memory() throws IOException {
        byte[] wanted = "as it is".repeat(100).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] zipped = bytes(SealedFile.gzipped(wanted));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes())
                .isEqualTo(wanted);
    }
}
