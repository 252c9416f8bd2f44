package org.plainsight.reserves.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.reserves.AssetFigures;
import org.plainsight.reserves.RatioChart;
import org.plainsight.reserves.Reconciliations;

/** All published snapshots with their ratios, as a table and as a line per asset. */
@Path("/snapshots")
@Produces("text/html;charset=UTF-8")
@Blocking
public class SnapshotListPage {

    private final Snapshots snapshots;
    private final Reconciliations reconciliations;
    private final AssetBook assets;

    SnapshotListPage(Snapshots snapshots, Reconciliations reconciliations, AssetBook assets) {
        this.snapshots = snapshots;
        this.reconciliations = reconciliations;
        this.assets = assets;
    }

    public record Row(Snapshot snapshot, List<AssetFigures> figures) {
        public boolean withdrawn() {
            return snapshot.state() == Snapshot.State.WITHDRAWN;
        }
    }

    public record View(List<Row> rows, List<RatioChart> charts) {}

    @CheckedTemplate(basePath = "reserves")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance snapshots(View view);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance snapshots() {
        List<Row> rows = snapshots.all().stream()
                .filter(s -> s.publication().isPresent())
                .map(s -> new Row(
                        s,
                        reconciliations
                                .find(s.id())
                                .map(r -> AssetFigures.of(r, assets))
                                .orElse(List.of())))
                .toList();
        return Pages.snapshots(new View(rows, charts(rows)));
    }

    private List<RatioChart> charts(List<Row> rows) {
        List<RatioChart> charts = new ArrayList<>();
        for (PinnedAsset asset : assets.assets()) {
            List<Optional<String>> ratios = rows.reversed().stream()
                    .filter(row -> !row.withdrawn())
                    .map(row -> row.figures().stream()
                            .filter(f -> f.statement().asset().equals(asset.id()))
                            .findFirst()
                            .flatMap(AssetFigures::ratio))
                    .toList();
            RatioChart.of(asset.symbol(), ratios).ifPresent(charts::add);
        }
        return charts;
    }
}
