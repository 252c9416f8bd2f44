package org.plainsight.log.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.log.PublishedTiles;
import org.plainsight.log.TestLog;
import org.plainsight.log.TileReader;
import org.plainsight.log.store.PublicDirectory;

class TileExportTest {

    private final TestLog world = new TestLog();
    private final PublishedTiles tiles = new PublishedTiles(world.store);

    @TempDir
    private Path folder;

    @Test
    void a_directory_holds_at_every_size_what_a_reader_by_the_specification_needs() {
        TileExport export = new TileExport(world.log(), tiles, new PublicDirectory(folder));
        assertThat(export.run()).isZero();
        for (int more : new int[] {1, 254, 1, 1, 300, 66_000}) {
            world.append(more);
            world.start().run();
            assertThat(export.run()).isPositive();
            assertThat(export.run()).isZero();
            new TileReader(path -> Files.readAllBytes(folder.resolve(path)))
                    .readAll(world.verifierKey().toString());
        }
    }

    @Test
    void a_round_that_died_at_any_file_is_finished_by_the_next_one() {
        world.append(700);
        world.start().run();
        for (int dies = 0; dies < 8; dies++) {
            FaultyPlace place = new FaultyPlace(dies);
            TileExport export = new TileExport(world.log(), tiles, place);
            assertThatThrownBy(export::run).isInstanceOf(IllegalStateException.class);
            assertThat(place.files).doesNotContainKey("checkpoint");
            export.run();
            new TileReader(path ->
                            Optional.ofNullable(place.files.get(path)).orElseThrow(() -> new IOException("no " + path)))
                    .readAll(world.verifierKey().toString());
        }
    }

    @Test
    void a_full_tile_that_stands_is_never_replaced_by_other_bytes() throws IOException {
        world.append(300);
        world.start().run();
        Path tile = folder.resolve("tile/0/000");
        Files.createDirectories(tile.getParent());
        Files.write(tile, new byte[] {1});
        TileExport export = new TileExport(world.log(), tiles, new PublicDirectory(folder));
        assertThatThrownBy(export::run).hasMessageContaining("other bytes");
        assertThat(folder.resolve("checkpoint")).doesNotExist();
    }

    @Test
    void nothing_is_written_outside_of_the_directory() {
        FilePlace place = new PublicDirectory(folder);
        FilePlace.Kind kind = new FilePlace.Kind("text/plain", true);
        for (String path : new String[] {"../x", "a/../../x", "", "."}) {
            assertThatThrownBy(() -> place.write(path, new byte[1], kind)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static final class FaultyPlace implements FilePlace {

        private final Map<String, byte[]> files = new HashMap<>();
        private int dies;

        private FaultyPlace(int dies) {
            this.dies = dies;
        }

        @Override
        public void write(String path, byte[] bytes, Kind kind) {
            if (dies-- == 0) {
                throw new IllegalStateException("the disk is full");
            }
            files.put(path, bytes.clone());
        }

        @Override
        public Optional<byte[]> read(String path) {
            return Optional.ofNullable(files.get(path));
        }
    }
}
