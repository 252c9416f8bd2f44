package org.plainsight.registry.job;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.plainsight.disclosure.PolicyStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.PublishedFiles;
import org.plainsight.disclosure.StatedPolicies;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.registry.declaration.AssetList;

/** The declared assets, and what the log must say of them: amounts are read by their decimals. */
@Singleton
class DeclaredAssets {

    private final AssetBook assets;
    private final PublishedFiles files;
    private final StatedPolicies policies;

    DeclaredAssets(AssetBook assets, PublishedFiles files, StatedPolicies policies) {
        this.assets = assets;
        this.files = files;
        this.policies = policies;
    }

    /**
     * Takes the assets in, in the caller's transaction.
     *
     * @return what must be stated in the same transaction; empty when the log says it already
     */
    Optional<PolicyStatement> replace(List<PinnedAsset> declared) {
        assets.replace(declared);
        PublishedFile list = files.write(AssetList.lines(assets.assets())).named("jsonl");
        return policies.newest(PolicyStatement.ASSETS)
                        .filter(stated -> stated.document().equals(list))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(new PolicyStatement(PolicyStatement.ASSETS, list));
    }
}
