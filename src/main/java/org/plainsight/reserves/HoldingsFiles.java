package org.plainsight.reserves;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** The holdings files of snapshots and what proves them, named by SHA-256 in hex. What was written never changes. */
public interface HoldingsFiles {

    /** Writes a file's bytes, however many. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    record Written(String sha256, long size) {}

    /** Durable when it returns. Writing the same bytes again changes nothing. */
    Written write(Content content);

    /** @return the SHA-256 */
    default String write(byte[] bytes) {
        return write(out -> out.write(bytes)).sha256();
    }

    /** The caller closes it. */
    Optional<InputStream> open(String sha256);
}
