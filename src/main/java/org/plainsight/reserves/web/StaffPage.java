package org.plainsight.reserves.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.reserves.Publication;
import org.plainsight.reserves.Publications;

/** What waits for whom on the way to publication. */
@Path("/staff")
@Produces("text/html;charset=UTF-8")
@RolesAllowed("staff")
@Blocking
public class StaffPage {

    private final Snapshots snapshots;
    private final Publications publications;
    private final AssetBook assets;
    private final SecurityIdentity identity;

    StaffPage(Snapshots snapshots, Publications publications, AssetBook assets, SecurityIdentity identity) {
        this.snapshots = snapshots;
        this.publications = publications;
        this.assets = assets;
        this.identity = identity;
    }

    /** Gross totals in whole coins, so that a second person can compare them with the ledger. */
    public record Owed(String symbol, String total) {}

    public record Staged(Snapshot snapshot, List<Owed> owed) {}

    /** @param mine prepared by the person who looks, who therefore cannot decide it */
    public record Waiting(Publication publication, List<Owed> owed, boolean mine) {}

    public record View(String name, List<Staged> staged, List<Waiting> waiting, List<Publication> done) {}

    @CheckedTemplate(basePath = "reserves")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance staff(View view);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance staff() {
        String name = identity.getPrincipal().getName();
        List<Publication> all = publications.all();
        List<Staged> staged = snapshots.all().stream()
                .filter(s -> s.state() == Snapshot.State.STAGED)
                .filter(s -> all.stream()
                        .noneMatch(p -> p.snapshotId().equals(s.id()) && p.state() != Publication.State.REJECTED))
                .map(s -> new Staged(s, owed(s)))
                .toList();
        List<Waiting> waiting = all.stream()
                .filter(p -> p.state() == Publication.State.PREPARED)
                .map(p -> new Waiting(
                        p,
                        snapshots.find(p.snapshotId()).map(this::owed).orElse(List.of()),
                        p.preparedBy().equals(name)))
                .toList();
        List<Publication> done = all.stream()
                .filter(p -> p.state() != Publication.State.PREPARED)
                .toList();
        return Pages.staff(new View(name, staged, waiting, done));
    }

    private List<Owed> owed(Snapshot snapshot) {
        return snapshot.trees().stream()
                .map(t -> new Owed(
                        assets.find(t.asset())
                                        .map(PinnedAsset::symbol)
                                        .orElse(t.asset().toString())
                                + (t.kind() == 0 ? "" : ", kind " + t.kind()),
                        t.total().display(t.decimals())))
                .toList();
    }
}
