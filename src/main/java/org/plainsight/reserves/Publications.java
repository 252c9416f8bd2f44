package org.plainsight.reserves;

import java.util.List;
import java.util.Optional;

/** Publications in progress and done, newest first. */
public interface Publications {

    List<Publication> all();

    Optional<Publication> find(String snapshotId);

    /** Inserts or replaces by snapshot. */
    void save(Publication publication);
}
