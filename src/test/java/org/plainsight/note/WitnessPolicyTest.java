package org.plainsight.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plainsight.merkle.Hash32;
import org.plainsight.signature.Ed25519;

class WitnessPolicyTest {

    private static final String ORIGIN = "log.example/one";

    private final SigningKey log = SigningKey.generate(ORIGIN, new SecureRandom());
    private final Map<String, SigningKey> witnesses = new LinkedHashMap<>();
    private final Checkpoint head = new Checkpoint(ORIGIN, 7, Hash32.sha256(new byte[] {7}));

    @Test
    void the_example_of_the_specification_asks_for_two_of_the_first_group_and_one_of_the_second() {
        WitnessPolicy policy = parse(example());
        assertThat(policy.isQuorum(Set.of("X1", "X2", "Y3"))).isTrue();
        assertThat(policy.isQuorum(Set.of("X1", "Y1", "Y2", "Y3"))).isFalse();
        assertThat(policy.isQuorum(Set.of("X1", "X2", "X3"))).isFalse();
        assertThat(policy.problem(note("X2", "X3", "Y1"))).isEmpty();
        assertThat(policy.problem(note("X2", "Y1"))).isPresent();
        assertThat(WitnessPolicy.parse(policy.toString().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(policy);
    }

    @Test
    void blanks_tabs_comments_and_urls_are_read_and_a_policy_without_witnesses_asks_for_the_log_only() {
        WitnessPolicy policy =
                parse("\n  # a comment\n\tlog\t" + log.verifier() + "  https://log.example/ \n quorum none\n");
        assertThat(policy.logs().getFirst().url()).hasValue("https://log.example/");
        assertThat(policy.problem(note())).isEmpty();
    }

    @Test
    void a_checkpoint_of_another_log_by_another_key_or_with_a_false_cosignature_is_refused() {
        WitnessPolicy policy = parse(example());
        SigningKey stranger = SigningKey.generate(ORIGIN, new SecureRandom());
        assertThat(policy.problem(new SignedNote(
                        head.toString(),
                        List.of(new NoteSigner(stranger.verifier(), stranger::sign).sign(head.toString())))))
                .hasValueSatisfying(reason -> assertThat(reason).contains("no key that is trusted"));
        Checkpoint other = new Checkpoint("log.example/two", 7, head.root());
        assertThat(policy.problem(new SignedNote(
                        other.toString(), List.of(new NoteSigner(log.verifier(), log::sign).sign(other.toString())))))
                .hasValueSatisfying(reason -> assertThat(reason).contains("does not name"));
        SignedNote good = note("X1", "X2", "Y1");
        NoteSignature forged = new NoteSigner(
                        witnesses.get("X3").verifier(), message -> new byte[Ed25519.SIGNATURE_LENGTH])
                .cosign(head, Instant.EPOCH);
        assertThat(policy.problem(good.with(List.of(forged))))
                .hasValueSatisfying(reason -> assertThat(reason).contains("X3"));
    }

    @Test
    void what_the_specification_forbids_is_refused_with_the_line() {
        String keys = example();
        String x1 = cosigner("X1");
        List<String> bad = List.of(
                keys, // a second quorum
                "",
                "quorum\n",
                "quorum nobody\n",
                "quorum none",
                "quorum none\r\n",
                "quorum none extra\n",
                "bananas\nquorum none\n",
                "log " + x1 + "\nquorum none\n",
                "log " + log.verifier() + "\nlog " + log.verifier() + "\nquorum none\n",
                "witness A " + log.verifier() + "\nquorum A\n",
                "witness A " + x1 + "\nwitness B " + x1 + "\nquorum A\n",
                "witness none " + x1 + "\nquorum none\n",
                "group G all A\nwitness A " + x1 + "\nquorum G\n",
                "witness A " + x1 + "\ngroup G 2 A\nquorum G\n",
                "witness A " + x1 + "\ngroup G 0 A\nquorum G\n",
                "witness A " + x1 + "\ngroup G any\nquorum G\n",
                "witness A " + x1 + "\ngroup G any none\nquorum G\n",
                "witness A " + x1 + "\ngroup G any A A\nquorum G\n",
                "witness A " + x1 + "\ngroup G any A\ngroup H any A\nquorum H\n",
                "witness A " + x1 + "\ngroup A any A\nquorum A\n");
        for (int i = 0; i < bad.size(); i++) {
            String text = i == 0 ? keys + "quorum none\n" : bad.get(i);
            assertThatThrownBy(() -> parse(text)).as(text).isInstanceOf(MalformedNoteException.class);
        }
        assertThatThrownBy(() -> parse("# fine\nquorum nobody\n")).hasMessageContaining("line 2");
    }

    @Test
    void any_bytes_are_a_policy_or_malformed_and_nothing_else() {
        byte[] good = example().getBytes(StandardCharsets.UTF_8);
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = good.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                WitnessPolicy policy = WitnessPolicy.parse(bytes);
                assertThat(WitnessPolicy.parse(policy.toString().getBytes(StandardCharsets.UTF_8)))
                        .isEqualTo(policy);
            } catch (MalformedNoteException e) {
                assertThat(e).hasMessageContaining("");
            }
        }
    }

    private String example() {
        List<String> lines = new ArrayList<>(List.of("log " + log.verifier()));
        for (String name : List.of("X1", "X2", "X3", "Y1", "Y2", "Y3")) {
            lines.add("witness " + name + " " + cosigner(name));
        }
        lines.addAll(List.of(
                "group X-witnesses 2 X1 X2 X3",
                "group Y-witnesses any Y1 Y2 Y3",
                "group X-and-Y all X-witnesses Y-witnesses",
                "quorum X-and-Y"));
        return String.join("\n", lines) + "\n";
    }

    private String cosigner(String name) {
        return witnesses
                .computeIfAbsent(name, n -> SigningKey.generate(n + ".example", new SecureRandom()))
                .verifier()
                .as(VerifierKey.Type.COSIGNATURE_V1)
                .toString();
    }

    private SignedNote note(String... cosigners) {
        List<NoteSignature> lines = new ArrayList<>();
        lines.add(new NoteSigner(log.verifier(), log::sign).sign(head.toString()));
        for (String name : cosigners) {
            SigningKey key = witnesses.get(name);
            lines.add(new NoteSigner(key.verifier(), key::sign).cosign(head, Instant.EPOCH));
        }
        return new SignedNote(head.toString(), lines);
    }

    private static WitnessPolicy parse(String text) {
        return WitnessPolicy.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
