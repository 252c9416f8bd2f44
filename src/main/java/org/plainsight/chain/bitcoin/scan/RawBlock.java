package org.plainsight.chain.bitcoin.scan;

import org.plainsight.chain.bitcoin.BlockHeader;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.chain.bitcoin.DoubleSha256;
import org.plainsight.chain.bitcoin.MalformedBlockException;

/**
 * A serialized block, with or without witness data, read without building an object per transaction. A block that stands
 * is well-formed to its last byte, begins with a coinbase, and its transaction ids hash to its header's merkle root.
 * Scripts, signatures and amounts spent are not checked; the work behind the header speaks for those.
 */
public final class RawBlock {

    /** A block's weight is at most 4,000,000, and no byte weighs less than one. */
    public static final int MAX_BYTES = 4_000_000;

    private static final int SMALLEST_TRANSACTION = 60;
    private static final int SMALLEST_INPUT = 41;
    private static final int SMALLEST_OUTPUT = 9;
    private static final int OUTPOINT = 36;
    /** A transaction of this size can pass for an inner node of the merkle tree (CVE-2017-12842). */
    private static final int INNER_NODE = 64;

    /** Told of every transaction in order: its inputs, then its outputs. The bytes are the block's own. */
    public interface Visitor {

        /** @param outpointAt where the 36 bytes of the outpoint begin. The coinbase's input is not told. */
        void input(int transaction, byte[] bytes, int outpointAt);

        /** @param scriptAt where the scriptPubKey begins */
        void output(int transaction, int index, long valueSat, byte[] bytes, int scriptAt, int scriptLength);
    }

    private final BlockHeader header;
    private final byte[] bytes;
    private final int[] starts;
    private final byte[] txids;
    private int suspects;

    private RawBlock(byte[] bytes) {
        this.bytes = bytes;
        this.header = BlockHeader.parse(bytes, 0);
        ByteCursor cursor = new ByteCursor(bytes, BlockHeader.LENGTH);
        int count = cursor.count(SMALLEST_TRANSACTION, "transactions");
        if (count == 0) {
            throw new MalformedBlockException("a block without transactions");
        }
        this.starts = new int[count];
        this.txids = new byte[count * DoubleSha256.LENGTH];
        DoubleSha256 sha = new DoubleSha256();
        for (int i = 0; i < count; i++) {
            starts[i] = cursor.position();
            readTransaction(cursor, i, sha);
        }
        if (cursor.remaining() != 0) {
            throw new MalformedBlockException(cursor.remaining() + " bytes follow the last transaction");
        }
    }

    /**
     * @param serialized must not be changed afterwards
     * @throws MalformedBlockException naming the byte, or why the body is not the header's
     */
    public static RawBlock parse(byte[] serialized) {
        if (serialized.length > MAX_BYTES) {
            throw new MalformedBlockException("a block of " + serialized.length + " bytes; the most is " + MAX_BYTES);
        }
        RawBlock block = new RawBlock(serialized);
        block.requireCoinbase();
        String root = BlockMerkleRoot.of(block.txids);
        if (!root.equals(block.header.merkleRoot())) {
            throw new MalformedBlockException(
                    "the transactions hash to " + root + ", the header says " + block.header.merkleRoot());
        }
        return block;
    }

    public BlockHeader header() {
        return header;
    }

    public int transactionCount() {
        return starts.length;
    }

    /** As explorers print it. */
    public String txid(int transaction) {
        return DoubleSha256.display(txids, transaction * DoubleSha256.LENGTH);
    }

    /** All of them, 32 bytes each as hashed. */
    public byte[] txids() {
        return txids.clone();
    }

    /** The bytes that its id is the hash of: without witnesses. */
    public byte[] transaction(int index) {
        ByteCursor cursor = new ByteCursor(bytes, starts[index] + 4);
        boolean witness = skipWitnessMarker(cursor);
        int bodyStart = cursor.position();
        long inputs = cursor.compactSize();
        for (long i = 0; i < inputs; i++) {
            cursor.skip(OUTPOINT);
            cursor.skip(cursor.compactSize());
            cursor.skip(4);
        }
        long outputs = cursor.compactSize();
        for (long i = 0; i < outputs; i++) {
            cursor.skip(8);
            cursor.skip(cursor.compactSize());
        }
        int bodyLength = cursor.position() - bodyStart;
        if (witness) {
            skipWitnesses(cursor, (int) inputs, index);
        }
        byte[] transaction = new byte[8 + bodyLength];
        System.arraycopy(bytes, starts[index], transaction, 0, 4);
        System.arraycopy(bytes, bodyStart, transaction, 4, bodyLength);
        System.arraycopy(bytes, cursor.skip(4), transaction, 4 + bodyLength, 4);
        return transaction;
    }

