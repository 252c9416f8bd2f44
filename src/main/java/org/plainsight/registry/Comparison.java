package org.plainsight.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.plainsight.asset.AccountId;
import org.plainsight.registry.RegistryChanges.Change;

/**
 * Compares declared rows with what stands, as they are read, and hands the changes on in their order. Signatures are
 * checked by other threads while the next rows are read, so that an import takes about as long as the longer of both. Not
 * for several threads.
 */
public final class Comparison {

    private static final int BATCH = 2_000;
    private static final int SLICE = 100;
    private static final int FINDINGS_MAX = 1_000;

    /**
     * @param issuedAt what the new attributions are dated by
     * @param today the day on which challenges must not have expired
     */
    public record Dates(Instant issuedAt, LocalDate today) {}

    private final Registrar registrar;
    private final AddressBook book;
    private final Registrar.Mode mode;
    private final Dates dates;
    private final Executor checkers;
    private final Consumer<List<Change>> changes;
    private List<DeclaredAddress> rows = new ArrayList<>();
    private List<CompletableFuture<List<Change>>> checking = List.of();

    /**
     * @param checkers runs what may run beside the reader
     * @param changes called in the caller's thread
     */
    public Comparison(
            Registrar registrar,
            AddressBook book,
            Registrar.Mode mode,
            Dates dates,
            Executor checkers,
            Consumer<List<Change>> changes) {
        this.registrar = registrar;
        this.book = book;
        this.mode = mode;
        this.dates = dates;
        this.checkers = checkers;
        this.changes = changes;
    }

    public void row(DeclaredAddress row) {
        rows.add(row);
        if (rows.size() == BATCH) {
            flush();
        }
    }

    /**
     * Compares what is left, and looks for rows that vanished.
     *
     * @throws MalformedRegistryException when the declarations contradict what stands
     */
    public void end(DeclarationIndex declared) {
        flush();
        take();
        List<Finding> findings = new ArrayList<>();
        List<AddressBook.Standing> gone = new ArrayList<>();
        book.eachStanding(claim -> {
            stolen(declared, claim).ifPresent(findings::add);
            if (!declared.has(claim.account()) && !Registrar.mayVanish(claim.claim())) {
                gone.add(claim);
            }
            refuseIf(findings.size() >= FINDINGS_MAX, findings);
        });
        if (mode == Registrar.Mode.RETRACT_VANISHED) {
            refuseIf(!findings.isEmpty(), findings);
            retract(gone);
        } else {
            gone.stream().limit(FINDINGS_MAX).map(Registrar::vanished).forEach(findings::add);
            refuseIf(!findings.isEmpty(), findings);
        }
    }

    private static void refuseIf(boolean wrong, List<Finding> findings) {
        if (wrong) {
            throw new MalformedRegistryException(findings);
        }
    }

    private void retract(List<AddressBook.Standing> gone) {
        for (int from = 0; from < gone.size(); from += BATCH) {
            List<AddressBook.Standing> batch = gone.subList(from, Math.min(from + BATCH, gone.size()));
            Map<AccountId, AddressClaim> standing = book.current(
                    batch.stream().map(AddressBook.Standing::account).toList());
            changes.accept(batch.stream()
                    .flatMap(s -> Optional.ofNullable(standing.get(s.account())).stream())
                    .map(claim -> Registrar.retraction(claim, dates.issuedAt()))
                    .toList());
        }
    }

    private void flush() {
        if (rows.isEmpty()) {
            return;
        }
        List<DeclaredAddress> batch = rows;
        rows = new ArrayList<>();
        Map<AccountId, AddressClaim> standing =
                book.current(batch.stream().map(DeclaredAddress::account).toList());
        List<CompletableFuture<List<Change>>> next = new ArrayList<>();
        for (int from = 0; from < batch.size(); from += SLICE) {
            List<DeclaredAddress> slice = batch.subList(from, Math.min(from + SLICE, batch.size()));
            next.add(CompletableFuture.supplyAsync(() -> compare(slice, standing), checkers));
        }
        take();
        checking = next;
    }

    private void take() {
        List<Change> done = new ArrayList<>();
        checking.forEach(slice -> done.addAll(slice.join()));
        checking = List.of();
        if (!done.isEmpty()) {
            changes.accept(done);
        }
    }

    private List<Change> compare(List<DeclaredAddress> slice, Map<AccountId, AddressClaim> standing) {
        return slice.stream()
                .flatMap(row -> registrar
                        .change(row, Optional.ofNullable(standing.get(row.account())), dates.issuedAt(), dates.today())
                        .stream())
                .toList();
    }

    /** An id stays with its address; a new address gets a new one. */
    private static Optional<Finding> stolen(DeclarationIndex declared, AddressBook.Standing claim) {
        return declared.byId(claim.id())
                .filter(account -> !account.equals(claim.account()))
                .map(account -> new Finding(
                        declared.place(account),
                        "id",
                        "'" + claim.id() + "' is the id of " + claim.account() + " at log index " + claim.logIndex(),
                        "give this address an id of its own"));
    }
}
