package org.plainsight.liabilities.adversary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.tree.SampleSnapshot;
import org.plainsight.liabilities.tree.SnapshotBuild;
import org.plainsight.testing.Runs;

/** What no customer's file can show: the staged trees are not what the ledger's file gives. */
class SecondPathAdversaryTest {

    @TempDir
    static Path temporary;

    private static SampleSnapshot staged;

    @BeforeAll
    static void build() throws IOException {
        staged = SampleSnapshot.build(temporary.resolve("staged"), 60, 3);
    }

    @FunctionalInterface
    interface Ledger {
        /** Changes the rows; row 0 is the header. */
        void differ(List<String> rows, Random random);
    }

    record Cheat(String name, Ledger ledger) {
        @Override
        public String toString() {
            return name + ": detected by the second path";
        }
    }

    static Stream<Cheat> cheats() {
        return Stream.of(
                new Cheat(
                        "omitted leaf",
                        (rows, random) -> rows.add("zz-omitted," + "ab".repeat(32) + ",Example Ltd,"
                                + SampleSnapshot.ASSETS.getFirst() + ",0," + (1 + random.nextInt(1_000)))),
                new Cheat("omitted asset of an account", (rows, random) -> {
                    String[] cells =
                            rows.get(1 + random.nextInt(rows.size() - 1)).split(",");
                    cells[4] = String.valueOf(1 + random.nextInt(4));
                    rows.add(String.join(",", cells));
                }),
                new Cheat("duplicated leaf", (rows, random) -> rows.remove(1 + random.nextInt(rows.size() - 1))),
                new Cheat("padding with value", (rows, random) -> {
                    // the tree holds one balance more than the ledger: value where padding should be
                    int at = 1 + random.nextInt(rows.size() - 1);
                    while (last(rows.get(at)).equals("0")) {
                        at = 1 + random.nextInt(rows.size() - 1);
                    }
                    rows.set(at, amount(rows.get(at), "0"));
                }),
                new Cheat("swapped amounts", (rows, random) -> {
                    int at = 1 + random.nextInt(rows.size() - 1);
                    rows.set(at, amount(rows.get(at), "3141592653" + random.nextInt(1_000)));
                }),
                new Cheat("amounts of two accounts exchanged", SecondPathAdversaryTest::exchange),
                new Cheat("twin account: one identity for two", (rows, random) -> {
                    int at = 1 + random.nextInt(rows.size() - 1);
                    String[] cells = rows.get(at).split(",");
                    cells[1] = cells[1].substring(32) + cells[1].substring(0, 32);
                    rows.set(at, String.join(",", cells));
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cheats")
    void a_tree_that_is_not_its_ledger_is_never_signed(Cheat cheat) throws IOException {
        Path balances = staged.directory.balances();
        String sound = Files.readString(balances);
        try {
            for (int i = 0; i < Runs.count(12, 1_000); i++) {
                List<String> rows = new ArrayList<>(sound.lines().toList());
                cheat.ledger().differ(rows, Victims.random(i));
                Files.write(balances, rows);
                assertThat(catchThrowable(() -> SnapshotBuild.check(staged.directory, staged.record, Progress.SILENT)))
                        .as("mutant %s", i)
                        .isInstanceOf(RuntimeException.class);
            }
        } finally {
            Files.writeString(balances, sound, StandardCharsets.UTF_8);
        }
    }

    private static void exchange(List<String> rows, Random random) {
        int one = 1 + random.nextInt(rows.size() - 1);
        int other = one;
        while (last(rows.get(one)).equals(last(rows.get(other)))) {
            other = 1 + random.nextInt(rows.size() - 1);
        }
        String amount = last(rows.get(one));
        rows.set(one, amount(rows.get(one), last(rows.get(other))));
        rows.set(other, amount(rows.get(other), amount));
    }

    private static String last(String row) {
        return row.substring(row.lastIndexOf(',') + 1);
    }

    private static String amount(String row, String amount) {
        return row.substring(0, row.lastIndexOf(',') + 1) + amount;
    }
}
