package org.plainsight.app.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.disclosure.AwaitingSignatureException;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.PolicyStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.QuorumStatement;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.SigningRules;
import org.plainsight.disclosure.StatementSigner;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.note.SigningKey;
import org.plainsight.testing.TestSigner;
import picocli.CommandLine;

/** A portal without the operator's keys, and the people who have them. */
class SigningDeskTest {

    private static final Disclosure POLICY =
            new PolicyStatement("liabilities", new PublishedFile("/policy.json", "ab".repeat(32), 7));

    @TempDir
    private Path folder;

    private final Map<String, Path> keyFiles = new HashMap<>();
    private final SigningRules rules = new SigningRules();
    private SigningDesk desk;

    @BeforeEach
    void openDesk() {
        desk = new SigningDesk(folder.resolve("portal/signing"));
    }

    @Test
    void the_portal_waits_for_the_operator_and_goes_on_with_the_answer() throws Exception {
        String alice = newKey("alice");
        StatementSigners portal = portal(List.of(alice));
        assertThatThrownBy(() -> portal.entry(POLICY))
                .isInstanceOf(AwaitingSignatureException.class)
                .hasMessageContaining("requests")
                .hasMessageContaining("plainsight sign");
        assertThat(sign("alice")).isZero();
        SignedStatement signed = portal.sign(POLICY);
        assertThat(signed.verify(alice).isValid()).isTrue();
    }

    @Test
    void the_rotation_drill() throws Exception {
        String alice = newKey("alice");
        String bob = newKey("bob");
        String carol = newKey("carol");
        List<String> all = List.of(alice, bob, carol);
        for (String key : all) {
            say(all, new KeyStatement(SignerRole.OPERATOR, KeyStatement.Action.ADDED, key), "alice", "bob", "carol");
        }
        say(all, new QuorumStatement(SignerRole.OPERATOR, 2), "alice");
        SignedStatement old = say(all, POLICY, "alice", "bob");
        // bob's key is lost: a new one comes in, his goes out, and what he signed still verifies
        String dora = newKey("dora");
        List<String> then = List.of(alice, carol, dora);
        say(then, new KeyStatement(SignerRole.OPERATOR, KeyStatement.Action.ADDED, dora), "alice", "carol", "dora");
        say(then, new KeyStatement(SignerRole.OPERATOR, KeyStatement.Action.REVOKED, bob), "alice", "dora");
        assertThat(rules.keys(SignerRole.OPERATOR)).containsExactlyInAnyOrder(alice, carol, dora);
        assertThat(old.verify(bob).isValid()).isTrue();
        assertThat(rules.problem(old)).isPresent();
        say(then, POLICY, "carol", "dora");
    }

    @Test
    void an_answer_with_a_false_signature_or_by_another_key_counts_for_nothing() throws Exception {
        String alice = newKey("alice");
        newKey("mallory");
        StatementSigners portal = portal(List.of(alice));
        assertThatThrownBy(() -> portal.entry(POLICY)).isInstanceOf(AwaitingSignatureException.class);
        sign("mallory");
        assertThatThrownBy(() -> portal.entry(POLICY)).isInstanceOf(AwaitingSignatureException.class);
        sign("alice");
        try (Stream<Path> answers = Files.list(desk.answers())) {
            for (Path answer : answers.toList()) {
                Files.writeString(answer, Files.readString(answer).replaceAll("\"sig\":\".{4}", "\"sig\":\"AAAA"));
            }
        }
        assertThatThrownBy(() -> portal.entry(POLICY)).isInstanceOf(AwaitingSignatureException.class);
    }

    @Test
    void a_text_of_an_unknown_kind_is_never_signed() throws IOException {
        newKey("alice");
        desk.request(List.of("pay 1000 to mallory".getBytes(StandardCharsets.UTF_8)));
        assertThat(sign("alice")).isEqualTo(2);
        assertThat(desk.answers()).doesNotExist();
    }

    @Test
    void a_program_signs_as_a_key_service_would() throws Exception {
        String alice = newKey("alice");
        HeldKey held = KeyPlace.open(keyFiles.get("alice").toString());
        byte[] message = {1, 2, 3};
        Path signature = Files.write(folder.resolve("signature"), held.sign(message));
        HeldKey program = KeyPlace.open("command:" + alice + ":/bin/cat " + signature);
        assertThat(program.publicKey()).isEqualTo(alice);
        assertThat(program.sign(message)).isEqualTo(held.sign(message));
        HeldKey failing = KeyPlace.open("command:" + alice + ":/bin/false");
        assertThatThrownBy(() -> failing.sign(message)).isInstanceOf(KeyUnavailableException.class);
    }

    private SignedStatement say(List<String> operators, Disclosure what, String... signers) throws IOException {
        StatementSigners portal = portal(operators);
        try {
            portal.sign(what);
        } catch (AwaitingSignatureException e) {
            for (String signer : signers) {
                sign(signer);
            }
        }
        SignedStatement signed = portal.sign(what);
        assertThat(rules.problem(signed)).isEmpty();
        rules.take(what);
        return signed;
    }

    private StatementSigners portal(List<String> operators) {
        List<StatementSigner> signers = new ArrayList<>();
        operators.forEach(key -> signers.add(new OutsideSigner(SignerRole.OPERATOR, key, desk)));
        signers.add(new TestSigner(SignerRole.MEASURING));
        return new StatementSigners(signers, () -> rules);
    }

    private String newKey(String name) throws IOException {
        SigningKey key = SigningKey.generate(name, new SecureRandom());
        keyFiles.put(name, Files.writeString(folder.resolve(name + ".key"), key.secretText() + "\n"));
        return key.verifier().publicKeyHex();
    }

    /** Carries every request to the key and every answer back. */
    private int sign(String name) throws IOException {
        int code = 0;
        try (Stream<Path> requests = Files.list(folder.resolve("portal/signing/requests"))) {
            for (Path request : requests.toList()) {
                Path answer = desk.answers().resolve(name + "-" + request.getFileName());
                code = Math.max(
                        code,
                        new CommandLine(new SignCommand())
                                .setOut(new PrintWriter(new StringWriter()))
                                .execute(
                                        request.toString(),
                                        "--key",
                                        keyFiles.get(name).toString(),
                                        "--out",
                                        answer.toString(),
                                        "--yes"));
            }
        }
        return code;
    }
}
