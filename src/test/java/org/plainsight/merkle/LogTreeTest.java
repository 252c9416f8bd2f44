package org.plainsight.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogTreeTest {

    private static final int LARGEST = 200;
    private static final List<Hash32> LEAVES = IntStream.range(0, LARGEST)
            .mapToObj(i -> LogTree.leafHash(("entry " + i).getBytes(StandardCharsets.UTF_8)))
            .toList();
    private static final Hash32 FOREIGN = Hash32.sha256(new byte[] {42});

    @Test
    void the_root_is_the_one_of_the_definition() {
        for (int size = 0; size <= LARGEST; size++) {
            assertThat(LogTree.root(LEAVES.subList(0, size))).isEqualTo(definition(LEAVES.subList(0, size)));
        }
        assertThat(LogTree.emptyRoot()).isEqualTo(Hash32.sha256());
    }

    @Test
    void every_inclusion_proof_holds_for_its_leaf_index_size_and_root_only() {
        for (int size = 1; size <= LARGEST; size++) {
            Hash32 root = LogTree.root(LEAVES.subList(0, size));
            SubtreeHashes hashes = memo(size);
            for (int index = 0; index < size; index++) {
                int at = index;
                int of = size;
                List<Hash32> proof = LogTree.inclusionProof(index, size, hashes);
                Hash32 leaf = LEAVES.get(index);
                assertThat(LogProof.verifyInclusion(index, size, leaf, proof, root))
                        .isEmpty();
                assertThat(LogProof.verifyInclusion(index, size, leaf, proof, FOREIGN))
                        .isPresent();
                assertThat(LogProof.verifyInclusion(index, size, FOREIGN, proof, root))
                        .isPresent();
                assertThat(LogProof.verifyInclusion(index ^ 1, size, leaf, proof, root))
                        .isPresent();
                assertThat(mutations(proof))
                        .noneMatch(mutation -> LogProof.verifyInclusion(at, of, leaf, mutation, root)
                                .isEmpty());
            }
        }
    }

    @Test
    void every_consistency_proof_holds_for_its_sizes_and_roots_only() {
        List<Hash32> roots = IntStream.rangeClosed(0, LARGEST)
                .mapToObj(size -> LogTree.root(LEAVES.subList(0, size)))
                .toList();
        for (int size2 = 1; size2 <= LARGEST; size2++) {
            SubtreeHashes hashes = memo(size2);
            for (int size1 = 1; size1 <= size2; size1++) {
                List<Hash32> proof = LogTree.consistencyProof(size1, size2, hashes);
                Hash32 root1 = roots.get(size1);
                Hash32 root2 = roots.get(size2);
                assertThat(LogProof.verifyConsistency(size1, size2, proof, root1, root2))
                        .isEmpty();
                assertThat(LogProof.verifyConsistency(size1, size2, proof, FOREIGN, root2))
                        .isPresent();
                assertThat(LogProof.verifyConsistency(size1, size2, proof, root1, FOREIGN))
                        .isPresent();
                assertThat(LogProof.verifyConsistency(0, size2, proof, roots.getFirst(), root2))
                        .isPresent();
                int from = size1;
                int to = size2;
                assertThat(mutations(proof))
                        .noneMatch(mutation -> LogProof.verifyConsistency(from, to, mutation, root1, root2)
                                .isEmpty());
            }
        }
    }

    @Test
    void the_numbers_are_unsigned() {
        Hash32 leaf = LEAVES.getFirst();
        assertThat(LogProof.verifyInclusion(-1, -1, leaf, List.of(), leaf))
                .hasValueSatisfying(problem -> assertThat(problem).contains("18446744073709551615"));
        assertThat(LogProof.verifyInclusion(-1, 1, leaf, List.of(), leaf)).isPresent();

        List<Hash32> path = LEAVES.subList(0, 64);
        Hash32 lastRoot = leaf;
        for (Hash32 left : path) {
            lastRoot = LogTree.nodeHash(left, lastRoot);
        }
        long largestEvenIndex = -2;
        assertThat(LogProof.verifyInclusion(largestEvenIndex, -1, leaf, path.subList(0, 63), lastRoot))
                .isPresent();
        assertThat(LogProof.verifyConsistency(-1, 1, List.of(), leaf, leaf)).isPresent();
        assertThat(LogProof.verifyConsistency(-1, -1, List.of(), leaf, leaf)).isEmpty();
        assertThat(LogProof.verifyConsistency(Long.MIN_VALUE, -1, path, leaf, leaf))
                .isPresent();
    }

    @Test
    void the_last_leaf_of_a_tree_of_two_to_the_63_plus_one_has_one_sibling() {
        Hash32 left = LEAVES.get(0);
        Hash32 leaf = LEAVES.get(1);
        Hash32 root = LogTree.nodeHash(left, leaf);
        assertThat(LogProof.verifyInclusion(Long.MIN_VALUE, Long.MIN_VALUE + 1, leaf, List.of(left), root))
                .isEmpty();
        assertThat(LogProof.verifyConsistency(Long.MIN_VALUE, Long.MIN_VALUE + 1, List.of(leaf), left, root))
                .isEmpty();
        assertThat(LogProof.verifyInclusion(Long.MIN_VALUE - 1, Long.MIN_VALUE + 1, leaf, List.of(left), root))
                .isPresent();
    }

    @Test
    void a_proof_that_cannot_exist_is_not_built() {
        SubtreeHashes hashes = SubtreeHashes.ofLeaves(LEAVES);
        assertThatThrownBy(() -> LogTree.inclusionProof(3, 3, hashes)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LogTree.inclusionProof(-1, 3, hashes)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LogTree.consistencyProof(0, 3, hashes)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LogTree.consistencyProof(4, 3, hashes)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LogTree.root(-1, hashes)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<List<Hash32>> mutations(List<Hash32> proof) {
        List<List<Hash32>> mutations = new ArrayList<>();
        for (int i = 0; i < proof.size(); i++) {
            byte[] flipped = proof.get(i).toBytes();
            flipped[i % 32] ^= 4;
            mutations.add(with(proof, i, Hash32.of(flipped)));
        }
        mutations.add(concat(List.of(FOREIGN), proof));
        mutations.add(concat(proof, List.of(FOREIGN)));
        if (!proof.isEmpty()) {
            mutations.add(proof.subList(1, proof.size()));
            mutations.add(proof.subList(0, proof.size() - 1));
        }
        if (proof.size() > 1) {
            mutations.add(proof.reversed());
        }
        return mutations;
    }

    private static List<Hash32> with(List<Hash32> proof, int at, Hash32 hash) {
        List<Hash32> changed = new ArrayList<>(proof);
        changed.set(at, hash);
        return changed;
    }

    private static List<Hash32> concat(List<Hash32> first, List<Hash32> second) {
        List<Hash32> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    /** MTH of RFC 6962, word for word. */
    private static Hash32 definition(List<Hash32> leaves) {
        if (leaves.isEmpty()) {
            return Hash32.sha256();
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        return Hash32.sha256(
                new byte[] {1},
                definition(leaves.subList(0, k)).toBytes(),
                definition(leaves.subList(k, leaves.size())).toBytes());
    }

    private static SubtreeHashes memo(int size) {
        SubtreeHashes plain = SubtreeHashes.ofLeaves(LEAVES.subList(0, size));
        Map<Subtree, Hash32> known = new HashMap<>();
        return subtrees -> subtrees.stream()
                .map(subtree -> known.computeIfAbsent(
                        subtree, wanted -> plain.read(List.of(wanted)).getFirst()))
                .toList();
    }
}
