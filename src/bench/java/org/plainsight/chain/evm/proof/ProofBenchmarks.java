package org.plainsight.chain.evm.proof;

import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.plainsight.bench.Benchmark;
import org.plainsight.bench.Figures;
import org.plainsight.merkle.Hash32;

/**
 * Account proofs verified per second of one core's time, each by itself: every node of it is hashed again. The limit is hashing
 * the same bytes alone.
 */
public final class ProofBenchmarks implements Benchmark {

    private static final int BRANCHES = 7;
    private static final int BRANCH_BYTES = 532;
    private static final int LEAF_BYTES = 104;

    /** The nodes of one proof, as many and as large as on the main chain: seven full branches and a leaf. */
    private record Proof(String address, Hash32 root, List<Node> nodes) {}

    private static final class Node {
        private final byte[] bytes;

        Node(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    @Override
    public void run(Figures figures, boolean quick) {
        List<Proof> proofs = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            proofs.add(proof(random));
        }
        int rounds = quick ? 20 : 60;
        double limit = 0;
        double verified = 0;
        for (int warm = 0; warm < 2; warm++) {
            limit = hashed(proofs, rounds);
            verified = verified(proofs, rounds);
        }
        figures.rate("evm.proof.verify", verified, "account proofs/s", limit);
    }

    /** Of this thread alone: the figure is per core, whatever else runs. */
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double verified(List<Proof> proofs, int rounds) {
        long start = cpuTime();
        for (int round = 0; round < rounds; round++) {
            for (Proof proof : proofs) {
                NodeSet nodes = new NodeSet();
                for (Node node : proof.nodes()) {
                    nodes.add(node.bytes);
                }
                if (!(new StateProof(proof.root(), nodes).account(proof.address()) instanceof Proven.Value)) {
                    throw new IllegalStateException("an honest proof does not hold");
                }
            }
        }
        return rounds * proofs.size() / ((cpuTime() - start) / 1e9);
    }

    private static double hashed(List<Proof> proofs, int rounds) {
        long start = cpuTime();
        int sum = 0;
        for (int round = 0; round < rounds; round++) {
            for (Proof proof : proofs) {
                for (Node node : proof.nodes()) {
                    sum += Keccak.hash(node.bytes).hashCode();
                }
            }
        }
        if (sum == 0) {
            throw new IllegalStateException("hashes that add up to nothing");
        }
        return rounds * proofs.size() / ((cpuTime() - start) / 1e9);
    }

    private static Proof proof(Random random) {
        byte[] address = new byte[20];
        random.nextBytes(address);
        byte[] key = Keccak.hash(address).toBytes();
        byte[] path = new byte[1 + (64 - BRANCHES) / 2];
        path[0] = (byte) (0x30 | (key[BRANCHES / 2] & 0x0f));
        System.arraycopy(key, BRANCHES / 2 + 1, path, 1, path.length - 1);
        byte[] account = Rlp.encodeList(List.of(
                Rlp.encode(BigInteger.TWO),
                Rlp.encode(BigInteger.TEN.pow(18)),
                Rlp.encode(AccountState.EMPTY_ROOT.toBytes()),
                Rlp.encode(AccountState.NO_CODE.toBytes())));
        List<Node> nodes = new ArrayList<>();
        byte[] node = Rlp.encodeList(List.of(Rlp.encode(path), Rlp.encode(account)));
        nodes.add(new Node(node));
        for (int depth = BRANCHES - 1; depth >= 0; depth--) {
            int nibble = key[depth / 2] >> (depth % 2 == 0 ? 4 : 0) & 0x0f;
            List<byte[]> items = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                byte[] hash = new byte[32];
                random.nextBytes(hash);
                items.add(Rlp.encode(i == nibble ? Keccak.hash(node).toBytes() : hash));
            }
            items.add(Rlp.encode(new byte[0]));
            node = Rlp.encodeList(items);
            nodes.add(new Node(node));
        }
        if (node.length != BRANCH_BYTES || nodes.getFirst().bytes.length < LEAF_BYTES - 8) {
            throw new IllegalStateException("a proof of another shape than on the main chain");
        }
        return new Proof("0x" + HexFormat.of().formatHex(address), Keccak.hash(node), nodes);
    }
}
