package org.plainsight.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.plainsight.disclosure.PublishedFiles;
import org.plainsight.merkle.Hash32;

/** Published files in {@code published} of the data directory. */
@ApplicationScoped
class PublishedFolder implements PublishedFiles {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    PublishedFolder(@ConfigProperty(name = "plainsight.data-dir", defaultValue = ".plainsight") Path dataDir) {
        this.folder = dataDir.resolve("published");
    }

    @Override
    public Written write(Content content) {
        MessageDigest digest = Hash32.sha256Digest();
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "draft", null);
            try {
                try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE);
                        OutputStream out = new BufferedOutputStream(
                                new DigestOutputStream(Channels.newOutputStream(channel), digest))) {
                    content.writeTo(out);
                    out.flush();
                    channel.force(true);
                }
                Written written = new Written(HexFormat.of().formatHex(digest.digest()), Files.size(draft));
                Files.move(draft, folder.resolve(written.sha256()), StandardCopyOption.ATOMIC_MOVE);
                // the name is durable only once the folder is
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                }
                return written;
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write published files to " + folder, e);
        }
    }

    @Override
    public Optional<InputStream> open(String sha256) {
        if (!SHA256.matcher(sha256).matches() || !Files.exists(folder.resolve(sha256))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.newInputStream(folder.resolve(sha256)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read published files from " + folder, e);
        }
    }
}
