package org.plainsight.log.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Replaces files so that after a crash either the old or the new content stands, whole. */
final class DurableFile {

    private static final String SECRET = "rw-------";
    private static final String PUBLIC = "rw-r--r--";

    private DurableFile() {}

    /** The folder is made when it is missing; only the owner may read the file. */
    static void replace(Path file, String text) throws IOException {
        replace(file, text.getBytes(StandardCharsets.UTF_8), SECRET);
    }

    /** The same for what everybody may read. */
    static void publish(Path file, byte[] bytes) throws IOException {
        replace(file, bytes, PUBLIC);
    }

    private static void replace(Path file, byte[] bytes, String permissions) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(
                folder, "draft", null, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(SECRET)));
        try {
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString(permissions));
            try (FileChannel channel = FileChannel.open(draft, Set.of(StandardOpenOption.WRITE))) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
        // The new name is durable only once the folder is.
        try (FileChannel channel = FileChannel.open(folder, Set.of(StandardOpenOption.READ))) {
            channel.force(true);
        }
    }
}
