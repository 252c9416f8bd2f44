package org.plainsight.log.export;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.plainsight.log.PublishedTiles;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.log.TransparencyLog;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.SignedNote;
import org.plainsight.note.TilePath;

/**
 * Writes what is published to another place as c2sp.org/tlog-tiles has it: tiles and bundles first, then the checkpoint
 * that needs them. The checkpoint there says how far it got, so that a round that died is done again by the next one.
 */
public final class TileExport {

    private static final String CHECKPOINT = "checkpoint";
    private static final FilePlace.Kind TILE = new FilePlace.Kind("application/octet-stream", false);
    private static final FilePlace.Kind HEAD = new FilePlace.Kind("text/plain; charset=utf-8", true);
    private static final int HIGHEST_LEVEL = 7;

    private final TransparencyLog log;
    private final PublishedTiles tiles;
    private final FilePlace place;

    public TileExport(TransparencyLog log, PublishedTiles tiles, FilePlace place) {
        this.log = log;
        this.tiles = tiles;
        this.place = place;
    }

    /** Brings the place up to the newest checkpoint, and answers how many files were written for that. */
    public int run() {
        Optional<SignedCheckpoint> head = log.checkpoint();
        Optional<byte[]> there = place.read(CHECKPOINT);
        if (head.isEmpty()
                || there.filter(bytes -> new String(bytes, StandardCharsets.UTF_8)
                                .equals(head.get().note()))
                        .isPresent()) {
            return 0;
        }
        long size = head.get().size();
        long done = Math.min(size, there.map(TileExport::size).orElse(0L));
        int written = 0;
        for (int level = -1; level <= HIGHEST_LEVEL; level++) {
            int shift = 8 * Math.max(level, 0);
            written += write(level, done >> shift, size >> shift);
        }
        place.write(CHECKPOINT, head.get().note().getBytes(StandardCharsets.UTF_8), HEAD);
        return written + 1;
    }

    /** @param level -1 for entries */
    private int write(int level, long from, long to) {
        int written = 0;
        for (long index = from / TilePath.FULL; from < to && index * TilePath.FULL < to; index++) {
            int width = (int) Math.min(TilePath.FULL, to - index * TilePath.FULL);
            TilePath path = level < 0 ? TilePath.entries(index, width) : TilePath.hashes(level, index, width);
            byte[] bytes = tiles.read(path)
                    .orElseThrow(() -> new IllegalStateException("the published tile " + path + " is missing"));
            place.write(path.toString(), bytes, TILE);
            written++;
        }
        return written;
    }

    /** 0 where what stands there is no checkpoint: then everything is written again. */
    private static long size(byte[] note) {
        try {
            return Checkpoint.parse(SignedNote.parse(note).text()).size();
        } catch (MalformedNoteException e) {
            return 0;
        }
    }
}
