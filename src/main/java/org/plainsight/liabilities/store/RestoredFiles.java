package org.plainsight.liabilities.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.tree.SnapshotDirectory;

/** The public part of a snapshot, out of its published files. */
final class RestoredFiles {

    private RestoredFiles() {}

    static void write(
            SnapshotDirectory directory, LiabilitiesStatement statement, Function<PublishedFile, byte[]> files)
            throws IOException {
        Path target = directory.sealed(statement.header());
        if (Files.exists(target)) {
            return;
        }
        Path part = directory.path().resolve("sealing");
        SnapshotDirectory.discard(part);
        Files.createDirectories(part);
        Map<String, PublishedFile> named = Map.of(
                "manifest.json", statement.manifest(),
                "policy.json", statement.policy(),
                "trees.json", statement.trees(),
                "upper-tree", statement.upperTree());
        for (Map.Entry<String, PublishedFile> file : named.entrySet()) {
            Files.write(part.resolve(file.getKey()), files.apply(file.getValue()));
        }
        SnapshotDirectory.publishDirectory(part, target);
    }

    static Snapshot snapshot(LiabilitiesStatement statement, byte[] trees) {
        return new Snapshot(
                statement.snapshotId(),
                Snapshot.State.STAGED,
                statement.cutOff(),
                statement.accounts(),
                statement.assetsRoot(),
                trees(trees),
                Optional.empty());
    }

    private static List<Snapshot.Tree> trees(byte[] file) {
        return Json.asObject(CanonicalJson.read(file)).list("trees", value -> {
            Json.Obj o = Json.asObject(value);
            int depth = Math.toIntExact(o.integer("depth"));
            return new Snapshot.Tree(
                    Math.toIntExact(o.integer("index")),
                    AssetId.parse(o.text("asset")),
                    Math.toIntExact(o.integer("kind")),
                    Math.toIntExact(o.integer("decimals")),
                    depth,
                    // how many leaves are filled is not published: as many as fit
                    1L << depth,
                    Amount.parse(o.text("total")),
                    o.text("root"));
        });
    }
}
