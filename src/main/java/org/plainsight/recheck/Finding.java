package org.plainsight.recheck;

/**
 * One thing that was looked at.
 *
 * @param subject what was looked at, e.g. {@code log} or {@code ownership eip155:1:0x…}
 * @param detail what was found, in a sentence
 */
public record Finding(Outcome outcome, String subject, String detail) {}
