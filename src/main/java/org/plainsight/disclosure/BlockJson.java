package org.plainsight.disclosure;

import org.plainsight.asset.ChainId;
import org.plainsight.evidence.BlockRef;

/** A block as statements write it: {@code {"chain","height","hash","time"}}. */
public final class BlockJson {

    private BlockJson() {}

    public static Json.Obj write(BlockRef block) {
        return Json.object()
                .put("chain", block.chain().toString())
                .put("height", block.height())
                .put("hash", block.hash())
                .put("time", block.time())
                .build();
    }

    /** @throws MalformedStatementException when the value is no block */
    public static BlockRef read(Json value) {
        Json.Obj o = Json.asObject(value);
        o.allowOnly("chain", "height", "hash", "time");
        try {
            return new BlockRef(ChainId.parse(o.text("chain")), o.integer("height"), o.text("hash"), o.time("time"));
        } catch (IllegalArgumentException e) {
            throw new MalformedStatementException("a block: " + e.getMessage());
        }
    }
}
