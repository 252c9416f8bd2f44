package org.plainsight.feed;

import java.time.Instant;

/**
 * The state of the log that a feed shows. Two feeds of one head are equal to the byte.
 *
 * @param logSize entries of the log; those beyond are not shown
 * @param generatedAt when the checkpoint was signed
 * @param root of the checkpoint, hex
 */
public record FeedHead(long logSize, Instant generatedAt, String root) {}
