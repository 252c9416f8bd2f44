package org.plainsight.app.restore;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plainsight.app.UnfinishedRestore;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.FindingsStatement;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.PolicyStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.PublishedFiles;
import org.plainsight.disclosure.QuorumStatement;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.VerifierStatement;
import org.plainsight.foreignlist.ForeignLists;
import org.plainsight.foreignlist.ListImport;
import org.plainsight.foreignlist.MalformedForeignListException;
import org.plainsight.liabilities.SnapshotRestore;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.log.HighestSigned;
import org.plainsight.log.LogStore;
import org.plainsight.log.RestoredHead;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.log.TransparencyLog;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.VerifierKey;
import org.plainsight.recheck.Mirror;
import org.plainsight.recheck.Outcome;
import org.plainsight.recheck.PublicSite;
import org.plainsight.recheck.PublishedLog;
import org.plainsight.recheck.Report;
import org.plainsight.recheck.UnreadableException;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.declaration.DeclarationReader;
import org.plainsight.registry.declaration.DeclaredFiles;
import org.plainsight.reserves.HoldingsFile;
import org.plainsight.reserves.Reconciliation;
import org.plainsight.reserves.Reconciliations;

/**
 * Fills an empty portal from a mirror that checks out: entries through the gate, and the rows of the pages from the
 * statements in them. What no statement says stays behind: customers' proofs, staff, and readings of the chains, which the
 * portal reads anew.
 */
@Singleton
class Restore {

    private static final int ENTRIES_AT_ONCE = 5_000;
    private static final int TRANSACTION_SECONDS = 900;

    private final TransparencyLog log;
    private final LogStore store;
    private final HighestSigned highest;
    private final AddressBook addresses;
    private final AssetBook assets;
    private final DeclarationReader declarations;
    private final Snapshots snapshots;
    private final SnapshotRestore restored;
    private final Reconciliations reconciliations;
    private final PublishedFiles files;
    private final ForeignLists lists;
    private final ListImport imports;
    private final UnfinishedRestore unfinished;

    Restore(
            TransparencyLog log,
            LogStore store,
            HighestSigned highest,
            AddressBook addresses,
            AssetBook assets,
            DeclarationReader declarations,
            Snapshots snapshots,
            SnapshotRestore restored,
            Reconciliations reconciliations,
            PublishedFiles files,
            ForeignLists lists,
            ListImport imports,
            UnfinishedRestore unfinished) {
        this.log = log;
        this.store = store;
        this.highest = highest;
        this.addresses = addresses;
        this.assets = assets;
        this.declarations = declarations;
        this.snapshots = snapshots;
        this.restored = restored;
        this.reconciliations = reconciliations;
        this.files = files;
        this.lists = lists;
        this.imports = imports;
        this.unfinished = unfinished;
    }

    /** What stands in the way; empty when all of it is restored. */
    Optional<String> run(PublicSite mirror, Optional<String> logKey, Report report) throws IOException {
        Optional<String> interrupted = unfinished.problem();
        if (interrupted.isPresent()) {
            return interrupted;
        }
        if (log.size() > 0 || highest.read().isPresent()) {
            return Optional.of("this portal has a log already; restore into an empty database and data directory");
        }
        Optional<Instant> signedAt = signedAt(mirror);
        Optional<PublishedLog> read = new Mirror(mirror, report, signedAt.orElse(Instant.EPOCH)).read(logKey);
        if (read.isEmpty() || report.count(Outcome.DIFFERS) > 0) {
            return Optional.of("the mirror does not check out; nothing was restored");
        }
        // First: what is restored by half, if this is killed, is neither served nor signed.
        unfinished.begin();
        highest.write(read.get().note());
        List<PublishedLog.Entry> entries = read.get().entries();
        QuarkusTransaction.requiringNew().run(() -> assets(mirror, entries));
        Pending pending = new Pending(mirror);
        for (int from = 0; from < entries.size(); from += ENTRIES_AT_ONCE) {
            List<PublishedLog.Entry> some = entries.subList(from, Math.min(entries.size(), from + ENTRIES_AT_ONCE));
            QuarkusTransaction.requiringNew().timeout(TRANSACTION_SECONDS).run(() -> append(some, pending));
        }
        QuarkusTransaction.requiringNew().run(pending::close);
        pending.findings.forEach((index, statement) -> list(mirror, index, statement, report));
        signedAt.ifPresent(time -> publish(read.get(), time));
        unfinished.end();
        return Optional.empty();
    }

    /** Without a time in it, a head is signed anew by the portal that starts next. */
    private void publish(PublishedLog mirrored, Instant signedAt) {
        Checkpoint checkpoint = mirrored.checkpoint();
        RestoredHead.publish(
                store, new SignedCheckpoint(checkpoint.size(), checkpoint.root(), mirrored.note(), signedAt));
    }

    /** A mirror is old when it is needed: its age is no fault. */
    private static Optional<Instant> signedAt(PublicSite mirror) {
        VerifierKey key = VerifierKey.parse(text(mirror, "/log/verifier-key").strip());
        return PublishedLog.timeSigned(text(mirror, "/log/checkpoint"), key);
    }

    private static String text(PublicSite mirror, String path) {
        return new String(mirror.read(path), StandardCharsets.UTF_8);
    }

