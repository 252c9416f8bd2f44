package org.plainsight.reserves.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.plainsight.reserves.HoldingsFiles;

/** Holdings files in {@code reserves/holdings} of the data directory. */
@ApplicationScoped
class HoldingsFolder implements HoldingsFiles {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    HoldingsFolder(@ConfigProperty(name = "plainsight.data-dir", defaultValue = ".plainsight") Path dataDir) {
        this.folder = dataDir.resolve("reserves").resolve("holdings");
    }

    @Override
    public String write(byte[] bytes) {
        String name = sha256(bytes);
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "draft", null);
            try {
                try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                    ByteBuffer rest = ByteBuffer.wrap(bytes);
                    while (rest.hasRemaining()) {
                        channel.write(rest);
                    }
                    channel.force(true);
                }
                Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
            // the name is durable only once the folder is
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write holdings to " + folder, e);
        }
        return name;
    }

    @Override
    public Optional<byte[]> read(String sha256) {
        if (!SHA256.matcher(sha256).matches() || !Files.exists(folder.resolve(sha256))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(sha256)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read holdings from " + folder, e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
