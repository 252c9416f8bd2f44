package org.plainsight.chain.bitcoin.proof;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.plainsight.chain.bitcoin.DoubleSha256;
import org.plainsight.chain.bitcoin.MalformedBlockException;
import org.plainsight.chain.bitcoin.Outpoint;
import org.plainsight.chain.bitcoin.scan.ByteCursor;

/** A transaction without its witnesses, read from the bytes that its id is the hash of. */
record ProvenTransaction(String txid, List<Outpoint> inputs, List<Output> outputs) {

    private static final Outpoint NOTHING = new Outpoint("0".repeat(64), 0xffffffffL);
    private static final int SMALLEST_INPUT = 41;
    private static final int SMALLEST_OUTPUT = 9;
    /** Bytes of this length can be two hashes of the merkle tree instead (CVE-2017-12842). */
    private static final int INNER_NODE = 64;

    record Output(long valueSat, String scriptHex) {}

    ProvenTransaction {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    boolean isCoinbase() {
        return inputs.equals(List.of(NOTHING));
    }

    /** @throws MalformedBlockException when the bytes are not one transaction to their end, or have an inner node's length */
    static ProvenTransaction parse(byte[] bytes) {
        if (bytes.length == INNER_NODE) {
            throw new MalformedBlockException("a transaction of 64 bytes proves nothing (CVE-2017-12842)");
        }
        ByteCursor cursor = new ByteCursor(bytes, 0);
        cursor.skip(4);
        List<Outpoint> inputs = new ArrayList<>();
        for (int left = cursor.count(SMALLEST_INPUT, "inputs"); left > 0; left--) {
            inputs.add(Outpoint.parse(bytes, cursor.skip(DoubleSha256.LENGTH + 4)));
            cursor.skip(cursor.compactSize());
            cursor.skip(4);
        }
        List<Output> outputs = new ArrayList<>();
        for (int left = cursor.count(SMALLEST_OUTPUT, "outputs"); left > 0; left--) {
            long valueSat = cursor.int64();
            long length = cursor.compactSize();
            int at = cursor.skip(length);
            outputs.add(new Output(valueSat, HexFormat.of().formatHex(bytes, at, at + (int) length)));
        }
        cursor.skip(4);
        if (cursor.remaining() != 0 || inputs.isEmpty()) {
            throw new MalformedBlockException("a transaction with bytes left over or without inputs");
        }
        return new ProvenTransaction(DoubleSha256.hashOf(bytes, 0, bytes.length), inputs, outputs);
    }
}
