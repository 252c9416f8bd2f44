package org.plainsight.reserves.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Provider;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.chain.ChainReaders;
import org.plainsight.chain.Evidence;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.PublishedFiles;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.log.TransparencyLog;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.ClaimedHoldings;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.reserves.HoldingsFile;
import org.plainsight.reserves.Measuring;
import org.plainsight.reserves.Publication;
import org.plainsight.reserves.Publications;
import org.plainsight.reserves.Reconciler;
import org.plainsight.reserves.Reconciliation;
import org.plainsight.reserves.Reconciliations;

/**
 * Takes one approved publication to the public: measure, seal, write the files, then append the statements and record the
 * rows in one transaction. Killed before that transaction commits, nothing is public and the next run does it all again;
 * killed after, everything is.
 */
@ApplicationScoped
class SnapshotPublisher implements Publisher {

    private final Publications publications;
    private final Snapshots snapshots;
    private final Reconciliations reconciliations;
    private final AddressBook addresses;
    private final AssetBook assets;
    private final ClaimedHoldings claimed;
    private final PublishedFiles files;
    private final TransparencyLog log;
    private final Provider<StatementSigners> signers;
    private final Measuring measuring;
    private final InTransaction transaction;
    private final PublishingSettings settings;
    private final Clock clock;

    SnapshotPublisher(
            Publications publications,
            Snapshots snapshots,
            Reconciliations reconciliations,
            AddressBook addresses,
            AssetBook assets,
            ClaimedHoldings claimed,
            PublishedFiles files,
            TransparencyLog log,
            Provider<StatementSigners> signers,
            ChainReaders chains,
            PublishingSettings settings,
            Clock clock,
            InTransaction transaction) {
        this.publications = publications;
        this.snapshots = snapshots;
        this.reconciliations = reconciliations;
        this.addresses = addresses;
        this.assets = assets;
        this.claimed = claimed;
        this.files = files;
        this.log = log;
        this.signers = signers;
        this.measuring = new Measuring(chains);
        this.settings = settings;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public Optional<String> publish(Publication publication) {
        Snapshot snapshot = snapshots
                .find(publication.snapshotId())
                .orElseThrow(() -> new IllegalStateException("no snapshot " + publication.snapshotId()));
        long logSize = log.size();
        List<AddressClaim> claims = addresses.asOf(logSize);
        List<PinnedAsset> pinned = assets.assets();
        Optional<String> mismatch = mismatch(snapshot, pinned);
        if (mismatch.isPresent()) {
            return mismatch;
        }
        return switch (measuring.measure(snapshot.cutOff(), pinned, claims, isPatient(publication))) {
            case Measuring.Outcome.Waiting(String reason) -> Optional.of("waiting for " + reason);
            case Measuring.Outcome.Done done -> {
                LiabilitiesStatement liabilities = snapshots.seal(snapshot.id(), done.blocks());
                Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
                publish(
                        publication,
                        liabilities,
                        new Reconciler.Input(
                                snapshot,
                                liabilities.header(),
                                now,
                                pinned,
                                claims,
                                logSize,
                                done.readings(),
                                done.unread(),
                                claimed.current()),
                        done.evidence());
                yield Optional.empty();
            }
        };
    }

    /** Trees are counted in the decimals that are pinned, or nothing is compared. */
    private static Optional<String> mismatch(Snapshot snapshot, List<PinnedAsset> assets) {
        for (Snapshot.Tree tree : snapshot.trees()) {
            Optional<PinnedAsset> pinned =
                    assets.stream().filter(a -> a.id().equals(tree.asset())).findFirst();
            if (pinned.isEmpty()) {
                return Optional.of("the asset " + tree.asset() + " is not declared; add it to assets.jsonl");
            }
            if (pinned.get().decimals() != tree.decimals()) {
                return Optional.of("the tree of " + tree.asset() + " has " + tree.decimals()
                        + " decimals and the declared asset " + pinned.get().decimals() + "; stage the snapshot again");
            }
        }
        return Optional.empty();
    }

    private boolean isPatient(Publication publication) {
        Instant approved = publication.decidedAt().orElse(publication.preparedAt());
        return clock.instant().isBefore(approved.plus(settings.patience()));
    }

    private HoldingsFile.Proof write(String snapshotId, Evidence evidence) {
        PublishedFiles.Written written = files.write(evidence::writeTo);
        return new HoldingsFile.Proof(
                evidence.block().chain(),
                evidence.kind(),
                evidence.proven().stream().sorted().toList(),
                evidence.unproven(),
                new PublishedFile(
                        "/snapshots/" + snapshotId + "/evidence/" + written.sha256(),
                        written.sha256(),
                        written.size()));
    }

    private void publish(
            Publication publication,
            LiabilitiesStatement liabilities,
            Reconciler.Input input,
            List<Evidence> evidence) {
        HoldingsFile holdings = Reconciler.holdings(input)
                .with(evidence.stream()
                        .map(found -> write(input.snapshot().id(), found))
                        .toList());
        PublishedFiles.Written written = files.write(holdings.toBytes());
        PublishedFile file = new PublishedFile(
                "/snapshots/" + input.snapshot().id() + "/holdings.json", written.sha256(), written.size());
        List<ReservesStatement> statements = Reconciler.statements(input, holdings, file);
        List<byte[]> entries = new ArrayList<>();
        entries.add(signers.get().entry(liabilities));
        statements.forEach(s -> entries.add(signers.get().entry(s)));
        transaction.run(() -> {
            List<Long> indices = log.append(entries);
            snapshots.published(liabilities, indices.getFirst(), input.issuedAt());
            reconciliations.record(
                    new Reconciliation(liabilities.snapshotId(), statements, indices.subList(1, indices.size())));
            publications.save(publication.published());
        });
    }
}
