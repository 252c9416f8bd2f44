package org.plainsight.recheck;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** The portal as any reader sees it: public URLs and nothing else. */
public interface PublicSite {

    /**
     * The bytes at a path below the base URL.
     *
     * @throws UnreadableException when there is no such file, or the site does not answer
     */
    byte[] read(String path);

    /**
     * The same, for files too large to hold. What fails while it is read, fails with {@link java.io.IOException}.
     *
     * @throws UnreadableException as {@link #read}
     */
    default InputStream open(String path) {
        return new ByteArrayInputStream(read(path));
    }

    /** Whether it is a folder that keeps only what the log commits to. A portal serves the feed and the events as well. */
    default boolean isMirror() {
        return false;
    }
}
