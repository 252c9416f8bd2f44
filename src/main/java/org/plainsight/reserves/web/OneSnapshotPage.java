package org.plainsight.reserves.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.PublishedFiles;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.evidence.Age;
import org.plainsight.evidence.BlockRef;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.log.TransparencyLog;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.reserves.AssetFigures;
import org.plainsight.reserves.HoldingsFile;
import org.plainsight.reserves.Reconciliations;

/** One published snapshot, under a link that stays. */
@Path("/snapshots")
@Produces("text/html;charset=UTF-8")
@Blocking
public class OneSnapshotPage {

    private final Snapshots snapshots;
    private final Reconciliations reconciliations;
    private final PublishedFiles holdingsFiles;
    private final AssetBook assets;
    private final TransparencyLog log;
    private final Clock clock;

    OneSnapshotPage(
            Snapshots snapshots,
            Reconciliations reconciliations,
            PublishedFiles holdingsFiles,
            AssetBook assets,
            TransparencyLog log,
            Clock clock) {
        this.snapshots = snapshots;
        this.reconciliations = reconciliations;
        this.holdingsFiles = holdingsFiles;
        this.assets = assets;
        this.log = log;
        this.clock = clock;
    }

    /** A tree with its total in whole coins. */
    public record TreeRow(Snapshot.Tree tree, String symbol, String total) {}

    /** A file with the entry of the log that names it, or names the file that does. */
    public record NamedFile(PublishedFile file, long logIndex) {}

    /** A coin or contract whose holdings are as a node said. */
    public record Unproven(String asset, String reason) {}

    public record View(
            Snapshot snapshot,
            Snapshot.Publication publication,
            String age,
            List<AssetFigures> figures,
            List<TreeRow> trees,
            List<NamedFile> files,
            List<Unproven> unproven,
            Optional<Snapshot> previous) {
        /** The blocks at which the chains were read, each once. */
        public List<BlockRef> blocks() {
            return figures.stream()
                    .flatMap(f -> f.parts().stream())
                    .flatMap(p -> p.position().block().stream())
                    .distinct()
                    .toList();
        }

        public boolean withdrawn() {
            return snapshot.state() == Snapshot.State.WITHDRAWN;
        }
    }

    @CheckedTemplate(basePath = "reserves")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance snapshot(View view);
    }

    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public TemplateInstance snapshot(@RestPath String id) {
        Snapshot snapshot = snapshots.find(id).orElseThrow(() -> notFound(id));
        Snapshot.Publication publication = snapshot.publication().orElseThrow(() -> notFound(id));
        List<AssetFigures> figures =
                reconciliations.find(id).map(r -> AssetFigures.of(r, assets)).orElse(List.of());
        Optional<HoldingsFile> holdings = holdings(figures);
        return Pages.snapshot(new View(
                snapshot,
                publication,
                Age.words(snapshot.cutOff(), clock.instant()),
                figures,
                snapshot.trees().stream().map(this::tree).toList(),
                files(publication, figures),
                holdings.stream().flatMap(OneSnapshotPage::unproven).toList(),
                previous(publication)));
    }

    private Optional<HoldingsFile> holdings(List<AssetFigures> figures) {
        return figures.stream()
                .findFirst()
                .flatMap(f -> holdingsFiles.open(f.statement().holdings().sha256()))
                .map(in -> {
                    try (in) {
                        return HoldingsFile.read(in.readAllBytes());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static Stream<Unproven> unproven(HoldingsFile holdings) {
        return holdings.evidence().stream()
                .flatMap(proof -> proof.unproven().entrySet().stream())
                .map(entry -> new Unproven(entry.getKey().toString(), entry.getValue()))
                .sorted(Comparator.comparing(Unproven::asset));
    }

    private TreeRow tree(Snapshot.Tree tree) {
        return new TreeRow(
                tree,
                assets.find(tree.asset())
                        .map(PinnedAsset::symbol)
                        .orElse(tree.asset().toString()),
                tree.total().display(tree.decimals()));
    }

    private List<NamedFile> files(Snapshot.Publication publication, List<AssetFigures> figures) {
        LiabilitiesStatement statement = log.entry(publication.logIndex())
                .map(entry -> SignedStatement.fromEntry(entry).disclosure())
                .filter(LiabilitiesStatement.class::isInstance)
                .map(LiabilitiesStatement.class::cast)
                .orElseThrow(() -> new IllegalStateException(
                        "entry " + publication.logIndex() + " of the log is not the snapshot's liabilities statement"));
        List<NamedFile> files = new ArrayList<>();
        Stream.of(statement.manifest(), statement.policy(), statement.trees(), statement.upperTree())
                .forEach(file -> files.add(new NamedFile(file, publication.logIndex())));
        for (AssetFigures asset : figures) {
            PublishedFile file = asset.statement().holdings();
            if (files.stream().noneMatch(named -> named.file().equals(file))) {
                files.add(new NamedFile(file, asset.logIndex()));
            }
        }
        holdings(figures).stream()
                .flatMap(read -> read.evidence().stream())
                .forEach(proof ->
                        files.add(new NamedFile(proof.file(), figures.getFirst().logIndex())));
        return files;
    }

    private Optional<Snapshot> previous(Snapshot.Publication publication) {
        return snapshots.all().stream()
                .filter(s -> s.publication()
                        .filter(p -> p.header().equals(publication.previousHeader()))
                        .isPresent())
                .findFirst();
    }

    private static NotFoundException notFound(String id) {
        return new NotFoundException("No snapshot " + id + " has been published. All that were stand at /snapshots.");
    }
}
