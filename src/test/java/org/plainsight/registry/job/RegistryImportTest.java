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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
import org.plainsight.registry.RegistryChanges;
import org.plainsight.registry.declaration.DeclaredFolder;
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
    TransparencyLog log;

    @Inject
    AddressBook book;

    @Inject
    AssetBook assets;

    @Inject
    StatementSigners signers;

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
        long after = before + importing().changes().size();
        assertThat(log.size()).isEqualTo(after).isGreaterThan(before);
        AddressClaim claim = book.current(fresh).orElseThrow();
        assertThat(at(claim.logIndex())).isEqualTo(claim.attribution());
        assertThat(assets.find(AssetId.parse(ETH))).isPresent();
        assertThat(importing().isEmpty()).isTrue();
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

    private RegistryChanges importing() throws IOException {
        return registry.run(registry.read(new DeclaredFolder(folder)), Registrar.Mode.RETRACT_VANISHED);
    }

    private void rows(String... rows) throws IOException {
        Files.writeString(folder.resolve("addresses").resolve("a.jsonl"), String.join("\n", rows));
    }

    private static String row(AccountId account, String role) {
        return "{\"id\":\"id-%s\",\"address\":\"%s\",\"claim\":\"owned\",\"entity\":\"Example\",\"role\":\"%s\",\"purpose\":\"client\"}"
                .formatted(account.address(), account, role);
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
