package org.plainsight.bench.liabilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is measured beside ours must be the published scheme and not one like it. */
class BitmexTreeTest {

    /** Whose the eight published leaves are. */
    private static final int[] ACCOUNTS = {4, 1, 5, 2, 1, 2, 4, 4};

    @Test
    void the_published_leaves_give_the_published_root() throws IOException {
        Path folder = Path.of(System.getProperty("plainsight.vectors", "../shared/vectors"), "bitmex");
        assumeTrue(Files.isDirectory(folder), "no vectors in " + folder);
        List<String> proof = Files.readAllLines(folder.resolve("liabilities-100-proof.csv"));
        List<String> leaves = proof.subList(proof.size() - ACCOUNTS.length, proof.size());
        List<String> nonces = Files.readAllLines(folder.resolve("nonces.txt"));

        BitmexTree tree = new BitmexTree(ACCOUNTS.length);
        for (int i = 0; i < ACCOUNTS.length; i++) {
            String nonce = nonces.get(ACCOUNTS[i] - 1).split(",", 2)[1];
            long value = Long.parseLong(leaves.get(i).split(",", 2)[1]);
            tree.leaf(i, HexFormat.of().parseHex(nonce), 100, ACCOUNTS[i], value);
        }

        assertThat(tree.root()).isEqualTo(proof.get(1));
    }

    @Test
    void leaves_that_are_no_power_of_two_are_refused() {
        assertThatThrownBy(() -> new BitmexTree(6)).isInstanceOf(IllegalArgumentException.class);
    }
}
