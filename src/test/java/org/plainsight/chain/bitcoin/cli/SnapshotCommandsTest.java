package org.plainsight.chain.bitcoin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockBuilder;
import org.plainsight.chain.bitcoin.BlockBuilder.Out;
import org.plainsight.chain.bitcoin.follow.Followed;
import org.plainsight.chain.bitcoin.store.BitcoinTables;
import org.plainsight.chain.bitcoin.store.PostgresCoinQueries;
import org.plainsight.chain.bitcoin.store.PostgresCoinStore;
import org.plainsight.chain.bitcoin.utxo.SnapshotWriter;
import org.plainsight.chain.bitcoin.utxo.SnapshotWriter.Unspent;
import org.plainsight.testing.PostgresResource;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine;

class SnapshotCommandsTest {

    private static final BitcoinNetwork NETWORK = BitcoinNetwork.REGTEST;
    private static final int BASE = 20;

    @TempDir
    Path folder;

    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private Followed followed;
    private byte[] file;

    private record Said(int code, String out, String err) {}

    @BeforeEach
    void followSomeHeadersAndDumpTheirCoins() throws SQLException {
        PostgresResource.Database fresh = PostgresResource.freshDatabase();
        database.setUrl(fresh.jdbcUrl());
        database.setUser(fresh.user());
        database.setPassword(fresh.password());
        BitcoinTables.create(database);
        followed = new Followed(new PostgresCoinStore(database, NETWORK), new PostgresCoinQueries(database, NETWORK));
        for (int i = 1; i <= 30; i++) {
            followed.node.mine(List.of(BlockBuilder.coinbase(i, new Out(Followed.script(i % 3), i))));
        }
        followed.settle();
        followed.watch(1);
        file = SnapshotWriter.file(NETWORK, followed.node.header(BASE).hash(), coins());
    }

    private List<Unspent> coins() {
        return followed.node.coins(BASE).stream().map(SnapshotWriter::unspent).toList();
    }

    @Test
    void a_file_is_verified_and_imported_and_verified_again_with_progress_on_the_way() throws IOException {
        Said unchecked = verify(file);
        String hash = unchecked
                .out()
                .lines()
                .filter(line -> line.startsWith("hash_serialized_3"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
        assertThat(unchecked.code()).isEqualTo(3);
        assertThat(unchecked.err()).contains("20 of 20 coins");

        Said imported = imported(file, "--hash", hash);
        assertThat(imported.err()).contains("20 of 20 coins");
        assertThat(imported.out())
                .contains("at height 20", "7 coins, together 0.00000070 BTC", "1 addresses are known as of this block");
        assertThat(imported.code()).isZero();

        Said verified = verify(file, "--hash", hash);
        assertThat(verified.out()).contains("agrees              the hash", "agrees              1 balances");
        assertThat(verified.code()).isZero();
    }

    @Test
    void of_a_bad_file_nothing_is_imported_and_one_line_says_why() throws IOException {
        String base = followed.node.header(BASE).hash();
        refused(new byte[0], 2, "it is truncated");
        refused(
                "not a snapshot, but long enough to be the header of one".getBytes(StandardCharsets.US_ASCII),
                2,
                "this is no UTXO snapshot");
        refused(Arrays.copyOf(file, file.length - 1), 2, "it is truncated");
        refused(Arrays.copyOf(file, file.length + 1), 2, "bytes follow the last of the 20 coins");
        refused(SnapshotWriter.file(BitcoinNetwork.SIGNET, base, coins()), 2, "is of signet, not of regtest");
        refused(SnapshotWriter.file(NETWORK, "ab".repeat(32), coins()), 2, "ab".repeat(32));
        refused(file, 1, "it should be", "--hash", "cd".repeat(32));
        refused(file, 1, "give --hash");
    }

    @Test
    void a_file_that_is_not_there_or_no_file_is_said_in_one_line() throws IOException {
        Said missing = run(new ImportSnapshot(database, followed), folder.resolve("none.dat"));
        assertThat(missing.err()).startsWith("there is no file ").contains("none.dat", "correct its name");
        assertThat(missing.code()).isEqualTo(2);

        Said noFile = run(new ImportSnapshot(database, followed), folder);
        assertThat(noFile.err()).contains("cannot read " + folder).doesNotContain("at org.plainsight");
        assertThat(noFile.code()).isEqualTo(2);
        nothingIsImported();
    }

    private void refused(byte[] bad, int code, String why, String... words) throws IOException {
        Said said = imported(bad, words);
        assertThat(said.err()).contains("refused", why).doesNotContain("Exception");
        assertThat(said.code()).isEqualTo(code);
        nothingIsImported();
    }

    /** What was imported would be one balance to compare. */
    private void nothingIsImported() throws IOException {
        assertThat(verify(file).out()).contains("not checked         the portal's balances");
    }

    private Said verify(byte[] bytes, String... words) throws IOException {
        return run(new VerifySnapshot(database, followed), written(bytes), words);
    }

    private Said imported(byte[] bytes, String... words) throws IOException {
        return run(new ImportSnapshot(database, followed), written(bytes), words);
    }

    private Path written(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("utxo.dat"), bytes);
    }

    private static Said run(Callable<Integer> command, Path file, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = Arrays.copyOf(words, words.length + 3);
        all[words.length] = "--network";
        all[words.length + 1] = "regtest";
        all[words.length + 2] = file.toString();
        int code = new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
        return new Said(code, out.toString(), err.toString());
    }
}
