package org.plainsight.portal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.evidence.BlockRef;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;

/** Snapshots in a list, newest first. */
final class MemorySnapshots implements Snapshots {

    private final List<Snapshot> all = new ArrayList<>();

    void add(Snapshot snapshot) {
        all.addFirst(snapshot);
    }

    void clear() {
        all.clear();
    }

    @Override
    public List<Snapshot> all() {
        return List.copyOf(all);
    }

    @Override
    public Optional<Snapshot> find(String id) {
        return all.stream().filter(s -> s.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Snapshot> latestPublished() {
        return all.stream().filter(s -> s.state() == Snapshot.State.PUBLISHED).findFirst();
    }

    @Override
    public LiabilitiesStatement seal(String id, List<BlockRef> blocks) {
        throw new UnsupportedOperationException("pages seal nothing");
    }

    @Override
    public void published(LiabilitiesStatement statement, long logIndex, Instant publishedAt) {
        throw new UnsupportedOperationException("pages publish nothing");
    }

    @Override
    public void withdrawn(String id) {
        throw new UnsupportedOperationException("pages withdraw nothing");
    }
}
