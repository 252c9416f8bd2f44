package org.plainsight.log.witness;

import org.plainsight.note.AddCheckpoint;

/** The way to a witness. Answers within a few seconds or throws. */
@FunctionalInterface
public interface WitnessClient {

    /** @param body at most a few kilobytes; the rest of a longer one is cut off */
    record Reply(int status, String contentType, String body) {}

    /** There was no answer. */
    final class UnreachableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnreachableException(String message) {
            super(message);
        }
    }

    /**
     * @param url the witness's submission prefix
     * @throws UnreachableException when there is no answer in time
     */
    Reply add(String url, AddCheckpoint request);
}
