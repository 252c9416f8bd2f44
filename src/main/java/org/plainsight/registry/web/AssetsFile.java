package org.plainsight.registry.web;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.declaration.AssetList;

/** The declared assets; the log names the same bytes by their digest. */
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
    public byte[] lines() {
        return AssetList.lines(assets.assets());
    }
}
