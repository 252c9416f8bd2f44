package org.plainsight.chain.bitcoin;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.plainsight.chain.bitcoin.scan.BlockMerkleRoot;

/** Serializes and mines regtest blocks, sound or not, so that tests know every byte. */
public final class BlockBuilder {

    /** @param inputs empty for a coinbase */
    public record Tx(List<Outpoint> inputs, List<Out> outputs, int tag) {

        public byte[] bytes(boolean witness) {
            Bytes out = new Bytes().int32(2);
            if (witness) {
                out.raw(0, 1);
            }
            List<Outpoint> ins = inputs.isEmpty() ? List.of(new Outpoint("0".repeat(64), 0xffffffffL)) : inputs;
            out.size(ins.size());
            for (Outpoint in : ins) {
                byte[] raw = in.toBytes();
                out.bytes(raw).size(4).int32(tag).int32(-1);
            }
            out.size(outputs.size());
            for (Out output : outputs) {
                byte[] script = HexFormat.of().parseHex(output.scriptHex());
                out.int64(output.valueSat()).size(script.length).bytes(script);
            }
            if (witness) {
                ins.forEach(in -> out.size(1).size(3).raw(1, 2, 3));
            }
            return out.int32(0).toBytes();
        }

        public String txid() {
            byte[] raw = bytes(false);
            return DoubleSha256.hashOf(raw, 0, raw.length);
        }

        public Outpoint outpoint(int index) {
            return new Outpoint(txid(), index);
        }
    }

    public record Out(String scriptHex, long valueSat) {}

    private BlockBuilder() {}

    public static Tx coinbase(int tag, Out... outputs) {
        return new Tx(List.of(), List.of(outputs), tag);
    }

    public static Tx pay(List<Outpoint> inputs, Out... outputs) {
        return new Tx(inputs, List.of(outputs), 0);
    }

    /** A block on a parent, its nonce found; witness data on every transaction but the coinbase when asked. */
    public static byte[] mine(String previous, long timeSeconds, List<Tx> transactions, boolean witness) {
        List<byte[]> bodies = new ArrayList<>();
        Bytes txids = new Bytes();
        for (Tx tx : transactions) {
            bodies.add(tx.bytes(witness && !tx.inputs().isEmpty()));
            txids.bytes(DoubleSha256.parse(tx.txid()));
        }
        return assemble(previous, timeSeconds, BlockMerkleRoot.of(txids.toBytes()), bodies);
    }

    public static byte[] assemble(String previous, long timeSeconds, String merkleRoot, List<byte[]> bodies) {
        Bytes block = new Bytes()
                .bytes(mineHeader(previous, timeSeconds, merkleRoot).toBytes())
                .size(bodies.size());
        bodies.forEach(block::bytes);
        return block.toBytes();
    }

    public static BlockHeader mineHeader(String previous, long timeSeconds, String merkleRoot) {
        long bits = BitcoinNetwork.REGTEST.genesis().bits();
        for (long nonce = 0; ; nonce++) {
            BlockHeader header = BlockHeader.of(4, previous, merkleRoot, timeSeconds, bits, nonce);
            if (header.target().isMetBy(header.hash())) {
                return header;
            }
        }
    }

    private static final class Bytes {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Bytes raw(int... values) {
            for (int value : values) {
                out.write(value);
            }
            return this;
        }

        Bytes bytes(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        Bytes int32(int value) {
            return bytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value)
                    .array());
        }

        Bytes int64(long value) {
            return bytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array());
        }

        /** CompactSize up to 65,535. */
        Bytes size(int value) {
            return value < 0xfd ? raw(value) : raw(0xfd, value & 0xff, value >>> 8);
        }

        byte[] toBytes() {
            return out.toByteArray();
        }
    }
}
