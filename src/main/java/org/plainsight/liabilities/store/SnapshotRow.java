package org.plainsight.liabilities.store;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.plainsight.liabilities.Snapshot;

@Entity
@Table(name = "liabilities_snapshot")
class SnapshotRow {

    @Id
    String id;

    @Column(nullable = false)
    String state;

    @Column(name = "cut_off", nullable = false)
    Instant cutOff;

    @Column(nullable = false)
    long accounts;

    @Column(name = "assets_root", nullable = false)
    String assetsRoot;

    @Column(name = "input_digest", nullable = false)
    String inputDigest;

    @Column(name = "staged_at", nullable = false)
    Instant stagedAt;

    @Column
    @Nullable
    String header;

    @Column(name = "previous_header")
    @Nullable
    String previousHeader;

    @Column(name = "log_index")
    @Nullable
    Long logIndex;

    @Column(name = "published_at")
    @Nullable
    Instant publishedAt;

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "liabilities_tree", joinColumns = @JoinColumn(name = "snapshot_id"))
    @OrderColumn(name = "tree_index")
    List<SnapshotTreeRow> trees = new ArrayList<>();

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "liabilities_block", joinColumns = @JoinColumn(name = "snapshot_id"))
    @OrderColumn(name = "place")
    List<SnapshotBlockRow> blocks = new ArrayList<>();

    static SnapshotRow staged(Snapshot snapshot, String inputDigest, Instant at) {
        SnapshotRow row = new SnapshotRow();
        row.id = snapshot.id();
        row.state = Snapshot.State.STAGED.name();
        row.cutOff = snapshot.cutOff();
        row.accounts = snapshot.accounts();
        row.assetsRoot = snapshot.assetsRoot();
        row.inputDigest = inputDigest;
        row.stagedAt = at;
        snapshot.trees().forEach(tree -> row.trees.add(SnapshotTreeRow.of(tree)));
        return row;
    }

    Snapshot toSnapshot() {
        return new Snapshot(
                id,
                Snapshot.State.valueOf(state),
                cutOff,
                accounts,
                assetsRoot,
                IntStream.range(0, trees.size())
                        .mapToObj(a -> trees.get(a).toTree(a))
                        .toList(),
                Optional.ofNullable(header).map(this::publication));
    }

    private Snapshot.Publication publication(String published) {
        return new Snapshot.Publication(
                published,
                Objects.requireNonNull(previousHeader),
                blocks.stream().map(SnapshotBlockRow::toBlock).toList(),
                Objects.requireNonNull(logIndex),
                Objects.requireNonNull(publishedAt));
    }
}
