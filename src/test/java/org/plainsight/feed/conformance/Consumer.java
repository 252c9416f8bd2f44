package org.plainsight.feed.conformance;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Somebody who labels addresses by the feed. */
interface Consumer {

    /** Takes one answer in; whether to go on with the next at once. */
    boolean take(String path, int status, Map<String, String> headers, byte[] body);

    /** Address to entity. */
    SortedMap<String, String> labels();

    /** The log index behind which it goes on. */
    long cursor();

    /** What was refused, and why. */
    List<String> alarms();
}
