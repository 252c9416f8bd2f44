package org.plainsight.feed.webhook;

import java.net.URI;
import java.util.Map;

/** Where messages are sent. Never throws for what a receiver does. */
public interface Receiver {

    /** What came of an attempt. */
    sealed interface Answer {

        /** In words, for the delivery log. */
        String words();

        record Taken(int status) implements Answer {
            @Override
            public String words() {
                return "taken (" + status + ")";
            }
        }

        record Refused(String reason) implements Answer {
            @Override
            public String words() {
                return reason;
            }
        }

        /** The receiver said that it wants no more (410). */
        record Gone() implements Answer {
            @Override
            public String words() {
                return "the receiver wants no more (410)";
            }
        }
    }

    Answer send(URI url, Map<String, String> headers, String body);
}
