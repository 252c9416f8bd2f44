package org.plainsight.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.plainsight.note.SigningKey;

/** Makes a statement key in a file of one line, in the form that the log's key has. */
final class NewKeyFile {

    private NewKeyFile() {}

    /** Whole or not at all, and readable by the owner only from its first moment. */
    static void create(Path file, String name) {
        try {
            SigningKey key = SigningKey.generate("plainsight-" + name, new SecureRandom());
            write(file.toAbsolutePath(), key.secretText() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the " + name + " key to " + file, e);
        }
    }

    private static void write(Path file, String secret) throws IOException {
        Path folder = file.getParent();
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(
                folder,
                "draft",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, secret, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
