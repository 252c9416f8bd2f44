package org.plainsight.recheck.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.TilePath;
import org.plainsight.recheck.PublicSite;
import org.plainsight.recheck.UnreadableException;

/**
 * Keeps in a folder what it reads of a site, and does not ask again for what never changes: full tiles and bundles. The
 * checkpoint is kept by whoever checked all of it.
 */
public final class KeptSite implements PublicSite {

    /** What is kept. */
    public enum Keeping {
        /** Full tiles and bundles, to save reading them again. */
        FULL_TILES,
        /** Everything, to do without the site. */
        EVERYTHING
    }

    private static final String LOG = "/log/";

    private final PublicSite site;
    private final Path root;
    private final Keeping keeping;
    private final boolean believeKept;

    /** @param believeKept false to read everything anew, when what is kept turned out damaged */
    public KeptSite(PublicSite site, Path root, Keeping keeping, boolean believeKept) {
        this.site = site;
        this.root = root.toAbsolutePath().normalize();
        this.keeping = keeping;
        this.believeKept = believeKept;
    }

    @Override
    public byte[] read(String path) {
        boolean full = isFullTile(path);
        try {
            if (full && believeKept) {
                try {
                    return Files.readAllBytes(FileSite.inside(root, path));
                } catch (NoSuchFileException e) {
                    // not kept yet
                }
            }
            byte[] bytes = site.read(path);
            if (full || (keeping == Keeping.EVERYTHING && !path.equals(LOG + "checkpoint"))) {
                write(FileSite.inside(root, path), bytes);
            }
            return bytes;
        } catch (IOException e) {
            throw new UnreadableException("cannot keep " + path + " in " + root + ": " + e);
        }
    }

    /** What is not kept passes through. */
    @Override
    public InputStream open(String path) {
        return keeping == Keeping.EVERYTHING || isFullTile(path) ? PublicSite.super.open(path) : site.open(path);
    }

    @Override
    public boolean isMirror() {
        return site.isMirror();
    }

    /** Keeps the checkpoint, once everything below it is kept. */
    public void keepCheckpoint(String note) throws IOException {
        write(FileSite.inside(root, LOG + "checkpoint"), note.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isFullTile(String path) {
        if (!path.startsWith(LOG + "tile/")) {
            return false;
        }
        try {
            return TilePath.parse(path.substring(LOG.length())).isFull();
        } catch (MalformedNoteException e) {
            return false;
        }
    }

    /** Whole or not at all. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
