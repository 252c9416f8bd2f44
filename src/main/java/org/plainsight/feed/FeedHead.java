package org.plainsight.feed;

import java.time.Instant;

/**
 * The state of the log that a feed shows. Two feeds of one head are equal to the byte.
 *
 * @param logSize entries of the log; those beyond are not shown
 * @param generatedAt when the checkpoint was signed
 * @param root of the checkpoint, hex
 */
public record FeedHead(long logSize, Instant generatedAt, String root) {

    /**
     * Of a size that the log once had. Not every size had a checkpoint, so it has no root.
     *
     * @param newest when the newest claim that is shown was issued; the epoch where there is none
     */
    public static FeedHead lookBack(long logSize, Instant newest) {
        return new FeedHead(logSize, newest, "");
    }
}
