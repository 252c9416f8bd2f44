package org.plainsight.portal.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainReaders;
import org.plainsight.chain.ChainStatus;
import org.plainsight.evidence.Age;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.LatestTotals;
import org.plainsight.reserves.AssetFigures;
import org.plainsight.reserves.Reconciliations;

/** The overview: what is owed, what is there, how each figure is known, how old it is, and what is not shown. */
@Path("/")
@Produces("text/html;charset=UTF-8")
@Blocking
public class HomePage {

    private final Snapshots snapshots;
    private final Reconciliations reconciliations;
    private final AssetBook assets;
    private final LatestTotals totals;
    private final ChainReaders chains;
    private final Clock clock;

    HomePage(
            Snapshots snapshots,
            Reconciliations reconciliations,
            AssetBook assets,
            LatestTotals totals,
            ChainReaders chains,
            Clock clock) {
        this.snapshots = snapshots;
        this.reconciliations = reconciliations;
        this.assets = assets;
        this.totals = totals;
        this.chains = chains;
        this.clock = clock;
    }

    /** @param age how long ago the cut-off was */
    public record Latest(Snapshot snapshot, String age, List<AssetFigures> figures) {
        /** How many assets are fully covered by signed reserves. */
        public long covered() {
            return figures.stream().filter(AssetFigures::isCovered).count();
        }

        public long withheld() {
            return figures.stream().filter(f -> f.ratio().isEmpty()).count();
        }

        public long uncovered() {
            return figures.size() - covered() - withheld();
        }
    }

    /** @param contact how long ago the node last answered; empty when it never did */
    public record Followed(ChainStatus status, Optional<String> tipAge, Optional<String> contact) {}

    public record View(Optional<Latest> latest, List<LatestTotals.Total> live, List<Followed> chains) {}

    @CheckedTemplate(basePath = "portal")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance home(View view);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance home() {
        Instant now = clock.instant();
        Optional<Latest> latest = snapshots
                .latestPublished()
                .map(s -> new Latest(
                        s,
                        Age.words(s.cutOff(), now),
                        reconciliations
                                .find(s.id())
                                .map(r -> AssetFigures.of(r, assets))
                                .orElse(List.of())));
        List<Followed> followed = chains.all().stream()
                .map(ChainReader::status)
                .map(s -> new Followed(
                        s,
                        s.tip().map(tip -> Age.words(tip.time(), now)),
                        s.lastContact().map(at -> Age.words(at, now))))
                .toList();
        return Pages.home(new View(latest, totals.totals(), followed));
    }
}
