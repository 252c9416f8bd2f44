package org.plainsight.portal.web;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.log.TransparencyLog;

/** The log's rare statements, found by reading it once and then only what is new. */
@Singleton
class PublicStatements {

    private static final int BATCH = 500;

    private final TransparencyLog log;
    private final List<Incident> incidents = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>();
    private long read;

    PublicStatements(TransparencyLog log) {
        this.log = log;
    }

    public record Incident(long index, IncidentStatement statement) {
        /** The kind in words. */
        public String title() {
            return switch (statement.kind()) {
                case ORPHANED_BLOCK -> "A block was orphaned";
                case REORG_BELOW_FINALITY -> "A chain was rewritten below finality";
                case STALE_CHAIN -> "A chain could not be followed";
                case CONTRADICTING_PROVIDER -> "A source contradicts what was checked";
                case UNAVAILABLE_PROVIDER -> "A source stopped answering";
                case WITHDRAWN_SNAPSHOT -> "A snapshot was withdrawn";
            };
        }
    }

    public record Key(long index, KeyStatement statement) {}

    /** Newest first. */
    synchronized List<Incident> incidents() {
        catchUp();
        return incidents.reversed().stream().toList();
    }

    /** In the order of the log. */
    synchronized List<Key> keys() {
        catchUp();
        return List.copyOf(keys);
    }

    private void catchUp() {
        long size = log.checkpoint().map(SignedCheckpoint::size).orElse(0L);
        while (read < size) {
            for (byte[] entry : log.entries(read, (int) Math.min(BATCH, size - read))) {
                take(read, entry);
                read++;
            }
        }
    }

    private void take(long index, byte[] entry) {
        try {
            switch (SignedStatement.fromEntry(entry).disclosure()) {
                case IncidentStatement incident -> incidents.add(new Incident(index, incident));
                case KeyStatement key -> keys.add(new Key(index, key));
                default -> {
                    // the other statements have pages of their own
                }
            }
        } catch (MalformedStatementException e) {
            // a type that a later version added; it is in the log for whoever knows it
        }
    }
}
