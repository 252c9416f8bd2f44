package org.plainsight.registry.declaration;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.registry.PinnedAsset;

/** The declared assets as the registry's own file {@code assets.jsonl} has them: the same assets give the same bytes. */
public final class AssetList {

    private AssetList() {}

    public static byte[] lines(List<PinnedAsset> assets) {
        return assets.stream()
                .map(asset -> CanonicalJson.text(line(asset)) + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Json line(PinnedAsset asset) {
        return Json.object()
                .put("id", asset.id().toString())
                .put("symbol", asset.symbol())
                .put("name", asset.name())
                .put("decimals", asset.decimals())
                .put(
                        "representations",
                        Json.array(
                                asset.representations(),
                                r -> Json.object()
                                        .put("asset", r.asset().toString())
                                        .put("decimals", r.decimals())
                                        .build()))
                .build();
    }
}
