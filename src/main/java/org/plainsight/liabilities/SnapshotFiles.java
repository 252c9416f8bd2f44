package org.plainsight.liabilities;

import java.nio.file.Path;
import java.util.Optional;

/** The public files of published snapshots; they never change. */
public interface SnapshotFiles {

    /**
     * @param name {@code manifest.json}, {@code policy.json}, {@code trees.json} or {@code upper-tree}
     * @return empty for any other name, and for a snapshot that was never published
     */
    Optional<Path> published(String id, String name);
}
