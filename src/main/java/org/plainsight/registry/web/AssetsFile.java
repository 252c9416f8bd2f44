package org.plainsight.registry.web;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.PinnedAsset;

/** The declared assets in the form of the registry's own file, so that a mirror can restore a portal. */
@Path("/assets.jsonl")
@Blocking
class AssetsFile {

    private final AssetBook assets;

    AssetsFile(AssetBook assets) {
        this.assets = assets;
    }

    @GET
    @Produces("application/jsonl")
    @Operation(summary = "The assets that count, one JSON object per line")
    public String lines() {
        return assets.assets().stream()
                .map(asset -> CanonicalJson.text(line(asset)) + "\n")
                .collect(Collectors.joining());
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
