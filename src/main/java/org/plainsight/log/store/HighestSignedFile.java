package org.plainsight.log.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.plainsight.log.HighestSigned;

/** A file beside the database, not in it: keep it on another disk or backup than the database's where you can. */
public final class HighestSignedFile implements HighestSigned {

    private final Path file;

    public HighestSignedFile(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    @Override
    public Optional<String> read() {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    @Override
    public void write(String note) {
        try {
            DurableFile.replace(file, note);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + "; make room, or let the portal write there", e);
        }
    }

    @Override
    public String place() {
        return file.toString();
    }
}