    private void append(List<PublishedLog.Entry> entries, Pending pending) {
        log.append(entries.stream()
                .map(entry -> entry.json().getBytes(StandardCharsets.UTF_8))
                .toList());
        List<AddressClaim> claims = new ArrayList<>();
        for (PublishedLog.Entry entry : entries) {
            SignedStatement statement = SignedStatement.fromEntry(entry.json().getBytes(StandardCharsets.UTF_8));
            switch (statement.disclosure()) {
                case Attribution claim -> {
                    // a claim supersedes what is recorded: one batch must not hold both
                    if (claim.supersedes().stream().anyMatch(old -> holds(claims, old))) {
                        addresses.record(List.copyOf(claims));
                        claims.clear();
                    }
                    claims.add(new AddressClaim(entry.index(), claim, Optional.empty()));
                }
                case LiabilitiesStatement liabilities -> pending.open(liabilities, entry.index());
                case ReservesStatement reserves -> pending.add(reserves, entry.index());
                case IncidentStatement incident -> pending.incident(incident);
                case PolicyStatement policy -> pending.keep(policy.document());
                case VerifierStatement verifier -> pending.keep(verifier.program());
                case FindingsStatement findings -> pending.findings.put(entry.index(), findings);
                case KeyStatement key -> {
                    // the gate has taken in what it says
                }
                case QuorumStatement quorum -> {
                    // the gate has taken in what it says
                }
            }
        }
        if (!claims.isEmpty()) {
            addresses.record(claims);
        }
    }

    private static boolean holds(List<AddressClaim> claims, long index) {
        return claims.stream().anyMatch(claim -> claim.logIndex() == index);
    }

    /** Each in transactions of its own: the list is large, and the same list again changes nothing. */
    private void list(PublicSite mirror, long index, FindingsStatement statement, Report report) {
        try {
            imports.restore(statement, mirror.read(statement.list().path()));
        } catch (MalformedForeignListException e) {
            report.unchecked(
                    "restore",
                    "list " + statement.number() + " of " + statement.publisher() + " cannot be read any more: "
                            + e.getMessage());
            return;
        }
        files.write(mirror.read(statement.findings().path()));
        files.write(mirror.read(statement.findingsCsv().path()));
        QuarkusTransaction.requiringNew()
                .run(() -> lists.state(
                        statement.number(),
                        new ForeignLists.Stated(index, statement.findings(), statement.findingsCsv())));
    }

    /** As the log said last. Where it never did, the registry's own files bring them. */
    private void assets(PublicSite mirror, List<PublishedLog.Entry> entries) {
        Optional<PublishedFile> list = Optional.empty();
        for (PublishedLog.Entry entry : entries) {
            if (SignedStatement.fromEntry(entry.json().getBytes(StandardCharsets.UTF_8))
                                    .disclosure()
                            instanceof PolicyStatement policy
                    && policy.name().equals(PolicyStatement.ASSETS)) {
                list = Optional.of(policy.document());
            }
        }
        list.ifPresent(file -> assets(mirror.read(file.path())));
    }

    private void assets(byte[] lines) {
        Map<String, byte[]> files = Map.of("assets.jsonl", lines, "entities.jsonl", new byte[0]);
        try {
            assets.replace(declarations
                    .read(new DeclaredFiles() {
                        @Override
                        public List<String> names() {
                            return files.keySet().stream().sorted().toList();
                        }

                        @Override
                        public InputStream open(String name) {
                            return new ByteArrayInputStream(files.getOrDefault(name, new byte[0]));
                        }
                    })
                    .assets());
        } catch (IOException e) {
            throw new IllegalStateException("files in memory do not fail", e);
        }
    }

    /** The snapshot whose reserves follow it in the log. */
    private final class Pending {

        private final PublicSite mirror;
        private Optional<LiabilitiesStatement> open = Optional.empty();
        private long index;
        private final List<ReservesStatement> reserves = new ArrayList<>();
        private final List<Long> indices = new ArrayList<>();
        private final Set<PublishedFile> kept = new HashSet<>();
        private final SortedMap<Long, FindingsStatement> findings = new TreeMap<>();

        private Pending(PublicSite mirror) {
            this.mirror = mirror;
        }

        private void open(LiabilitiesStatement liabilities, long at) {
            close();
            open = Optional.of(liabilities);
            index = at;
        }

        private void add(ReservesStatement statement, long at) {
            reserves.add(statement);
            indices.add(at);
            if (kept.add(statement.holdings())) {
                byte[] holdings = file(statement.holdings());
                files.write(holdings);
                HoldingsFile.read(holdings).evidence().forEach(proof -> evidence(proof.file()));
            }
        }

        private void incident(IncidentStatement incident) {
            if (incident.kind() == IncidentStatement.Kind.WITHDRAWN_SNAPSHOT) {
                close();
                snapshots.withdrawn(incident.snapshotId().orElseThrow());
            }
        }

        private void close() {
            open.ifPresent(liabilities -> {
                Instant published = reserves.stream()
                        .map(ReservesStatement::issuedAt)
                        .findFirst()
                        .orElse(liabilities.cutOff());
                restored.restore(liabilities, index, published, this::file);
                reconciliations.record(new Reconciliation(liabilities.snapshotId(), reserves, indices));
            });
            open = Optional.empty();
            reserves.clear();
            indices.clear();
        }

        /** What the portal had lost itself is not in its mirror; the report has said so. */
        private void evidence(PublishedFile file) {
            try {
                keep(file);
            } catch (UnreadableException e) {
                // stays missing
            }
        }

        private void keep(PublishedFile file) {
            files.write(file(file));
        }

        private byte[] file(PublishedFile file) {
            return mirror.read(file.path());
        }
    }
}
