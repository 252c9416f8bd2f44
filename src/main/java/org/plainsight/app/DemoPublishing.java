package org.plainsight.app;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.plainsight.chain.ChainName;
import org.plainsight.chain.ChainReaders;
import org.plainsight.foreignlist.ListImport;
import org.plainsight.liabilities.CustomerProofs;
import org.plainsight.liabilities.LiabilitiesImport;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.review.Draft;
import org.plainsight.registry.review.Drafts;
import org.plainsight.registry.review.ReviewRules;
import org.plainsight.reserves.FourEyes;
import org.plainsight.reserves.Publication;
import org.plainsight.reserves.Publications;
import org.plainsight.sandbox.SampleForeignLists;

/** The demo's operators at work: what staff would do through the pages and the command line, once and in order. */
@Singleton
class DemoPublishing {
    static final String PREPARER = "anna";
    static final String APPROVER = "ben";
    /** What is large takes a third person. */
    static final String SECOND_APPROVER = "cleo";

    private static final String SAMPLE_ACCOUNT = "acct-00000001";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final ChainReaders chains;
    private final AddressBook book;
    private final Drafts drafts;
    private final ListImport lists;
    private final LiabilitiesImport liabilities;
    private final Snapshots snapshots;
    private final Publications publications;
    private final CustomerProofs proofs;
    private final Clock clock;

    DemoPublishing(
            ChainReaders chains,
            AddressBook book,
            Drafts drafts,
            ListImport lists,
            LiabilitiesImport liabilities,
            Snapshots snapshots,
            Publications publications,
            CustomerProofs proofs,
            Clock clock) {
        this.chains = chains;
        this.book = book;
        this.drafts = drafts;
        this.lists = lists;
        this.liabilities = liabilities;
        this.snapshots = snapshots;
        this.publications = publications;
        this.proofs = proofs;
        this.clock = clock;
    }

    /** Until every chain has been read up to a final block. */
    void awaitChains() throws InterruptedException {
        await(
                "the chains are still being read",
                () -> !chains.all().isEmpty()
                        && chains.all().stream()
                                .allMatch(chain -> chain.status().finalised().isPresent()));
        chains.all()
                .forEach(chain -> DemoProgress.note(ChainName.of(chain.chain()) + " at block "
                        + chain.status()
                                .tip()
                                .map(tip -> Long.toString(tip.height()))
                                .orElse("?")));
    }

    /** Approves the draft that the registry's own job made of the declared addresses, and waits until it is published. */
    void awaitClaims() throws InterruptedException {
        await("the registry is still being read", () -> drafts.newest().isPresent());
        drafts.newest()
                .filter(Draft::isOpen)
                .ifPresent(draft -> QuarkusTransaction.requiringNew().run(() -> decide(draft)));
        await("the registry is still being published", () -> !book.current().isEmpty());
        DemoProgress.note(book.current().size() + " addresses are in the log");
    }

    void importLists(List<SampleForeignLists.SampleList> files) throws IOException {
        for (SampleForeignLists.SampleList list : files) {
            String name = list.file().getFileName().toString();
            lists.add(name, Files.readAllBytes(list.file()), Optional.of(list.publisher()));
            DemoProgress.note(name);
        }
    }

    /** Stages, prepares, approves, and waits until it is public; what is done already is not done again. */
    Optional<String> publish(Path balances) throws InterruptedException {
        Optional<Snapshot> before = snapshots.latestPublished();
        if (before.isPresent()) {
            DemoProgress.step("The snapshot of before stands: " + before.get().id());
            return before.map(Snapshot::id);
        }
        DemoProgress.step("Building the liabilities trees of 100,000 customers");
        String id = liabilities
                .stage(LiabilitiesImport.Input.of(balances), progress())
                .snapshot()
                .id();
        DemoProgress.step("Preparing the publication as " + PREPARER + ", approving it as " + APPROVER);
        QuarkusTransaction.requiringNew().run(() -> decide(id));
        DemoProgress.step("Publishing, as soon as the chains are final past the cut-off");
        boolean done = await("the chains are not final past the cut-off yet", () -> isPublished(id));
        return done ? Optional.of(id) : Optional.empty();
    }

    /** The secret part of the sample customer's link. */
    Optional<String> sampleCapability(String snapshotId) {
        List<String> found = new ArrayList<>();
        proofs.links(snapshotId, (account, capability) -> {
            if (account.equals(SAMPLE_ACCOUNT)) {
                found.add(capability);
            }
        });
        return found.stream().findFirst();
    }

    private void decide(String id) {
        Optional<Publication> publication = publications.find(id);
        if (publication.isEmpty()) {
            publication = taken(
                    FourEyes.prepare(id, publication, PREPARER, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
            publication.ifPresent(publications::save);
        }
        publication
                .filter(prepared -> prepared.state() == Publication.State.PREPARED)
                .flatMap(prepared -> taken(
                        FourEyes.approve(prepared, APPROVER, clock.instant().truncatedTo(ChronoUnit.MILLIS))))
                .ifPresent(publications::save);
    }

    private void decide(Draft staged) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<ReviewRules.Decision> decisions = new ArrayList<>();
        decisions.add(ReviewRules.prepare(staged, PREPARER, at));
        for (String approver : List.of(APPROVER, SECOND_APPROVER)) {
            if (decisions.getLast() instanceof ReviewRules.Decision.Taken(Draft draft)
                    && draft.state() == Draft.State.PREPARED) {
                drafts.save(draft);
                decisions.add(ReviewRules.approve(draft, approver, at));
            }
        }
        if (decisions.getLast() instanceof ReviewRules.Decision.Taken(Draft draft)) {
            drafts.save(draft);
            DemoProgress.note("submitted by " + PREPARER + ", approved by "
                    + (draft.approvals() == 2 ? APPROVER + " and " + SECOND_APPROVER : APPROVER));
        }
    }

    private static Optional<Publication> taken(FourEyes.Decision decision) {
        return switch (decision) {
            case FourEyes.Decision.Taken(Publication publication) -> Optional.of(publication);
            case FourEyes.Decision.Refused(String reason) -> {
                DemoProgress.note(reason);
                yield Optional.empty();
            }
        };
    }

    private boolean isPublished(String id) {
        return publications
                .find(id)
                .filter(publication -> publication.state() == Publication.State.PUBLISHED)
                .isPresent();
    }

    private static Progress progress() {
        AtomicReference<String> shown = new AtomicReference<>("");
        return (step, done, total) -> {
            if (!step.equals(shown.getAndSet(step))) {
                DemoProgress.note(step);
            }
        };
    }

    /** The demo goes on without it when it takes too long: the pages then show how things stand. */
    private static boolean await(String reason, BooleanSupplier done) throws InterruptedException {
        long looks = PATIENCE.dividedBy(LOOK_EVERY);
        for (long look = 0; look < looks; look++) {
            if (done.getAsBoolean()) {
                return true;
            }
            Thread.sleep(LOOK_EVERY);
        }
        DemoProgress.note("going on without it: " + reason);
        return false;
    }
}
