package org.plainsight.liabilities.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.BlockRef;

/** One block of a published snapshot's reserves manifest. */
@Embeddable
class SnapshotBlockRow {

    @Column(nullable = false)
    String chain;

    @Column(nullable = false)
    long height;

    @Column(nullable = false)
    String hash;

    @Column(nullable = false)
    Instant time;

    static SnapshotBlockRow of(BlockRef block) {
        SnapshotBlockRow row = new SnapshotBlockRow();
        row.chain = block.chain().toString();
        row.height = block.height();
        row.hash = block.hash();
        row.time = block.time();
        return row;
    }

    BlockRef toBlock() {
        return new BlockRef(ChainId.parse(chain), height, hash, time);
    }
}