    /** Transactions of 64 bytes, which a proof by merkle branch must not be trusted with. */
    public int suspectTransactions() {
        return suspects;
    }

    public void visit(Visitor visitor) {
        for (int i = 0; i < starts.length; i++) {
            visitTransaction(i, visitor);
        }
    }

    private void readTransaction(ByteCursor cursor, int index, DoubleSha256 sha) {
        int start = cursor.skip(4);
        boolean witness = skipWitnessMarker(cursor);
        int bodyStart = cursor.position();
        int inputs = cursor.count(SMALLEST_INPUT, "inputs");
        if (inputs == 0) {
            throw new MalformedBlockException("transaction " + index + " has no inputs");
        }
        for (int i = 0; i < inputs; i++) {
            cursor.skip(OUTPOINT);
            cursor.skip(cursor.compactSize());
            cursor.skip(4);
        }
        int outputs = cursor.count(SMALLEST_OUTPUT, "outputs");
        if (outputs == 0) {
            throw new MalformedBlockException("transaction " + index + " has no outputs");
        }
        for (int i = 0; i < outputs; i++) {
            requireMoney(cursor.int64(), index);
            cursor.skip(cursor.compactSize());
        }
        int bodyLength = cursor.position() - bodyStart;
        if (witness) {
            skipWitnesses(cursor, inputs, index);
        }
        sha.update(bytes, start, 4);
        sha.update(bytes, bodyStart, bodyLength);
        sha.update(bytes, cursor.skip(4), 4);
        sha.finish(txids, index * DoubleSha256.LENGTH);
        suspects += 8 + bodyLength == INNER_NODE ? 1 : 0;
    }

    private static boolean skipWitnessMarker(ByteCursor cursor) {
        if (cursor.peek(0) != 0) {
            return false;
        }
        if (cursor.peek(1) != 1) {
            throw new MalformedBlockException("byte " + cursor.position() + ": an unknown transaction flag");
        }
        cursor.skip(2);
        return true;
    }

    private static void skipWitnesses(ByteCursor cursor, int inputs, int transaction) {
        boolean any = false;
        for (int i = 0; i < inputs; i++) {
            int items = cursor.count(1, "witness items");
            any |= items > 0;
            for (int j = 0; j < items; j++) {
                cursor.skip(cursor.compactSize());
            }
        }
        if (!any) {
            throw new MalformedBlockException("transaction " + transaction + " is marked for witnesses and has none");
        }
    }

    private static void requireMoney(long valueSat, int transaction) {
        if (valueSat < 0 || valueSat > Coin.MAX_MONEY_SAT) {
            throw new MalformedBlockException(
                    "transaction " + transaction + " has an output of " + valueSat + " satoshi");
        }
    }

    private void visitTransaction(int index, Visitor visitor) {
        ByteCursor cursor = new ByteCursor(bytes, starts[index] + 4);
        skipWitnessMarker(cursor);
        long inputs = cursor.compactSize();
        for (long i = 0; i < inputs; i++) {
            int at = cursor.skip(OUTPOINT);
            cursor.skip(cursor.compactSize());
            cursor.skip(4);
            if (index > 0) {
                visitor.input(index, bytes, at);
            }
        }
        long outputs = cursor.compactSize();
        for (int i = 0; i < outputs; i++) {
            long valueSat = cursor.int64();
            int length = (int) cursor.compactSize();
            visitor.output(index, i, valueSat, bytes, cursor.skip(length), length);
        }
    }

    /** Without a coinbase the "transactions" may be inner nodes of another block's tree. */
    private void requireCoinbase() {
        for (int i = 0; i < starts.length; i++) {
            if (isCoinbase(i) != (i == 0)) {
                throw new MalformedBlockException(
                        i == 0
                                ? "the first transaction is no coinbase; of " + starts.length + " transactions "
                                        + suspects + " have the 64 bytes of an inner node (CVE-2017-12842)"
                                : "transaction " + i + " is a second coinbase");
            }
        }
    }

    private boolean isCoinbase(int index) {
        ByteCursor cursor = new ByteCursor(bytes, starts[index] + 4);
        skipWitnessMarker(cursor);
        return cursor.compactSize() == 1 && isNull(cursor.skip(OUTPOINT));
    }

    /** What a coinbase has in place of an outpoint. */
    private boolean isNull(int at) {
        boolean zero = true;
        for (int i = 0; i < DoubleSha256.LENGTH; i++) {
            zero &= bytes[at + i] == 0;
        }
        for (int i = DoubleSha256.LENGTH; i < OUTPOINT; i++) {
            zero &= bytes[at + i] == -1;
        }
        return zero;
    }
}
