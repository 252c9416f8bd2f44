package org.plainsight.registry.declaration;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.registry.ClaimedHolding;
import org.plainsight.registry.DeclarationIndex;
import org.plainsight.registry.DeclaredAddress;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.registry.PinnedAsset.Representation;

/** What must hold between rows, across all files. Errors name both places. */
final class CrossChecks {

    private final Findings findings;
    private final Set<String> entities = new HashSet<>();
    private final Map<AssetId, String> assets = new HashMap<>();
    /** Every coin and contract that counts for an asset, and the asset it counts for. */
    private final Map<AssetId, AssetId> counted = new HashMap<>();

    private final Map<AssetId, String> claimed = new HashMap<>();
    private final DeclarationIndex index = new DeclarationIndex();

    CrossChecks(Findings findings) {
        this.findings = findings;
    }

    void entity(Fields line, String name, List<String> into) {
        if (entities.add(name)) {
            into.add(name);
        } else {
            line.wrong("name", "the entity stands twice", "keep one line");
        }
    }

    void asset(Fields line, PinnedAsset asset, List<PinnedAsset> into) {
        int before = findings.count();
        String other = assets.putIfAbsent(asset.id(), line.place());
        if (other != null) {
            line.wrong("id", "the asset stands at " + other + " too", "keep one of the two lines");
            return;
        }
        for (Representation r : asset.representations()) {
            AssetId owner = counted.putIfAbsent(r.asset(), asset.id());
            if (owner != null) {
                line.wrong(
                        "representations",
                        r.asset() + " already counts for " + owner + " at " + assets.get(owner),
                        "a coin counts once; keep it in one place");
            }
            if (r.asset().equals(asset.id()) && r.decimals() != asset.decimals()) {
                line.wrong("representations", r.asset() + " has other decimals than the asset", "make them equal");
            }
        }
        if (findings.count() == before) {
            into.add(asset);
        }
    }

    void claimed(Fields line, ClaimedHolding holding, List<ClaimedHolding> into) {
        String other = claimed.putIfAbsent(holding.asset(), line.place());
        if (other != null) {
            line.wrong("asset", "claimed at " + other + " too", "add the amounts up in one line");
        } else if (!assets.containsKey(holding.asset())) {
            line.wrong("asset", holding.asset() + " is not declared", "add it to " + DeclarationReader.ASSETS);
        } else {
            into.add(holding);
        }
    }

    DeclarationIndex index() {
        return index;
    }

    void address(Fields line, DeclaredAddress row, Consumer<DeclaredAddress> into) {
        int before = findings.count();
        index.putAccount(row.account(), row.place())
                .ifPresent(other -> line.wrong(
                        "address",
                        row.account() + " stands at " + other + " too",
                        "an address has one entity and one purpose at a time; keep one of the two rows"));
        index.putId(row.id(), row.account())
                .ifPresent(other ->
                        line.wrong("id", "'" + row.id() + "' stands at " + other + " too", "give each row its own id"));
        if (!entities.contains(row.entity())) {
            line.wrong(
                    "entity",
                    "'" + Fields.shown(row.entity()) + "' is not declared",
                    "add it to " + DeclarationReader.ENTITIES + ", or correct the spelling");
        }
        Set<String> seen = new HashSet<>();
        for (String asset : row.assets()) {
            if (!seen.add(asset)) {
                line.wrong("assets", "'" + Fields.shown(asset) + "' stands twice", "keep it once");
            } else if (!asset.equals("*")) {
                held(line, row.account(), asset);
            }
        }
        if (findings.count() == before) {
            into.accept(row);
        }
    }

    private void held(Fields line, AccountId account, String text) {
        try {
            AssetId asset = AssetId.parse(text);
            if (!counted.containsKey(asset)) {
                line.wrong(
                        "assets",
                        asset + " counts for no declared asset",
                        "add it to the representations of an asset in " + DeclarationReader.ASSETS);
            } else if (!asset.chain().equals(account.chain())) {
                line.wrong("assets", asset + " is not on the chain of the address", "name assets of that chain");
            }
        } catch (MalformedIdentifierException e) {
            line.wrong("assets", "'" + Fields.shown(text) + "' is no asset", "write CAIP-19, or * for all");
        }
    }
}
