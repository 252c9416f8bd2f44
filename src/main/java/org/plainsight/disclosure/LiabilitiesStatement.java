package org.plainsight.disclosure;

import java.time.Instant;
import java.util.List;
import org.plainsight.evidence.BlockRef;

/**
 * The header of one liabilities snapshot. Header, roots and digests are hex; their formulas are in the liabilities
 * format. The asset records, the upper tree, the policy document and the reserves manifest are files.
 *
 * @param treeCount n, the number of asset trees under the root
 * @param assetsRoot A, the root over the asset records
 * @param manifestBlocks the cut-off blocks the reserves manifest names
 */
public record LiabilitiesStatement(
        String snapshotId,
        Instant cutOff,
        int version,
        String header,
        String previousHeader,
        int treeCount,
        String assetsRoot,
        long accounts,
        List<BlockRef> manifestBlocks,
        PublishedFile manifest,
        PublishedFile policy,
        PublishedFile trees,
        PublishedFile upperTree)
        implements Disclosure {

    public static final String TYPE = "liabilities";

    public LiabilitiesStatement {
        manifestBlocks = List.copyOf(manifestBlocks);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Json.Obj body() {
        return Json.object()
                .put("snapshot", snapshotId)
                .put("cut_off", cutOff)
                .put("version", version)
                .put("header", header)
                .put("previous_header", previousHeader)
                .put("tree_count", treeCount)
                .put("assets_root", assetsRoot)
                .put("accounts", accounts)
                .put("blocks", Json.array(manifestBlocks, BlockJson::write))
                .put("manifest", manifest.json())
                .put("policy", policy.json())
                .put("trees", trees.json())
                .put("upper_tree", upperTree.json())
                .build();
    }

    static LiabilitiesStatement read(Json.Obj o) {
        o.allowOnly(
                "snapshot",
                "cut_off",
                "version",
                "header",
                "previous_header",
                "tree_count",
                "assets_root",
                "accounts",
                "blocks",
                "manifest",
                "policy",
                "trees",
                "upper_tree");
        return new LiabilitiesStatement(
                o.text("snapshot"),
                o.time("cut_off"),
                Math.toIntExact(o.integer("version")),
                o.text("header"),
                o.text("previous_header"),
                Math.toIntExact(o.integer("tree_count")),
                o.text("assets_root"),
                o.integer("accounts"),
                o.list("blocks", BlockJson::read),
                PublishedFile.read(o.object("manifest")),
                PublishedFile.read(o.object("policy")),
                PublishedFile.read(o.object("trees")),
                PublishedFile.read(o.object("upper_tree")));
    }
}
