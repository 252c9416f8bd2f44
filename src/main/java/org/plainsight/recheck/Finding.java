package org.plainsight.recheck;

/**
 * One thing that was looked at.
 *
 * @param subject what was looked at, e.g. {@code log} or {@code ownership eip155:1:0x…}
 * @param detail what was found, in a sentence
 */
public record Finding(Outcome outcome, String subject, String detail) {

    /** A part that cannot be read of something that is served: what lacks was taken out of it. */
    static Finding unread(String subject, String part, UnreadableException e) {
        return e.isMissing()
                ? new Finding(
                        Outcome.DIFFERS, subject, part + " lacks, though the " + subject + " it belongs to can be read")
                : new Finding(Outcome.UNCHECKED, subject, part + " cannot be read: " + e.getMessage());
    }
}
