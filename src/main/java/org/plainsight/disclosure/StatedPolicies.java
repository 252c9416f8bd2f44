package org.plainsight.disclosure;

import java.util.Optional;

/** Which documents the log binds. */
public interface StatedPolicies {

    /** What the statement at this log index says of a document. */
    record Stated(long logIndex, PublishedFile document) {}

    /** The newest {@code policy} statement of this name; sees what the caller's transaction appended. */
    Optional<Stated> newest(String name);
}
