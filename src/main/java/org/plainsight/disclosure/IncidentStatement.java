package org.plainsight.disclosure;

import java.time.Instant;
import java.util.Optional;
import org.plainsight.evidence.BlockRef;

/** Something that went wrong and that readers must know, such as an orphaned block or a withdrawn snapshot. */
public record IncidentStatement(
        Kind kind, Instant observedAt, String description, Optional<BlockRef> block, Optional<String> snapshotId)
        implements Disclosure {

    public static final String TYPE = "incident";

    public enum Kind {
        ORPHANED_BLOCK,
        REORG_BELOW_FINALITY,
        STALE_CHAIN,
        CONTRADICTING_PROVIDER,
        UNAVAILABLE_PROVIDER,
        WITHDRAWN_SNAPSHOT
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Json.Obj body() {
        return Json.object()
                .put("kind", Words.of(kind))
                .put("observed_at", observedAt)
                .put("description", description)
                .putOptional("block", block.map(BlockJson::write))
                .putText("snapshot", snapshotId)
                .build();
    }

    static IncidentStatement read(Json.Obj o) {
        o.allowOnly("kind", "observed_at", "description", "block", "snapshot");
        return new IncidentStatement(
                Words.read(Kind.class, o.text("kind")),
                o.time("observed_at"),
                o.text("description"),
                o.find("block").map(BlockJson::read),
                o.optionalText("snapshot"));
    }
}
