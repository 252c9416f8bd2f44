package org.plainsight.app.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.disclosure.PolicyStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.SigningRules;
import org.plainsight.disclosure.StatementSigner;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.log.RefusedEntryException;
import org.plainsight.log.TransparencyLog;
import org.plainsight.testing.PostgresResource;
import org.plainsight.testing.TestSigner;
import picocli.CommandLine;

/** The operator's people and their commands, from the first key to the rotation, over the portal's own log and gate. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(KeysCommandTest.NothingButAnEmptyDatabase.class)
class KeysCommandTest {

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int AWAITING = 4;

    /** No portal: it would begin a log with keys of its own. */
    public static class NothingButAnEmptyDatabase implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.host-enabled", "false");
        }
    }

    private final TransparencyLog log;
    private final Map<String, String> publicKeys = new HashMap<>();
    private final TestSigner measuring = new TestSigner(SignerRole.MEASURING);
    private List<String> configured = List.of();
    private String said = "";

    @TempDir
    private Path folder;

    KeysCommandTest(TransparencyLog log) {
        this.log = log;
    }

    @Test
    void keys_are_made_two_of_three_must_sign_one_is_lost_and_its_successor_takes_its_place() throws IOException {
        configured = Stream.of("alice", "bob", "carol").map(this::makeKey).toList();
        assertThat(keys("add", "operator", key("alice"))).isEqualTo(AWAITING);
        assertThat(said).contains("requests", "plainsight sign");
        sign("alice");
        assertThat(keys("add", "operator", key("alice"))).isEqualTo(DONE);
        agree("add", "operator", key("bob"), "alice", "bob");
        agree("add", "operator", key("carol"), "alice", "carol");
        agree("add", "measuring", measuring.publicKey(), "alice");
        agree("quorum", "operator", "2", "alice");
        assertThat(keys("quorum", "operator", "4")).isEqualTo(AWAITING);
        sign("alice", "carol");
        assertThat(keys("quorum", "operator", "4")).as(said).isEqualTo(REFUSED);

        // bob's key is lost; dora's new one stands where his stood in the settings
        configured = List.of(key("alice"), makeKey("dora"), key("carol"));
        assertThat(keys("add", "operator", key("dora"))).isEqualTo(AWAITING);
        sign("alice", "dora");
        assertThat(keys("add", "operator", key("dora")))
                .as("one key that stands and the new one are not two")
                .isEqualTo(AWAITING);
        sign("carol");
        assertThat(keys("add", "operator", key("dora"))).as(said).isEqualTo(DONE);
        agree("revoke", "operator", key("bob"), "alice", "dora");

        assertThat(standing()).containsExactlyInAnyOrder(key("alice"), key("carol"), key("dora"));
        sayWith("carol", "dora");
        assertThatThrownBy(() -> sayWith("alice", "bob")).isInstanceOf(RefusedEntryException.class);
        assertThat(keys("revoke", "operator", key("bob"))).isEqualTo(REFUSED);
        assertThat(said).contains("no current key");
        assertThat(keys("quorum", "operator", "two")).isEqualTo(REFUSED);
        assertThat(makeKeyCode("alice")).as("a key is never overwritten").isEqualTo(REFUSED);
    }

    /** Asked for, signed by these people, and done. */
    private void agree(String action, String role, String value, String... people) throws IOException {
        assertThat(keys(action, role, value)).isEqualTo(AWAITING);
        sign(people);
        assertThat(keys(action, role, value)).as(said).isEqualTo(DONE);
    }

    private int keys(String... words) {
        return run(new CommandLine(new KeysCommand(this::signers, log)), words);
    }

    private int run(CommandLine command, String... words) {
        StringWriter out = new StringWriter();
        int code = command.setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(words);
        said = out.toString();
        return code;
    }

    /** As the portal makes them of its settings. */
    private StatementSigners signers() {
        SigningDesk desk = new SigningDesk(folder.resolve("signing"));
        List<StatementSigner> signers = new ArrayList<>();
        configured.forEach(key -> signers.add(new OutsideSigner(SignerRole.OPERATOR, key, desk)));
        signers.add(measuring);
        return new StatementSigners(signers, this::rules);
    }

    /** As a reader takes them from the log. */
    private SigningRules rules() {
        SigningRules rules = new SigningRules();
        for (byte[] entry : log.entries(0, 1_000)) {
            SignedStatement statement = SignedStatement.fromEntry(entry);
            assertThat(rules.problem(statement)).isEmpty();
            rules.take(statement.disclosure());
        }
        return rules;
    }

    private Iterable<String> standing() {
        assertThat(rules().keys(SignerRole.MEASURING)).containsExactly(measuring.publicKey());
        assertThat(rules().needed(SignerRole.OPERATOR)).isEqualTo(2);
        return rules().keys(SignerRole.OPERATOR);
    }

    private void sayWith(String... people) {
        PolicyStatement policy =
                new PolicyStatement(String.join("-", people), new PublishedFile("/policy.json", "ab".repeat(32), 7));
        byte[] message = SignedStatement.signedBytes(policy);
        List<SignedStatement.StatementSignature> signatures = Stream.of(people)
                .map(name -> new SignedStatement.StatementSignature(
                        key(name),
                        Base64.getEncoder()
                                .encodeToString(
                                        KeyPlace.open(file(name).toString()).sign(message))))
                .toList();
        byte[] entry = new SignedStatement(policy, signatures).toEntry();
        QuarkusTransaction.requiringNew().run(() -> log.append(List.of(entry)));
    }

    private String makeKey(String name) {
        assertThat(makeKeyCode(name)).isZero();
        publicKeys.put(name, said.lines().findFirst().orElseThrow());
        return key(name);
    }

    private int makeKeyCode(String name) {
        return run(new CommandLine(new MakeKeyCommand()), file(name).toString());
    }

    private Path file(String name) {
        return folder.resolve(name + ".key");
    }

    private String key(String name) {
        return publicKeys.getOrDefault(name, "");
    }

    /** Carries every request to these people and their answers back. */
    private void sign(String... people) throws IOException {
        try (Stream<Path> requests = Files.list(folder.resolve("signing/requests"))) {
            for (Path request : requests.toList()) {
                for (String name : people) {
                    Path answer = folder.resolve("signing/answers").resolve(name + "-" + request.getFileName());
                    assertThat(run(
                                    new CommandLine(new SignCommand()),
                                    request.toString(),
                                    "--key",
                                    file(name).toString(),
                                    "--out",
                                    answer.toString(),
                                    "--yes"))
                            .isZero();
                }
            }
        }
    }
}
