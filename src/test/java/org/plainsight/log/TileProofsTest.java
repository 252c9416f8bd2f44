package org.plainsight.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.merkle.Hash32;
import org.plainsight.note.TlogProof;
import org.plainsight.testing.Runs;

/**
 * Proofs made from tiles, full and partial, against the recursive definitions of RFC 6962 section 2.1 computed from the
 * entries alone: nothing of ours but the bytes that are compared.
 */
class TileProofsTest {

    private static final int ALL_UP_TO = Runs.count(270, 700);
    private static final int LARGE = Runs.count(70_000, 200_000);

    private final TestLog world = new TestLog();
    private final List<byte[]> entries = new ArrayList<>();
    private final Map<Long, byte[]> known = new HashMap<>();

    @Test
    void of_every_size_each_index_and_each_smaller_size_has_exactly_the_proof_of_the_definition() {
        Sequencer sequencer = world.start();
        for (int size = 1; size <= ALL_UP_TO; size++) {
            grow(sequencer, size);
            for (int index = 0; index < size; index++) {
                assertInclusion(index, size);
            }
            for (int old = 1; old <= size; old++) {
                assertConsistency(old, size);
            }
        }
    }

    @Test
    void beyond_that_random_sizes_and_indices_have_the_proof_of_the_definition() {
        Sequencer sequencer = world.start();
        Random random = new Random(70_000);
        int size = 0;
        while (size < LARGE) {
            size = Math.min(LARGE, size + 1 + random.nextInt(9_000));
            grow(sequencer, size);
            for (int i = 0; i < 40; i++) {
                assertInclusion(random.nextInt(size), size);
                assertConsistency(1 + random.nextInt(size), size);
            }
            // a perfect tree, and its neighbours
            for (int old = Integer.highestOneBit(size) - 1; old <= Integer.highestOneBit(size) + 1; old++) {
                assertConsistency(Math.clamp(old, 1, size), size);
            }
        }
    }

    private void grow(Sequencer sequencer, int size) {
        List<byte[]> added = new ArrayList<>();
        while (entries.size() < size) {
            byte[] entry = ("entry " + entries.size()).getBytes(StandardCharsets.UTF_8);
            entries.add(entry);
            added.add(entry);
        }
        world.store.inTransaction(() -> world.log.append(added));
        assertThat(sequencer.run()).isInstanceOf(Sequencing.Signed.class);
        assertThat(world.store.head().orElseThrow().root()).isEqualTo(Hash32.of(mth(0, size)));
    }

    private void assertInclusion(int index, int size) {
        List<Hash32> defined = new ArrayList<>();
        path(index, 0, size, defined);
        TlogProof receipt = TlogProof.parse(world.log.receipt(index).orElseThrow());
        assertThat(receipt.hashes()).as("%d of %d", index, size).isEqualTo(defined);
    }

    private void assertConsistency(int old, int size) {
        List<Hash32> defined = new ArrayList<>();
        if (old < size) {
            subproof(old, 0, size, true, defined);
        }
        assertThat(world.log.consistency(old, size)).as("%d to %d", old, size).isEqualTo(defined);
    }

    /** PATH(m, D[n]) of section 2.1.1. */
    private void path(int m, int from, int to, List<Hash32> out) {
        int n = to - from;
        if (n == 1) {
            return;
        }
        int k = split(n);
        if (m < k) {
            path(m, from, from + k, out);
            out.add(Hash32.of(mth(from + k, to)));
        } else {
            path(m - k, from + k, to, out);
            out.add(Hash32.of(mth(from, from + k)));
        }
    }

    /** SUBPROOF(m, D[n], b) of section 2.1.2. */
    private void subproof(int m, int from, int to, boolean whole, List<Hash32> out) {
        int n = to - from;
        if (m == n) {
            if (!whole) {
                out.add(Hash32.of(mth(from, to)));
            }
            return;
        }
        int k = split(n);
        if (m <= k) {
            subproof(m, from, from + k, whole, out);
            out.add(Hash32.of(mth(from + k, to)));
        } else {
            subproof(m - k, from + k, to, false, out);
            out.add(Hash32.of(mth(from, from + k)));
        }
    }

    /** MTH of section 2.1 over the entries from one to before the other; perfect trees are remembered. */
    private byte[] mth(int from, int to) {
        int n = to - from;
        if (n == 1) {
            return sha256(new byte[] {0}, entries.get(from));
        }
        int k = split(n);
        if (Integer.bitCount(n) > 1) {
            return sha256(new byte[] {1}, mth(from, from + k), mth(from + k, to));
        }
        long name = ((long) from << 32) | to;
        byte[] hash = known.get(name);
        if (hash == null) {
            hash = sha256(new byte[] {1}, mth(from, from + k), mth(from + k, to));
            known.put(name, hash);
        }
        return hash;
    }

    private static int split(int n) {
        return Integer.highestOneBit(n - 1);
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
