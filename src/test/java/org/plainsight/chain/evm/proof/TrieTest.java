package org.plainsight.chain.evm.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.merkle.Hash32;

class TrieTest {

    /** Keys that share long beginnings, so that extensions and nodes inside nodes are there. */
    private static byte[] key(Random random, int spread) {
        byte[] key = new byte[32];
        for (int i = 0; i < 3; i++) {
            key[random.nextInt(32)] = (byte) random.nextInt(spread);
        }
        key[31] = (byte) random.nextInt(256);
        return key;
    }

    @Test
    void every_key_is_found_and_every_other_is_proven_absent() {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            TrieBuilder trie = new TrieBuilder();
            List<byte[]> keys = new ArrayList<>();
            for (int i = random.nextInt(1, 40); i > 0; i--) {
                byte[] key = key(random, 1 + random.nextInt(4));
                keys.add(key);
                trie.put(key, new byte[] {(byte) ((key[31] & 0x7f) | 1)});
            }
            Hash32 root = trie.root();
            for (byte[] key : keys) {
                assertThat(Trie.find(root, key, trie.nodes())).containsExactly((key[31] & 0x7f) | 1);
                byte[] other = key.clone();
                other[random.nextInt(32)] ^= 0x55;
                if (keys.stream().noneMatch(k -> java.util.Arrays.equals(k, other))) {
                    assertThat(Trie.find(root, other, trie.nodes())).isNull();
                }
            }
        }
    }

    @Test
    void nodes_shorter_than_a_hash_stand_inside_their_parents() {
        TrieBuilder trie = new TrieBuilder();
        byte[] one = new byte[32];
        byte[] two = new byte[32];
        two[31] = 1;
        trie.put(one, new byte[] {5});
        trie.put(two, new byte[] {6});
        Hash32 root = trie.root();

        assertThat(trie.nodes().size()).isEqualTo(1); // the extension; in it the branch, and in that both leaves
        assertThat(Trie.find(root, two, trie.nodes())).containsExactly(6);
    }

    @Test
    void the_empty_trie_proves_everything_absent_without_a_node() {
        assertThat(new TrieBuilder().root()).isEqualTo(AccountState.EMPTY_ROOT);
        assertThat(Trie.find(AccountState.EMPTY_ROOT, new byte[32], new NodeSet()))
                .isNull();
    }

    @Test
    void a_node_that_is_missing_is_no_proof_of_absence() {
        assertThatThrownBy(() -> Trie.find(Keccak.hash(new byte[] {1}), new byte[32], new NodeSet()))
                .isInstanceOf(MalformedRlpException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void whatever_bytes_a_node_has_looking_up_ends_with_a_value_absence_or_a_refusal() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] node = new byte[random.nextInt(1, 80)];
            random.nextBytes(node);
            node[0] = (byte) (0xc0 + Math.min(node.length - 1, 55));
            NodeSet nodes = new NodeSet();
            Hash32 root = nodes.add(node);
            try {
                Trie.find(root, new byte[32], nodes);
            } catch (MalformedRlpException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }
}
