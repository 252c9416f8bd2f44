package org.plainsight.chain.bitcoin.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.plainsight.chain.bitcoin.DoubleSha256;
import org.plainsight.chain.bitcoin.MalformedBlockException;
import org.plainsight.chain.bitcoin.scan.ByteCursor;

/**
 * Some transactions of a block and what leads from them to its merkle root, in the form of BIP 37 ({@code CPartialMerkleTree}
 * in Bitcoin Core, which {@code gettxoutproof} prints behind the header).
 */
final class PartialMerkleTree {

    /** No block has more: 4,000,000 units of weight, 240 of the smallest transaction. */
    private static final long MAX_TRANSACTIONS = 16_666;

    private static final int HASH = DoubleSha256.LENGTH;

    /** @param positions of the proven transactions in the block, rising, with their ids as explorers print them */
    record Extracted(String root, List<Integer> positions, List<String> txids) {
        Extracted {
            positions = List.copyOf(positions);
            txids = List.copyOf(txids);
        }
    }

    private PartialMerkleTree() {}

    // --- making one ---

    /**
     * @param txids of the whole block, 32 bytes each as hashed
     * @param wanted positions to prove
     */
    static byte[] of(byte[] txids, BitSet wanted) {
        Writer writer = new Writer(levels(txids), wanted);
        writer.visit(writer.levels.size() - 1, 0);
        return writer.bytes(txids.length / HASH);
    }

    /** All levels of the tree, leaves first. */
    private static List<byte[]> levels(byte[] txids) {
        List<byte[]> levels = new ArrayList<>(List.of(txids));
        DoubleSha256 sha = new DoubleSha256();
        for (byte[] level = txids; level.length > HASH; level = levels.getLast()) {
            int count = level.length / HASH;
            byte[] above = new byte[(count + 1) / 2 * HASH];
            for (int i = 0; i < count; i += 2) {
                sha.update(level, i * HASH, HASH);
                sha.update(level, Math.min(i + 1, count - 1) * HASH, HASH);
                sha.finish(above, i / 2 * HASH);
            }
            levels.add(above);
        }
        return levels;
    }

    private static final class Writer {
        private final List<byte[]> levels;
        private final BitSet wanted;
        private final BitSet flags = new BitSet();
        private final ProofBytes hashes = new ProofBytes();
        private int flagCount;
        private int hashCount;

        Writer(List<byte[]> levels, BitSet wanted) {
            this.levels = levels;
            this.wanted = wanted;
        }

        void visit(int level, int at) {
            int next = wanted.nextSetBit(at << level);
            boolean leads = next >= 0 && next < (long) (at + 1) << level;
            flags.set(flagCount, leads);
            flagCount++;
            if (level == 0 || !leads) {
                hashes.raw(levels.get(level), at * HASH, HASH);
                hashCount++;
                return;
            }
            visit(level - 1, 2 * at);
            if (2 * at + 1 < levels.get(level - 1).length / HASH) {
                visit(level - 1, 2 * at + 1);
            }
        }

        byte[] bytes(int transactions) {
            byte[] packed = Arrays.copyOf(flags.toByteArray(), (flagCount + 7) / 8);
            return new ProofBytes()
                    .int32(transactions)
                    .size(hashCount)
                    .raw(hashes.toBytes())
                    .size(packed.length)
                    .raw(packed)
                    .toBytes();
        }
    }

    // --- reading one ---

    /** @throws MalformedBlockException when the bytes are no tree, or one that could have been made otherwise too */
    static Extracted read(byte[] bytes, ByteCursor cursor) {
        long transactions = cursor.uint32();
        if (transactions == 0 || transactions > MAX_TRANSACTIONS) {
            throw new MalformedBlockException("a merkle tree over " + transactions + " transactions");
        }
        int hashCount = cursor.count(HASH, "hashes");
        int hashesAt = cursor.skip((long) hashCount * HASH);
        int flagBytes = cursor.count(1, "flag bytes");
        int flagsAt = cursor.skip(flagBytes);
        Reader reader = new Reader(bytes, (int) transactions, hashesAt, hashCount, flagsAt, flagBytes);
        byte[] root = reader.visit(reader.top(), 0);
        reader.requireAllUsed();
        return new Extracted(DoubleSha256.display(root, 0), reader.positions, reader.txids);
    }

    private static final class Reader {
        private final byte[] bytes;
        private final int transactions;
        private final int hashesAt;
        private final int hashCount;
        private final BitSet flags;
        private final int flagBytes;
        private final List<Integer> positions = new ArrayList<>();
        private final List<String> txids = new ArrayList<>();
        private final DoubleSha256 sha = new DoubleSha256();
        private int flagsUsed;
        private int hashesUsed;

        Reader(byte[] bytes, int transactions, int hashesAt, int hashCount, int flagsAt, int flagBytes) {
            this.bytes = bytes;
            this.transactions = transactions;
            this.hashesAt = hashesAt;
            this.hashCount = hashCount;
            this.flagBytes = flagBytes;
            this.flags = BitSet.valueOf(Arrays.copyOfRange(bytes, flagsAt, flagsAt + flagBytes));
        }

        int top() {
            int level = 0;
            while (width(level) > 1) {
                level++;
            }
            return level;
        }

        private int width(int level) {
            return (transactions + (1 << level) - 1) >>> level;
        }

        byte[] visit(int level, int at) {
            if (flagsUsed >= flagBytes * 8) {
                throw new MalformedBlockException("the merkle tree has too few flags");
            }
            boolean leads = flags.get(flagsUsed);
            flagsUsed++;
            if (level == 0 || !leads) {
                byte[] hash = nextHash();
                if (level == 0 && leads) {
                    positions.add(at);
                    txids.add(DoubleSha256.display(hash, 0));
                }
                return hash;
            }
            byte[] left = visit(level - 1, 2 * at);
            boolean hasRight = 2 * at + 1 < width(level - 1);
            byte[] right = hasRight ? visit(level - 1, 2 * at + 1) : left;
            if (hasRight && Arrays.equals(left, right)) {
                throw new MalformedBlockException("two equal neighbours in the merkle tree (CVE-2012-2459)");
            }
            sha.update(left, 0, HASH);
            sha.update(right, 0, HASH);
            byte[] hash = new byte[HASH];
            sha.finish(hash, 0);
            return hash;
        }

        private byte[] nextHash() {
            if (hashesUsed >= hashCount) {
                throw new MalformedBlockException("the merkle tree has too few hashes");
            }
            int at = hashesAt + hashesUsed * HASH;
            hashesUsed++;
            return Arrays.copyOfRange(bytes, at, at + HASH);
        }

        void requireAllUsed() {
            if (hashesUsed != hashCount || (flagsUsed + 7) / 8 != flagBytes || flags.length() > flagsUsed) {
                throw new MalformedBlockException("the merkle tree has hashes or flags that lead nowhere");
            }
        }
    }
}
