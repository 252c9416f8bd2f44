package org.plainsight.liabilities.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.plainsight.liabilities.CustomerProofs;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.liabilities.StatementReceipts;
import org.plainsight.liabilities.proof.ProofFile;
import org.plainsight.liabilities.tree.ProofMaker;
import org.plainsight.liabilities.tree.SnapshotDirectory;
import org.plainsight.liabilities.tree.SnapshotKey;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.MalformedHashException;

/** Makes proofs from the directories of published snapshots, withdrawn ones included. */
@ApplicationScoped
class StoredProofs implements CustomerProofs {

    private final Snapshots snapshots;
    private final SnapshotDirectories directories;
    private final StatementReceipts receipts;
    private final Map<String, ProofMaker> open = new ConcurrentHashMap<>();

    StoredProofs(Snapshots snapshots, SnapshotDirectories directories, StatementReceipts receipts) {
        this.snapshots = snapshots;
        this.directories = directories;
        this.receipts = receipts;
    }

    @Override
    public Optional<byte[]> find(String capability) {
        Hash32 wanted;
        try {
            wanted = Hash32.fromHex(capability);
        } catch (MalformedHashException e) {
            wanted = Hash32.sha256();
        }
        Optional<byte[]> found = Optional.empty();
        Optional<Snapshot> decoy = Optional.empty();
        for (Snapshot snapshot : published()) {
            ProofMaker maker = maker(snapshot);
            OptionalInt place = maker.find(wanted);
            if (place.isPresent()) {
                found = Optional.of(write(snapshot, maker, place.getAsInt()));
            }
            decoy = decoy.or(() -> Optional.of(snapshot));
        }
        if (found.isEmpty() && decoy.isPresent()) {
            ProofMaker maker = maker(decoy.get());
            byte[] discarded = write(decoy.get(), maker, maker.decoy(wanted));
            return discarded.length == 0 ? Optional.of(discarded) : Optional.empty();
        }
        return found;
    }

    @Override
    public void links(String snapshotId, BiConsumer<String, String> accountAndCapability) {
        SnapshotDirectory directory = directories.of(snapshotId);
        SnapshotKey key = directory.key();
        ProofMaker.references(directory)
                .forEach(account -> accountAndCapability.accept(
                        account, key.capability(account).toHex()));
    }

    private byte[] write(Snapshot snapshot, ProofMaker maker, int place) {
        long index = snapshot.publication().orElseThrow().logIndex();
        Optional<ProofFile.LogReceipt> log =
                receipts.find(index).map(r -> new ProofFile.LogReceipt(index, r.entry(), r.proof()));
        return maker.proof(place, log);
    }

    private List<Snapshot> published() {
        return snapshots.all().stream()
                .filter(s -> s.publication().isPresent())
                .filter(s -> Files.exists(directories.of(s.id()).buildRecord()))
                .toList();
    }

    private ProofMaker maker(Snapshot snapshot) {
        return open.computeIfAbsent(
                snapshot.id(),
                id -> ProofMaker.open(
                        directories.of(id), snapshot.publication().orElseThrow().header()));
    }
}
