package org.plainsight.reserves;

import java.util.Optional;

/** The holdings files of snapshots, named by their SHA-256 in hex. A file that was written never changes. */
public interface HoldingsFiles {

    /**
     * Durable when it returns. Writing the same bytes again changes nothing.
     *
     * @return the SHA-256
     */
    String write(byte[] bytes);

    Optional<byte[]> read(String sha256);
}
