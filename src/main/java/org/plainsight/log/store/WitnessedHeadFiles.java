package org.plainsight.log.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.plainsight.log.witness.WitnessedHeads;
import org.plainsight.merkle.Hash32;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.SignedNote;

/** One file per log. A {@link DirectoryLock} keeps other processes out. */
public final class WitnessedHeadFiles implements WitnessedHeads {

    private final Path folder;

    public WitnessedHeadFiles(Path folder) {
        this.folder = folder;
    }

    /** @throws org.plainsight.note.MalformedNoteException when the file is damaged; then nothing is cosigned */
    @Override
    public synchronized Optional<Checkpoint> latest(String origin) {
        try {
            String note = Files.readString(file(origin));
            return Optional.of(Checkpoint.parse(SignedNote.parse(note).text()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(origin), e);
        }
    }

    @Override
    public synchronized boolean replace(String origin, Optional<Checkpoint> expected, SignedNote next) {
        if (!latest(origin).equals(expected)) {
            return false;
        }
        try {
            DurableFile.replace(file(origin), next.toString());
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(origin) + "; make room", e);
        }
    }

    /** A name of fixed length whatever the origin holds. */
    private Path file(String origin) {
        return folder.resolve(
                Hash32.sha256(origin.getBytes(StandardCharsets.UTF_8)).toHex() + ".checkpoint");
    }
}
