package org.plainsight.registry.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plainsight.asset.AssetId;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.registry.PinnedAsset.Representation;

/** The declared assets in PostgreSQL. */
@ApplicationScoped
class PinnedAssets implements AssetBook, PanacheRepositoryBase<PinnedAssetRow, String> {

    @Override
    @Transactional
    public List<PinnedAsset> assets() {
        Map<String, List<Representation>> representations = getEntityManager()
                .createQuery("select r from RepresentationRow r order by r.position", RepresentationRow.class)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        r -> r.pinnedAsset,
                        Collectors.mapping(RepresentationRow::toRepresentation, Collectors.toList())));
        return list("order by position").stream()
                .map(row -> new PinnedAsset(
                        AssetId.parse(row.id),
                        row.symbol,
                        row.name,
                        row.decimals,
                        representations.getOrDefault(row.id, List.of())))
                .toList();
    }

    @Override
    @Transactional
    public Optional<PinnedAsset> find(AssetId id) {
        List<PinnedAsset> assets = assets();
        return assets.stream()
                .filter(a -> a.id().equals(id))
                .findFirst()
                .or(() -> assets.stream()
                        .filter(a -> a.representations().stream()
                                .anyMatch(r -> r.asset().equals(id)))
                        .findFirst());
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void replace(List<PinnedAsset> assets) {
        EntityManager entities = getEntityManager();
        Set<String> before = new HashSet<>();
        for (PinnedAssetRow row : listAll()) {
            before.add(row.id);
        }
        Set<String> counting = new HashSet<>();
        int position = 0;
        for (PinnedAsset asset : assets) {
            before.remove(asset.id().toString());
            entities.merge(row(asset, position++));
            int place = 0;
            for (Representation r : asset.representations()) {
                entities.merge(row(asset, r, place++));
                counting.add(r.asset().toString());
            }
        }
        if (!before.isEmpty()) {
            throw new IllegalStateException("assets were declared before and are missing: " + before);
        }
        flush();
        entities.createQuery("select r from RepresentationRow r", RepresentationRow.class)
                .getResultStream()
                .filter(r -> !counting.contains(r.asset))
                .forEach(entities::remove);
        flush();
    }

    private static PinnedAssetRow row(PinnedAsset asset, int position) {
        PinnedAssetRow row = new PinnedAssetRow();
        row.id = asset.id().toString();
        row.position = position;
        row.symbol = asset.symbol();
        row.name = asset.name();
        row.decimals = asset.decimals();
        return row;
    }

    private static RepresentationRow row(PinnedAsset asset, Representation r, int position) {
        RepresentationRow row = new RepresentationRow();
        row.asset = r.asset().toString();
        row.pinnedAsset = asset.id().toString();
        row.position = position;
        row.decimals = r.decimals();
        return row;
    }
}
