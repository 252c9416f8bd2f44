package org.plainsight.log.witness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.log.Sequencer;
import org.plainsight.log.TestLog;
import org.plainsight.log.rpc.HttpWitnessClient;
import org.plainsight.log.store.WitnessedHeadFiles;
import org.plainsight.log.witness.Witnesses;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.SignedNote;
import org.plainsight.note.VerifierKey;
import org.plainsight.note.WitnessPolicy;
import org.plainsight.testing.ChildJvm;
import org.plainsight.testing.Runs;
import picocli.CommandLine;

/** The command {@code witness} as a process of its own beside a log that runs, and kill -9. */
class WitnessProcessTest {

    @TempDir
    private Path folder;

    private final TestLog world = new TestLog();
    private String key = "";

    @Test
    void a_witness_that_is_killed_forgets_nothing_it_cosigned_and_cosigns_no_fork() throws Exception {
        int port = freePort();
        Random random = new Random(5);
        List<Checkpoint> cosigned = new ArrayList<>();
        for (int kill = 0; kill < Runs.count(3, 30); kill++) {
            try (ChildJvm process = start(port)) {
                Witnesses witnesses = witnesses(port);
                Sequencer sequencer = world.start(witnesses);
                int rounds = 1 + random.nextInt(12);
                for (int round = 0; round < rounds; round++) {
                    world.append(1 + random.nextInt(90));
                    sequencer.run();
                    SignedNote head =
                            SignedNote.parse(world.store.head().orElseThrow().note());
                    assertThat(witnesses.policy().problem(head)).isEmpty();
                    cosigned.add(Checkpoint.parse(head.text()));
                }
                Thread killer = Thread.ofPlatform().start(() -> {
                    try {
                        Thread.sleep(random.nextInt(15));
                        process.kill();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                world.append(50);
                sequencer.run();
                killer.join();
            }
            Checkpoint remembered = new WitnessedHeadFiles(folder.resolve("heads"))
                    .latest(world.verifierKey().name())
                    .orElseThrow();
            assertThat(remembered.size())
                    .isGreaterThanOrEqualTo(cosigned.getLast().size());
        }
        try (ChildJvm process = start(port)) {
            TestLog forked = world.sameKey();
            forked.append("forked ", (int) world.store.size());
            Witnesses witnesses = witnesses(port);
            forked.start(witnesses).run();
            assertThat(witnesses.states().getFirst().failure())
                    .hasValueSatisfying(why -> assertThat(why).contains("forked"));
            SignedNote head = SignedNote.parse(forked.store.head().orElseThrow().note());
            assertThat(witnesses.policy().cosigners(head)).isEmpty();
            assertThat(process.isAlive()).isTrue();
        }
    }

    @Test
    void a_second_witness_over_one_folder_does_not_start() throws Exception {
        try (ChildJvm first = start(freePort());
                ChildJvm second = ChildJvm.start(WitnessProcessTest.class, words(freePort()))) {
            assertThat(second.line()).contains("another witness runs over");
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(first.isAlive()).isTrue();
        }
    }

    public static void main(String... words) {
        System.exit(new CommandLine(new WitnessCommand(Clock.systemUTC())).execute(words));
    }

    private ChildJvm start(int port) throws Exception {
        ChildJvm process = ChildJvm.start(WitnessProcessTest.class, words(port));
        key = process.awaitLine("key ").substring("key ".length());
        return process;
    }

    private String[] words(int port) {
        return new String[] {
            "--dir", folder.toString(),
            "--name", "witness.example/w",
            "--log", world.verifierKey().toString(),
            "--port", Integer.toString(port)
        };
    }

    private Witnesses witnesses(int port) {
        WitnessPolicy.Witness witness =
                new WitnessPolicy.Witness("w", VerifierKey.parse(key), Optional.of("http://127.0.0.1:" + port));
        return new Witnesses(
                new WitnessPolicy(
                        List.of(new WitnessPolicy.Log(world.verifierKey(), Optional.empty())),
                        List.of(witness),
                        List.of(),
                        "w"),
                new HttpWitnessClient(Duration.ofSeconds(5)),
                world.clock);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
