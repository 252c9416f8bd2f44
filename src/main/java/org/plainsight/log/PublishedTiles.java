package org.plainsight.log;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.plainsight.note.TilePath;

/** The bytes of tiles and entry bundles as c2sp.org/tlog-tiles has them, never beyond the published checkpoint. */
public final class PublishedTiles {

    private static final int TILE_HEIGHT = 8;

    private final LogStore store;

    public PublishedTiles(LogStore store) {
        this.store = store;
    }

    /** Empty when the published tree has no such tile, or has fewer hashes in it. */
    public Optional<byte[]> read(TilePath path) {
        if (path.width() > publishedWidth(path)) {
            return Optional.empty();
        }
        return path.level().isPresent()
                ? store.tile(path.level().getAsInt(), path.index()).map(tile -> tile.bytes(path.width()))
                : Optional.of(bundle(path));
    }

    /** How many hashes or entries of this tile the published tree has. */
    private long publishedWidth(TilePath path) {
        long size = store.head().map(SignedCheckpoint::size).orElse(0L);
        int shift = TILE_HEIGHT * path.level().orElse(0);
        long wide = shift > 62 ? 0 : size >> shift;
        boolean beyond = path.index() > wide / TilePath.FULL;
        return beyond ? 0 : wide - path.index() * TilePath.FULL;
    }

    private byte[] bundle(TilePath path) {
        List<LogEntry> entries = store.entries(path.index() * TilePath.FULL, path.width());
        if (entries.size() != path.width()) {
            throw new IllegalStateException("entries of the published bundle " + path + " are missing");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (LogEntry entry : entries) {
            byte[] content = entry.bytes();
            bytes.write(content.length >> 8);
            bytes.write(content.length);
            bytes.writeBytes(content);
        }
        return bytes.toByteArray();
    }
}
