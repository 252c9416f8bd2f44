package org.plainsight.recheck;

/** The portal as any reader sees it: public URLs and nothing else. */
public interface PublicSite {

    /**
     * The bytes at a path below the base URL.
     *
     * @throws UnreadableException when there is no such file, or the site does not answer
     */
    byte[] read(String path);
}
