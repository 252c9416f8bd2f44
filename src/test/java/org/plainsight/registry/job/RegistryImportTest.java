package org.plainsight.registry.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
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
import org.plainsight.asset.AssetId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.PolicyStatement;
import org.plainsight.disclosure.PublishedFiles;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.StatedPolicies;
import org.plainsight.log.TransparencyLog;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.MalformedRegistryException;
import org.plainsight.registry.Registrar;
import org.plainsight.registry.declaration.AssetList;
import org.plainsight.registry.declaration.DeclaredFolder;
import org.plainsight.registry.review.Decided;
import org.plainsight.registry.review.Draft;
import org.plainsight.registry.review.DraftLine;
import org.plainsight.registry.review.Drafts;
import org.plainsight.registry.review.HeldRow;
import org.plainsight.registry.review.Quarantine;
import org.plainsight.registry.review.ReviewRules;
import org.plainsight.testing.PostgresResource;

/** The whole way from files to the log. */
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
    StatedPolicies policies;

    @Inject
    PublishedFiles files;

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
        importing();
        declare();
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
    void the_log_names_the_assets_that_are_served_and_names_the_same_list_once() throws IOException {
        importing();
        StatedPolicies.Stated stated = policies.newest(PolicyStatement.ASSETS).orElseThrow();
        assertThat(at(stated.logIndex())).isEqualTo(new PolicyStatement(PolicyStatement.ASSETS, stated.document()));
        byte[] served = AssetList.lines(assets.assets());
        try (InputStream kept = files.open(stated.document().sha256()).orElseThrow()) {
            assertThat(kept.readAllBytes()).isEqualTo(served);
        }
        rows(row(fresh, "cold"));
        importing();
        assertThat(policies.newest(PolicyStatement.ASSETS)).contains(stated);
    }

    @Test
    void another_name_of_an_asset_alone_is_a_new_statement() throws IOException {
        importing();
        long before = policies.newest(PolicyStatement.ASSETS).orElseThrow().logIndex();
        Path file = folder.resolve("assets.jsonl");
        Files.writeString(file, Files.readString(file).replace("\"Ether\"", "\"Ether of test " + next + "\""));
        importing();
        assertThat(policies.newest(PolicyStatement.ASSETS).orElseThrow().logIndex())
                .isGreaterThan(before);
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

    private Disclosure at(long index) {
        return SignedStatement.fromEntry(log.entry(index).orElseThrow()).disclosure();
    }
}
