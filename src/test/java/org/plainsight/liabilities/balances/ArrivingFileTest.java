package org.plainsight.liabilities.balances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivingFileTest {

    @TempDir
    Path temporary;

    @Test
    void readers_get_what_was_written_whatever_the_pieces_and_whoever_is_faster() throws Exception {
        Random random = new Random(8);
        for (int round = 0; round < 40; round++) {
            byte[] content = new byte[random.nextInt(200_000)];
            random.nextBytes(content);
            try (ExecutorService reading = Executors.newFixedThreadPool(3);
                    ArrivingFile file = ArrivingFile.create(temporary.resolve("f" + round))) {
                Future<byte[]> one = reading.submit(() -> readAll(file, 7_001));
                Future<byte[]> other = reading.submit(() -> readAll(file, 100_000));
                OutputStream out = file.writer();
                for (int at = 0; at < content.length; ) {
                    int piece = Math.min(content.length - at, 1 + random.nextInt(20_000));
                    out.write(content, at, piece);
                    at += piece;
                }
                file.end();

                assertThat(one.get()).isEqualTo(content);
                assertThat(other.get()).isEqualTo(content);
                assertThat(file.awaitEnd()).isEqualTo(content.length);
            }
            assertThat(Files.readAllBytes(temporary.resolve("f" + round))).isEqualTo(content);
        }
    }

    private static byte[] readAll(ArrivingFile file, int piece) throws IOException {
        byte[] buffer = new byte[piece];
        byte[] all = new byte[0];
        while (true) {
            int read = file.read(all.length, buffer, piece);
            int before = all.length;
            all = Arrays.copyOf(all, before + read);
            System.arraycopy(buffer, 0, all, before, read);
            if (read < piece) {
                assertThat(file.read(all.length, buffer, piece)).isZero();
                return all;
            }
        }
    }

    @Test
    void whoever_waits_for_a_writer_that_gives_up_is_told() throws Exception {
        try (ExecutorService reading = Executors.newSingleThreadExecutor();
                ArrivingFile file = ArrivingFile.create(temporary.resolve("broken"))) {
            Future<Integer> waiting = reading.submit(() -> file.read(0, new byte[100], 100));
            file.writer().write(new byte[99]);
            file.breakOff();

            assertThatThrownBy(waiting::get).hasCauseInstanceOf(ArrivingFile.BrokenOffException.class);
            assertThatThrownBy(file::awaitEnd).isInstanceOf(ArrivingFile.BrokenOffException.class);
        }
    }

    @Test
    void a_whole_file_stays_whole_and_is_never_waited_for() throws IOException {
        Path path = Files.writeString(temporary.resolve("whole"), "abc");
        try (ArrivingFile file = ArrivingFile.whole(path)) {
            file.breakOff();
            byte[] read = new byte[10];
            assertThat(file.read(1, read, 10)).isEqualTo(2);
            assertThat(read).startsWith('b', 'c', 0);
            assertThat(file.read(3, read, 10)).isZero();
            assertThat(file.expected()).isEqualTo(3);
        }
    }

    @Test
    void a_file_that_is_shortened_under_a_reader_is_no_shorter_file() throws IOException {
        Path path = Files.write(temporary.resolve("short"), new byte[50]);
        try (ArrivingFile file = ArrivingFile.whole(path)) {
            Files.write(path, new byte[20]);
            assertThatThrownBy(() -> file.read(0, new byte[50], 50)).hasMessageContaining("was shortened");
        }
    }
}
