package org.plainsight.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.asset.AccountId;
import org.plainsight.chain.ChainReaders;
import org.plainsight.ownership.Challenge;
import org.plainsight.ownership.ContractOwners;
import org.plainsight.ownership.KnownBlocks;
import org.plainsight.ownership.OwnershipVerifier;
import org.plainsight.ownership.TestKey;
import org.plainsight.ownership.evm.EvmSignatures;
import org.plainsight.portal.MemoryAddressBook;
import picocli.CommandLine;

/** The way of a fresh signature from the challenge into the declared row. */
class OwnershipCommandsTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);

    private final TestKey key = TestKey.random(new Random(5));
    private final AccountId account = AccountId.parse("eip155:1:" + key.evmAddress());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private KnownBlocks.Answer block = KnownBlocks.Answer.MATCHES;

    @Test
    void a_fresh_signature_goes_into_the_declared_row() throws IOException {
        Path row = declared();
        Path message = signed("2027-02-28");
        assertThat(submit(message, key.eip191(Files.readString(message)), "--registry", folder.toString()))
                .isZero();
        assertThat(out.toString()).startsWith("valid: ").contains("written to addresses/a.jsonl:1");
        assertThat(Files.readString(row)).contains(key.eip191(Files.readString(message)));
    }

    @Test
    void what_does_not_hold_is_refused_and_nothing_is_written() throws IOException {
        Path row = declared();
        String before = Files.readString(row);
        Path message = signed("2027-02-28");
        String stranger = TestKey.random(new Random(6)).eip191(Files.readString(message));
        assertThat(submit(message, stranger, "--registry", folder.toString())).isEqualTo(2);
        assertThat(out.toString()).startsWith("invalid: ");
        block = KnownBlocks.Answer.UNKNOWN;
        assertThat(submit(message, key.eip191(Files.readString(message)), "--registry", folder.toString()))
                .isEqualTo(2);
        assertThat(out.toString()).startsWith("inconclusive: ");
        block = KnownBlocks.Answer.MATCHES;
        Path expired = signed("2026-11-23");
        assertThat(submit(expired, key.eip191(Files.readString(expired)), "--registry", folder.toString()))
                .isEqualTo(2);
        assertThat(out.toString()).contains("expired");
        assertThat(Files.readString(row)).isEqualTo(before);
    }

    @Test
    void a_file_that_is_no_challenge_or_missing_is_told_in_one_line() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "hello");
        assertThat(submit(other, "0x00")).isEqualTo(2);
        assertThat(err.toString()).startsWith("plainsight: ").hasLineCount(1);
        assertThat(submit(folder.resolve("missing"), "0x00")).isEqualTo(2);
        assertThat(err.toString()).contains("cannot read");
        Path long_ = Files.writeString(folder.resolve("long"), "x".repeat(20_000));
        assertThat(submit(long_, "0x00")).isEqualTo(2);
        assertThat(err.toString()).contains("longer than a challenge");
    }

    @Test
    void an_address_without_a_row_is_named() throws IOException {
        Files.createDirectories(folder.resolve("addresses"));
        Path message = signed("2027-02-28");
        assertThat(submit(message, key.eip191(Files.readString(message)), "--registry", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains(account.toString()).contains("declare it first");
    }

    @Test
    void a_challenge_needs_a_followed_chain_and_a_right_address() {
        MakeChallenge command =
                new MakeChallenge(new ChainReaders(List.of()), new MemoryAddressBook(), "portal.example", NOW);
        assertThat(run(command, account.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("follow the chain first");
        assertThat(run(command, "0x12")).isEqualTo(2);
        assertThat(err.toString()).contains("CAIP-10");
    }

    private Path declared() throws IOException {
        Files.createDirectories(folder.resolve("addresses"));
        Files.writeString(folder.resolve("entities.jsonl"), "{\"name\":\"Example\"}\n");
        Files.writeString(folder.resolve("assets.jsonl"), "");
        return Files.writeString(
                folder.resolve("addresses").resolve("a.jsonl"),
                "{\"id\":\"a\",\"address\":\"" + account
                        + "\",\"claim\":\"owned\",\"entity\":\"Example\",\"role\":\"hot\",\"purpose\":\"client\"}\n");
    }

    private Path signed(String expires) throws IOException {
        String text = new Challenge(
                        "portal.example",
                        "Example",
                        account,
                        "2026-11",
                        7,
                        "ab".repeat(32),
                        java.time.LocalDate.parse(expires))
                .text();
        return Files.writeString(folder.resolve("challenge-" + expires), text);
    }

    private int submit(Path message, String signature, String... more) {
        OwnershipVerifier verifier = new OwnershipVerifier(
                List.of(new EvmSignatures((contract, height, hash) -> new ContractOwners.Unread("no node"))),
                (chain, height, hash) -> block);
        String[] words = new String[5 + more.length];
        words[0] = message.toString();
        words[1] = "--method";
        words[2] = "eip191";
        words[3] = "--signature";
        words[4] = signature;
        System.arraycopy(more, 0, words, 5, more.length);
        return run(new SubmitProof(verifier, "portal.example", NOW), words);
    }

    private int run(Callable<Integer> command, String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }
}
