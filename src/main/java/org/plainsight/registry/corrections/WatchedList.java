package org.plainsight.registry.corrections;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.plainsight.registry.labels.LabelFinding;

/**
 * What the last look at a publisher's list found.
 *
 * @param name of the list in the settings
 * @param labels how many the list held when it was last read
 * @param findings every label that contradicts the registry, as of then
 * @param problem why it could not be read this time; the findings are those of before then
 */
public record WatchedList(
        String name,
        String publisher,
        Instant lookedAt,
        long labels,
        List<LabelFinding> findings,
        Optional<String> problem) {

    public WatchedList {
        findings = List.copyOf(findings);
    }

    /** The same, after a look that failed. */
    public WatchedList failed(Instant at, String why) {
        return new WatchedList(name, publisher, at, labels, findings, Optional.of(why));
    }
}
