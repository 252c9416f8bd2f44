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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.reserves.FourEyes;
import org.plainsight.reserves.Publication;
import org.plainsight.reserves.Publications;
import org.plainsight.reserves.Withdrawal;
import org.plainsight.reserves.Withdrawals;

/** What waits for whom on the way to publication, and on the way back. */
@Path("/staff")
@Produces("text/html;charset=UTF-8")
@RolesAllowed("staff")
@Blocking
public class StaffPage {

    private final Snapshots snapshots;
    private final Publications publications;
    private final Withdrawals withdrawals;
    private final AssetBook assets;
    private final SecurityIdentity identity;

    StaffPage(
            Snapshots snapshots,
            Publications publications,
            Withdrawals withdrawals,
            AssetBook assets,
            SecurityIdentity identity) {
        this.snapshots = snapshots;
        this.publications = publications;
        this.withdrawals = withdrawals;
        this.assets = assets;
        this.identity = identity;
    }

    /**
     * A gross total in whole coins, so that a second person can compare it with the ledger.
     *
     * @param before the same total in the snapshot published last; empty where it had none
     */
    public record Owed(String label, String total, Optional<String> before) {}

    public record Staged(Snapshot snapshot, List<Owed> owed) {}

    /** @param mine prepared by the person who looks, who therefore cannot decide it */
    public record Waiting(Publication publication, List<Owed> owed, boolean mine) {}

    /** @param mine asked for by the person who looks, who therefore cannot approve it */
    public record Asked(Withdrawal withdrawal, boolean mine) {}

    /** @param again the same file and control record had been staged before */
    public record JustStaged(Snapshot snapshot, boolean again) {}

    public record View(
            String name,
            Optional<JustStaged> justStaged,
            List<Staged> staged,
            List<Waiting> waiting,
            List<Publication> done,
            List<Asked> asked,
            List<Withdrawal> withdrawn,
            List<Snapshot> published) {}

    @CheckedTemplate(basePath = "reserves")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance staff(View view);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance staff(@RestQuery("staged") @Nullable String justStaged, @RestQuery boolean again) {
        String name = identity.getPrincipal().getName();
        List<Snapshot> everySnapshot = snapshots.all();
        List<Publication> all = publications.all();
        List<Withdrawal> taken = withdrawals.all();
        return Pages.staff(new View(
                name,
                everySnapshot.stream()
                        .filter(s -> s.id().equals(justStaged))
                        .findFirst()
                        .map(s -> new JustStaged(s, again)),
                staged(everySnapshot, all),
                waiting(all, name),
                all.stream()
                        .filter(p -> p.state() != Publication.State.PREPARED)
                        .toList(),
                taken.stream()
                        .filter(Withdrawal::isOpen)
                        .map(w -> new Asked(w, FourEyes.isSamePerson(w.requestedBy(), name)))
                        .toList(),
                taken.stream().filter(w -> !w.isOpen()).toList(),
                everySnapshot.stream()
                        .filter(s -> s.state() == Snapshot.State.PUBLISHED)
                        .filter(s -> taken.stream()
                                .noneMatch(w -> w.isOpen() && w.snapshotId().equals(s.id())))
                        .toList()));
    }

    private List<Staged> staged(List<Snapshot> everySnapshot, List<Publication> all) {
        return everySnapshot.stream()
                .filter(s -> s.state() == Snapshot.State.STAGED)
                .filter(s -> all.stream()
                        .noneMatch(p -> p.snapshotId().equals(s.id()) && p.state() != Publication.State.REJECTED))
                .map(s -> new Staged(s, owed(s)))
                .toList();
    }

    private List<Waiting> waiting(List<Publication> all, String name) {
        return all.stream()
                .filter(p -> p.state() == Publication.State.PREPARED)
                .map(p -> new Waiting(
                        p,
                        snapshots.find(p.snapshotId()).map(this::owed).orElse(List.of()),
                        FourEyes.isSamePerson(p.preparedBy(), name)))
                .toList();
    }

    private List<Owed> owed(Snapshot snapshot) {
        List<Snapshot.Tree> before =
                snapshots.latestPublished().map(Snapshot::trees).orElse(List.of());
        return snapshot.trees().stream()
                .map(tree -> new Owed(
                        label(tree),
                        tree.total().display(tree.decimals()),
                        before.stream()
                                .filter(b -> b.asset().equals(tree.asset()) && b.kind() == tree.kind())
                                .findFirst()
                                .map(b -> b.total().display(b.decimals()))))
                .toList();
    }

    private String label(Snapshot.Tree tree) {
        String symbol = assets.find(tree.asset())
                .map(PinnedAsset::symbol)
                .orElse(tree.asset().toString());
        return tree.kind() == 0 ? symbol : symbol + ", kind " + tree.kind();
    }
}
