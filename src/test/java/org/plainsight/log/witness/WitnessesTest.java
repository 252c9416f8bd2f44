package org.plainsight.log.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.log.Sequencing;
import org.plainsight.log.TestLog;
import org.plainsight.log.rpc.HttpWitnessClient;
import org.plainsight.log.store.WitnessedHeadFiles;
import org.plainsight.log.witness.cli.WitnessServer;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.NoteSigner;
import org.plainsight.note.SignedNote;
import org.plainsight.note.SigningKey;
import org.plainsight.note.VerifierKey;
import org.plainsight.note.WitnessPolicy;

/** A log and its witnesses over real HTTP, some of them down, late or lying. */
class WitnessesTest {

    private final TestLog world = new TestLog();
    private final List<WitnessServer> servers = new ArrayList<>();
    private final List<WitnessPolicy.Witness> named = new ArrayList<>();
    private final Map<String, SigningKey> keys = new HashMap<>();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        servers.forEach(WitnessServer::close);
    }

    @Test
    void the_published_checkpoint_carries_the_cosignatures_of_a_quorum_and_every_receipt_does() throws Exception {
        start("one");
        start("two");
        nobody("three");
        Witnesses witnesses = witnesses();
        var sequencer = world.start(witnesses);
        for (int round = 0; round < 3; round++) {
            world.append(100);
            assertThat(sequencer.run()).isInstanceOf(Sequencing.Signed.class);
            SignedNote head = SignedNote.parse(world.store.head().orElseThrow().note());
            assertThat(witnesses.policy().problem(head)).isEmpty();
            assertThat(witnesses.policy().cosigners(head).keySet()).containsExactly("one", "two");
        }
        assertThat(witnesses.states().get(2).failure())
                .hasValueSatisfying(why -> assertThat(why).contains("does not answer"));
        assertThat(witnesses.states().get(0).cosignedAt()).isPresent();
        world.check(300);
    }

    @Test
    void a_restarted_log_learns_from_its_witness_where_it_was() throws Exception {
        start("one");
        world.append(5);
        world.start(witnesses()).run();
        world.append(300);
        Witnesses fresh = witnesses();
        world.start(fresh).run();
        assertThat(fresh.states().getFirst().failure()).isEmpty();
        assertThat(cosigners(fresh)).containsExactly("one");
    }

    @Test
    void a_witness_that_comes_back_cosigns_the_head_that_stands() throws Exception {
        int port = start("one");
        servers.removeFirst().close();
        Witnesses witnesses = witnesses();
        var sequencer = world.start(witnesses);
        world.append(5);
        sequencer.run();
        assertThat(cosigners(witnesses)).isEmpty();
        assertThat(sequencer.run()).isInstanceOf(Sequencing.UpToDate.class);
        serve("one", port);
        world.clock.advance(Witnesses.FIRST_WAIT);
        assertThat(sequencer.run()).isInstanceOf(Sequencing.Signed.class);
        assertThat(cosigners(witnesses)).containsExactly("one");
        world.check(5);
    }

    @Test
    void a_log_set_back_and_a_forked_log_are_told_by_the_witness() throws Exception {
        start("one");
        world.append(10);
        world.start(witnesses()).run();
        TestLog forked = world.sameKey();
        forked.append("forked ", 10);
        Witnesses fork = witnesses();
        forked.start(fork).run();
        assertThat(fork.states().getFirst().failure())
                .hasValueSatisfying(why -> assertThat(why).contains("forked"));
        TestLog back = world.sameKey();
        back.append(4);
        Witnesses setBack = witnesses();
        back.start(setBack).run();
        assertThat(setBack.states().getFirst().failure())
                .hasValueSatisfying(why -> assertThat(why).contains("set back"));
    }

    @Test
    void a_false_cosignature_is_left_out_and_told() {
        SigningKey key = SigningKey.generate("liar.example", new SecureRandom());
        WitnessClient liar = (url, request) -> {
            Checkpoint other = new Checkpoint(
                    "log.example/test",
                    99,
                    Checkpoint.parse(request.checkpoint().text()).root());
            return new WitnessClient.Reply(
                    200,
                    "text/plain",
                    new NoteSigner(key.verifier(), key::sign).cosign(other, world.clock.instant()) + "\n");
        };
        named.add(witness("liar", key, "http://liar"));
        Witnesses witnesses = new Witnesses(policy(), liar, world.clock);
        world.append(3);
        assertThat(world.start(witnesses).run()).isInstanceOf(Sequencing.Signed.class);
        assertThat(witnesses.states().getFirst().failure())
                .hasValueSatisfying(why -> assertThat(why).contains("not good"));
        world.check(3);
    }

    private Iterable<String> cosigners(Witnesses witnesses) {
        return witnesses
                .policy()
                .cosigners(SignedNote.parse(world.store.head().orElseThrow().note()))
                .keySet();
    }

    private Witnesses witnesses() {
        return new Witnesses(policy(), new HttpWitnessClient(Duration.ofSeconds(3)), world.clock);
    }

    private WitnessPolicy policy() {
        List<String> names = named.stream().map(WitnessPolicy.Witness::name).toList();
        WitnessPolicy.Group group = new WitnessPolicy.Group("all-but-one", Math.max(1, names.size() - 1), names);
        return new WitnessPolicy(
                List.of(new WitnessPolicy.Log(world.verifierKey(), Optional.empty())),
                named,
                List.of(group),
                "all-but-one");
    }

    private int start(String name) throws Exception {
        int port = serve(name, 0);
        named.add(witness(name, key(name), "http://127.0.0.1:" + port));
        return port;
    }

    private int serve(String name, int port) throws Exception {
        SigningKey key = key(name);
        Witness witness = new Witness(
                List.of(world.verifierKey()),
                new WitnessedHeadFiles(folder.resolve(name)),
                new NoteSigner(key.verifier(), key::sign),
                Clock.systemUTC());
        servers.add(new WitnessServer(witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        return servers.getLast().port();
    }

    private void nobody(String name) {
        named.add(witness(name, key(name), "http://127.0.0.1:1"));
    }

    private SigningKey key(String name) {
        return keys.computeIfAbsent(name, n -> SigningKey.generate(n + ".example", new SecureRandom()));
    }

    private static WitnessPolicy.Witness witness(String name, SigningKey key, String url) {
        return new WitnessPolicy.Witness(name, key.verifier().as(VerifierKey.Type.COSIGNATURE_V1), Optional.of(url));
    }
}
