package org.plainsight.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.plainsight.disclosure.PublishedFiles;
import org.plainsight.merkle.Hash32;

/** Published files that last as long as the test. */
public final class MemoryFiles implements PublishedFiles {

    private final Map<String, byte[]> kept = new HashMap<>();

    @Override
    public Written write(Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String sha256 = Hash32.sha256(out.toByteArray()).toHex();
        kept.put(sha256, out.toByteArray());
        return new Written(sha256, out.size());
    }

    /** Of a file that is there. */
    public byte[] bytes(String sha256) {
        return Objects.requireNonNull(kept.get(sha256)).clone();
    }

    @Override
    public Optional<InputStream> open(String sha256) {
        return Optional.ofNullable(kept.get(sha256)).map(ByteArrayInputStream::new);
    }
}
