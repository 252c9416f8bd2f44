package org.plainsight.registry.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.evidence.EvidenceGrade;
import org.plainsight.log.RefusedEntryException;
import org.plainsight.log.TransparencyLog;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.MalformedRegistryException;
import org.plainsight.registry.Registrar;
import org.plainsight.registry.declaration.DeclaredFolder;
import org.plainsight.registry.review.Decided;
import org.plainsight.registry.review.Draft;
import org.plainsight.registry.review.DraftLine;
import org.plainsight.registry.review.Drafts;
import org.plainsight.registry.review.HeldRow;
import org.plainsight.registry.review.Quarantine;
import org.plainsight.registry.review.ReviewRules;
import org.plainsight.testing.PostgresResource;

/** The whole way from files to the log, and what the log's gate refuses on it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RegistryImportTest {

    private static final String ETH = "eip155:31337/slip44:60";
    private static int next = 1;

    @Inject
    RegistryImport registry;

    @Inject
    RegistryPublication publication;

    @Inject
    Drafts drafts;

    @Inject
    Quarantine quarantine;

    @Inject
    TransparencyLog log;

    @Inject
    AddressBook book;

    @Inject
    AssetBook assets;

    @Inject
    StatementSigners signers;

    @Inject
    DataSource database;

    @TempDir
    Path folder;

    private AccountId fresh;

    @BeforeEach
    void declare() throws IOException {
        fresh = AccountId.parse("eip155:31337:0x%040x".formatted(next++));
        Files.createDirectories(folder.resolve("addresses"));
        Files.writeString(folder.resolve("entities.jsonl"), "{\"name\":\"Example\"}\n");
        Files.writeString(
                folder.resolve("assets.jsonl"),
                "{\"id\":\"%s\",\"symbol\":\"ETH\",\"name\":\"Ether\",\"decimals\":18,\"representations\":[{\"asset\":\"%s\",\"decimals\":18}]}"
                        .formatted(ETH, ETH));
        rows(row(fresh, "hot"));
    }

    @Test
    void the_first_two_statements_of_the_log_are_its_keys() {
        assertThat(List.of(at(0), at(1)))
                .allSatisfy(statement -> assertThat(statement).isInstanceOf(KeyStatement.class));
    }

    @Test
    void an_import_appends_signed_attributions_and_importing_again_appends_nothing() throws IOException {
        long before = log.size();
        Draft done = importing();
        assertThat(done.state()).isEqualTo(Draft.State.PUBLISHED);
        long after = before + done.impact().touched();
        assertThat(log.size()).isEqualTo(after).isGreaterThan(before);
        AddressClaim claim = book.current(fresh).orElseThrow();
        assertThat(at(claim.logIndex())).isEqualTo(claim.attribution());
        assertThat(assets.find(AssetId.parse(ETH))).isPresent();
        assertThat(importing().impact().isEmpty()).isTrue();
        assertThat(log.size()).isEqualTo(after);
    }

    @Test
    void a_changed_row_supersedes_in_the_log_and_in_the_book() throws IOException {
        importing();
        long old = book.current(fresh).orElseThrow().logIndex();
        rows(row(fresh, "cold"));
        importing();
        AddressClaim claim = book.current(fresh).orElseThrow();
        assertThat(claim.attribution().supersedes()).containsExactly(old);
        assertThat(book.history(fresh)).hasSize(2);
    }

    @Test
    void one_bad_row_leaves_everything_as_it_was() throws IOException {
        long before = log.size();
        rows(row(fresh, "hot"), row(AccountId.parse("eip155:31337:0x%040x".formatted(next++)), "warm"));
        assertThatThrownBy(this::importing).isInstanceOf(MalformedRegistryException.class);
        assertThat(log.size()).isEqualTo(before);
        assertThat(book.current(fresh)).isEmpty();
    }

    @Test
    void nothing_goes_live_before_it_is_approved() throws IOException {
        long before = log.size();
        Draft staged = registry.stage(new DeclaredFolder(folder), Registrar.Mode.RETRACT_VANISHED, true, rows -> {})
                .draft();
        assertThat(publication.publish(staged.id()).state()).isEqualTo(Draft.State.STAGED);
        save(taken(ReviewRules.prepare(staged, "alice", Instant.now())));
        assertThat(publication.publish(staged.id()).state()).isEqualTo(Draft.State.PREPARED);
        assertThat(log.size()).isEqualTo(before);
        assertThat(book.current(fresh)).isEmpty();
    }

    @Test
    void looking_without_keeping_leaves_no_draft() throws IOException {
        importing();
        rows(row(fresh, "cold"));
        Optional<Draft> before = drafts.newest();
        RegistryImport.Staged looked =
                registry.stage(new DeclaredFolder(folder), Registrar.Mode.STRICT, false, rows -> {});
        assertThat(looked.firstLines())
                .singleElement()
                .satisfies(line -> assertThat(line.kind()).isEqualTo(DraftLine.Kind.ROLE));
        assertThat(drafts.newest()).isEqualTo(before);
    }

    @Test
    void newer_files_replace_an_open_draft_and_what_is_published_is_what_was_copied() throws IOException {
        Draft first = registry.stage(new DeclaredFolder(folder), Registrar.Mode.RETRACT_VANISHED, true, rows -> {})
                .draft();
        approve(first);
        rows(row(fresh, "cold"));
        publication.publish(first.id());
        assertThat(book.current(fresh).orElseThrow().attribution().role()).contains(Attribution.Role.HOT);
        Draft second = registry.stage(new DeclaredFolder(folder), Registrar.Mode.RETRACT_VANISHED, true, rows -> {})
                .draft();
        rows(row(fresh, "fee"));
        registry.stage(new DeclaredFolder(folder), Registrar.Mode.RETRACT_VANISHED, true, rows -> {});
        assertThat(drafts.find(second.id()).orElseThrow().state()).isEqualTo(Draft.State.REPLACED);
    }

    @Test
    void the_database_refuses_one_person_twice_and_a_draft_that_goes_back() throws IOException {
        Draft staged = registry.stage(new DeclaredFolder(folder), Registrar.Mode.RETRACT_VANISHED, true, rows -> {})
                .draft();
        Draft prepared = taken(ReviewRules.prepare(staged, "alice", Instant.now()));
        save(prepared);
        Draft approved = taken(ReviewRules.approve(prepared, "bob", Instant.now()));
        for (String cheat : List.of(
                "first_by = 'ALICE '",
                "state = 'PUBLISHED'",
                "state = 'APPROVED'",
                "prepared_by = 'carol'",
                "fingerprint = repeat('1', 64)",
                "state = 'STAGED'")) {
            assertThatThrownBy(() -> run("UPDATE registry_draft SET " + cheat + " WHERE id = " + staged.id()))
                    .as(cheat)
                    .isInstanceOf(SQLException.class);
        }
        save(approved);
        assertThatThrownBy(() -> run("UPDATE registry_draft SET second_by = 'bob' WHERE id = " + staged.id()))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> run("DELETE FROM registry_draft")).isInstanceOf(SQLException.class);
    }

    @Test
    void a_row_with_a_proof_that_cannot_be_checked_is_held_until_a_person_confirms_exactly_it() throws IOException {
        rows(withProof(fresh, "quantum", "no challenge"));
        importing();
        assertThat(book.current(fresh)).isEmpty();
        HeldRow held = quarantine.find(fresh).orElseThrow();
        assertThat(held.attribution().ownership().word()).isEqualTo("inconclusive");
        assertThat(publication.lookAtHeld()).isZero();
        QuarkusTransaction.requiringNew().run(() -> quarantine.confirm(fresh, new Decided("bob", Instant.now())));
        assertThat(publication.lookAtHeld()).isEqualTo(1);
        assertThat(book.current(fresh).orElseThrow().attribution().ownership().word())
                .isEqualTo("inconclusive");
        assertThat(quarantine.find(fresh)).isEmpty();
    }

    @Test
    void a_changed_row_loses_its_confirmation_and_a_removed_one_is_let_go() throws IOException {
        rows(withProof(fresh, "quantum", "first"));
        importing();
        QuarkusTransaction.requiringNew().run(() -> quarantine.confirm(fresh, new Decided("bob", Instant.now())));
        rows(withProof(fresh, "quantum", "second"));
        importing();
        assertThat(quarantine.find(fresh).orElseThrow().confirmed()).isEmpty();
        rows(row(AccountId.parse("eip155:31337:0x%040x".formatted(next++)), "hot"));
        importing();
        assertThat(quarantine.find(fresh)).isEmpty();
        assertThat(book.current(fresh)).isEmpty();
    }

    @Test
    void a_held_change_leaves_the_standing_claim_as_it_was() throws IOException {
        importing();
        rows(withProof(fresh, "quantum", "worse than nothing"));
        importing();
        assertThat(book.current(fresh).orElseThrow().attribution().evidence()).isEmpty();
        assertThat(quarantine.find(fresh)).isPresent();
        assertThat(publication.recheck()).isZero();
        assertThat(quarantine.find(fresh)).isPresent();
    }

    @Test
    void decimals_once_imported_do_not_change() throws IOException {
        importing();
        Path file = folder.resolve("assets.jsonl");
        Files.writeString(file, Files.readString(file).replace("\"decimals\":18", "\"decimals\":8"));
        assertThatThrownBy(this::importing)
                .isInstanceOf(MalformedRegistryException.class)
                .hasMessageContaining("decimals never change");
    }

    @Test
    void the_log_refuses_a_second_claim_that_does_not_supersede_the_first() {
        append(attribution(List.of()));
        assertRefused(attribution(List.of()), "stands at log index");
    }

    @Test
    void the_log_refuses_to_supersede_what_does_not_stand() {
        assertRefused(attribution(List.of(0L)), "no claim about this address stands");
        long first = append(attribution(List.of()));
        long second = append(attribution(List.of(first)));
        assertRefused(attribution(List.of(first)), "supersede exactly that one");
        assertThat(append(attribution(List.of(second)))).isEqualTo(second + 1);
    }

    @Test
    void two_claims_of_one_append_contradict_each_other_too() {
        byte[] entry = signers.entry(attribution(List.of()));
        long before = log.size();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> log.append(List.of(entry, entry))))
                .hasStackTraceContaining(RefusedEntryException.class.getName());
        assertThat(log.size()).isEqualTo(before);
    }

    @Test
    void the_log_refuses_statements_signed_in_the_wrong_role() {
        byte[] entry = SignedStatement.sign(attribution(List.of()), signers.of(SignerRole.MEASURING))
                .toEntry();
        assertRefused(entry, "not signed by a current key");
    }

    @Test
    void the_log_refuses_reserves_without_their_liabilities() {
        assertRefused(
                signers.entry(new ReservesStatement(
                        "ab".repeat(16),
                        "cd".repeat(32),
                        Instant.EPOCH,
                        AssetId.parse(ETH),
                        18,
                        Amount.ZERO,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        EvidenceGrade.CLAIMED,
                        0,
                        new PublishedFile("/x", "ef".repeat(32), 1))),
                "without its liabilities");
    }

    @Test
    void the_log_refuses_to_withdraw_what_was_never_published_and_what_is_no_statement() {
        assertRefused(
                signers.entry(new IncidentStatement(
                        IncidentStatement.Kind.WITHDRAWN_SNAPSHOT,
                        Instant.EPOCH,
                        "wrong",
                        Optional.empty(),
                        Optional.of("ab".repeat(16)))),
                "never published");
        assertRefused(new byte[] {'{', '}'}, "no statement");
    }

    /** Stages, has three people agree, and publishes. */
    private Draft importing() throws IOException {
        Draft staged = registry.stage(new DeclaredFolder(folder), Registrar.Mode.RETRACT_VANISHED, true, rows -> {})
                .draft();
        if (!staged.isOpen()) {
            return staged;
        }
        approve(staged);
        return publication.publish(staged.id());
    }

    private void approve(Draft staged) {
        Draft draft = taken(ReviewRules.prepare(staged, "alice", Instant.now()));
        for (String approver : List.of("bob", "carol")) {
            if (draft.state() == Draft.State.PREPARED) {
                save(draft);
                draft = taken(ReviewRules.approve(draft, approver, Instant.now()));
            }
        }
        save(draft);
    }

    private void save(Draft draft) {
        QuarkusTransaction.requiringNew().run(() -> drafts.save(draft));
    }

    private static Draft taken(ReviewRules.Decision decision) {
        return ((ReviewRules.Decision.Taken) decision).draft();
    }

    private void rows(String... rows) throws IOException {
        Files.writeString(folder.resolve("addresses").resolve("a.jsonl"), String.join("\n", rows));
    }

    private static String row(AccountId account, String role) {
        return "{\"id\":\"id-%s\",\"address\":\"%s\",\"claim\":\"owned\",\"entity\":\"Example\",\"role\":\"%s\",\"purpose\":\"client\"}"
                .formatted(account.address(), account, role);
    }

    private static String withProof(AccountId account, String method, String message) {
        return row(account, "hot")
                .replaceFirst(
                        "\\}$",
                        ",\"evidence\":[{\"method\":\"" + method + "\",\"message\":\"" + message
                                + "\",\"signatures\":[\"0x00\"]}]}");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Attribution attribution(List<Long> supersedes) {
        return new Attribution(
                "gate-" + fresh.address(),
                Instant.parse("2026-11-22T10:00:00Z"),
                fresh,
                Optional.empty(),
                Claim.NOT_OWNED,
                "Example",
                Optional.empty(),
                Optional.empty(),
                List.of("*"),
                Optional.empty(),
                Optional.empty(),
                supersedes,
                "not ours",
                List.of(),
                List.of());
    }

    private long append(Attribution attribution) {
        return QuarkusTransaction.requiringNew()
                .call(() -> log.append(List.of(signers.entry(attribution))).getFirst());
    }

    private void assertRefused(Attribution attribution, String why) {
        assertRefused(signers.entry(attribution), why);
    }

    private void assertRefused(byte[] entry, String why) {
        long before = log.size();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> log.append(List.of(entry))))
                .hasStackTraceContaining(why);
        assertThat(log.size()).isEqualTo(before);
    }

    private Disclosure at(long index) {
        return SignedStatement.fromEntry(log.entry(index).orElseThrow()).disclosure();
    }
}
