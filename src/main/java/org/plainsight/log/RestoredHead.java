package org.plainsight.log;

import java.util.Optional;
import org.plainsight.merkle.Hash32;

/** The head of a log that was filled from a copy: the one that was signed over these entries where they come from. */
public final class RestoredHead {

    private RestoredHead() {}

    /**
     * Makes the tiles and publishes them with the head. Signs nothing and knows no key: who signs on from here checks the
     * head first, as after every start.
     *
     * @param head verified under the log's key before
     * @throws IllegalStateException when it is not of exactly these entries, or the log has a head already
     */
    public static void publish(LogStore store, SignedCheckpoint head) {
        TileStaging staged = TileStaging.of(store, 0, head.size());
        Hash32 root = staged.root(head.size());
        if (store.size() != head.size() || !root.equals(head.root())) {
            throw new IllegalStateException(
                    "the " + store.size() + " restored entries are not those of the checkpoint of " + head.size()
                            + ": their root is " + root);
        }
        if (!store.publish(Optional.empty(), head, staged.tiles())) {
            throw new IllegalStateException("the log has a head already; restore into an empty database");
        }
    }
}
