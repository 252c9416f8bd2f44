package org.plainsight.log;

/** What a round of the {@link Sequencer} came to. */
public sealed interface Sequencing {

    /** The checkpoint covers everything and is fresh. */
    record UpToDate(long size) implements Sequencing {}

    record Signed(SignedCheckpoint checkpoint) implements Sequencing {}

    /** Another process moved the head first; the next round goes on from there. */
    record Overtaken() implements Sequencing {}

    /** Another process holds the signing lock; this one serves and waits. */
    record Standby() implements Sequencing {}

    /** The log contradicts what was signed; nothing is signed until the remedy is applied and the portal restarted. */
    record Refused(String reason, String remedy) implements Sequencing {}
}
