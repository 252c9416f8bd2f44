package org.plainsight.reserves.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.PublishedFiles;
import org.plainsight.evidence.BlockRef;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.log.TransparencyLog;
import org.plainsight.merkle.Hash32;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.AddressPage;
import org.plainsight.registry.AddressQuery;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.ClaimedHolding;
import org.plainsight.registry.ClaimedHoldings;
import org.plainsight.registry.PinnedAsset;
import org.plainsight.reserves.Publication;
import org.plainsight.reserves.Publications;
import org.plainsight.reserves.Reconciliation;
import org.plainsight.reserves.Reconciliations;
import org.plainsight.testing.MemoryFiles;

/**
 * What a publication reads and writes, in memory, with transactions that really roll back. Each write counts down to the
 * crash that a test asks for.
 */
final class FakeWorld {

    final List<byte[]> entries = new ArrayList<>();
    final Map<String, Long> published = new HashMap<>();
    final Map<String, Instant> publishedAt = new HashMap<>();
    final Map<String, Publication> publications = new HashMap<>();
    final List<Reconciliation> reconciliations = new ArrayList<>();
    final MemoryFiles files = new MemoryFiles();
    final List<AddressClaim> claims = new ArrayList<>();
    final List<PinnedAsset> assets = new ArrayList<>();
    final List<ClaimedHolding> claimed = new ArrayList<>();
    Optional<Snapshot> staged = Optional.empty();

    /** Crash at this write, counted from 1; none when 0. */
    int crashAtWrite;

    boolean crashAfterCommit;

    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void write() {
        if (crashAtWrite > 0 && --crashAtWrite == 0) {
            throw new Crash();
        }
    }

    /** All of the work or none of it; a crash after the commit loses the answer only. */
    void inTransaction(Runnable work) {
        List<byte[]> oldEntries = List.copyOf(entries);
        Map<String, Long> oldPublished = Map.copyOf(published);
        Map<String, Publication> oldPublications = Map.copyOf(publications);
        List<Reconciliation> oldReconciliations = List.copyOf(reconciliations);
        try {
            work.run();
        } catch (Crash crash) {
            entries.clear();
            entries.addAll(oldEntries);
            published.clear();
            published.putAll(oldPublished);
            publications.clear();
            publications.putAll(oldPublications);
            reconciliations.clear();
            reconciliations.addAll(oldReconciliations);
            throw crash;
        }
        if (crashAfterCommit) {
            crashAfterCommit = false;
            throw new Crash();
        }
    }

    final class FakeSnapshots implements Snapshots {
        @Override
        public List<Snapshot> all() {
            return staged.stream().toList();
        }

        @Override
        public Optional<Snapshot> find(String id) {
            return staged.filter(s -> s.id().equals(id));
        }

        @Override
        public Optional<Snapshot> latestPublished() {
            return Optional.empty();
        }

        @Override
        public LiabilitiesStatement seal(String id, List<BlockRef> blocks) {
            write();
            PublishedFile file = new PublishedFile("/snapshots/" + id + "/x", "00".repeat(32), 1);
            return new LiabilitiesStatement(
                    id,
                    staged.orElseThrow().cutOff(),
                    1,
                    "11".repeat(32),
                    "00".repeat(32),
                    1,
                    "22".repeat(32),
                    1,
                    blocks,
                    file,
                    file,
                    file,
                    file);
        }

        @Override
        public void published(LiabilitiesStatement statement, long logIndex, Instant publishedAt) {
            write();
            published.put(statement.snapshotId(), logIndex);
            FakeWorld.this.publishedAt.put(statement.snapshotId(), publishedAt);
        }

        @Override
        public void withdrawn(String id) {
            published.remove(id);
        }
    }

    final class FakeAddresses implements AddressBook {
        @Override
        public List<AddressClaim> current() {
            return claims;
        }

        @Override
        public Optional<AddressClaim> current(AccountId account) {
            return claims.stream().filter(c -> c.account().equals(account)).findFirst();
        }

        @Override
        public List<AddressClaim> history(AccountId account) {
            return List.of();
        }

        @Override
        public List<AddressClaim> asOf(long logSize) {
            return claims.stream().filter(c -> c.logIndex() < logSize).toList();
        }

        @Override
        public List<AddressClaim> after(long after, int limit) {
            return List.of();
        }

        @Override
        public AddressPage search(AddressQuery query) {
            return new AddressPage(List.of(), 0);
        }

        @Override
        public Set<AccountId> accounts(ChainId chain) {
            return Set.of();
        }

        @Override
        public void record(List<AddressClaim> more) {
            claims.addAll(more);
        }
    }

    final class FakeAssets implements AssetBook {
        @Override
        public List<PinnedAsset> assets() {
            return assets;
        }

        @Override
        public Optional<PinnedAsset> find(org.plainsight.asset.AssetId id) {
            return assets.stream().filter(a -> a.id().equals(id)).findFirst();
        }

        @Override
        public void replace(List<PinnedAsset> declared) {
            assets.clear();
            assets.addAll(declared);
        }
    }

    final class FakeClaimed implements ClaimedHoldings {
        @Override
        public List<ClaimedHolding> current() {
            return claimed;
        }

        @Override
        public void replace(List<ClaimedHolding> holdings) {
            claimed.clear();
            claimed.addAll(holdings);
        }
    }

    final class FakePublications implements Publications {
        @Override
        public List<Publication> all() {
            return List.copyOf(publications.values());
        }

        @Override
        public Optional<Publication> find(String snapshotId) {
            return Optional.ofNullable(publications.get(snapshotId));
        }

        @Override
        public void save(Publication publication) {
            write();
            publications.put(publication.snapshotId(), publication);
        }
    }

    final class FakeReconciliations implements Reconciliations {
        @Override
        public List<Reconciliation> all() {
            return reconciliations;
        }

        @Override
        public Optional<Reconciliation> find(String snapshotId) {
            return reconciliations.stream()
                    .filter(r -> r.snapshotId().equals(snapshotId))
                    .findFirst();
        }

        @Override
        public Optional<Reconciliation> latest() {
            return reconciliations.stream().findFirst();
        }

        @Override
        public void record(Reconciliation reconciliation) {
            write();
            reconciliations.add(reconciliation);
        }
    }

    final class FakeFiles implements PublishedFiles {
        @Override
        public Written write(Content content) {
            FakeWorld.this.write();
            return files.write(content);
        }

        @Override
        public Optional<java.io.InputStream> open(String sha256) {
            return files.open(sha256);
        }
    }

    final class FakeLog implements TransparencyLog {
        @Override
        public List<Long> append(List<byte[]> more) {
            write();
            List<Long> indices = new ArrayList<>();
            for (byte[] entry : more) {
                indices.add((long) entries.size());
                entries.add(entry.clone());
            }
            return indices;
        }

        @Override
        public long size() {
            return entries.size();
        }

        @Override
        public Optional<SignedCheckpoint> checkpoint() {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> entry(long index) {
            return Optional.of(entries.get(Math.toIntExact(index)).clone());
        }

        @Override
        public List<byte[]> entries(long from, int max) {
            return List.of();
        }

        @Override
        public Optional<String> receipt(long index) {
            return Optional.empty();
        }

        @Override
        public List<Hash32> consistency(long size1, long size2) {
            return List.of();
        }
    }
}
