package org.plainsight.ownership.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A transaction as it travels. Ids stand in wire order (printed, they are reversed); scripts are lower-case hex.
 *
 * @param witnesses one per input, empty ones included
 */
public record SpendingTransaction(
        int version, List<Input> inputs, List<Output> outputs, List<WitnessStack> witnesses, int lockTime) {

    private static final int PARTS_MAX = 1_000;

    public record Input(String previousId, int previousIndex, String scriptSig, int sequence) {}

    /** @param value in satoshi */
    public record Output(long value, String script) {}

    public SpendingTransaction {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        witnesses = List.copyOf(witnesses);
        if (witnesses.size() != inputs.size()) {
            throw new IllegalArgumentException(witnesses.size() + " witnesses of " + inputs.size() + " inputs");
        }
    }

    /** Empty when the bytes are not exactly one transaction, with witnesses (BIP-144) or without. */
    public static Optional<SpendingTransaction> parse(byte[] bytes) {
        WireReader reader = new WireReader(bytes);
        int version = reader.int32();
        boolean marked = reader.peek() == 0;
        if (marked && (reader.oneByte() != 0 || reader.oneByte() != 1)) {
            return Optional.empty();
        }
        List<Input> inputs = inputs(reader);
        List<Output> outputs = outputs(reader);
        List<WitnessStack> witnesses = new ArrayList<>(Collections.nCopies(inputs.size(), WitnessStack.EMPTY));
        for (int i = 0; marked && i < inputs.size(); i++) {
            Optional<WitnessStack> witness = WitnessStack.read(reader);
            if (witness.isEmpty()) {
                return Optional.empty();
            }
            witnesses.set(i, witness.get());
        }
        int lockTime = reader.int32();
        return reader.isAtEnd()
                ? Optional.of(new SpendingTransaction(version, inputs, outputs, witnesses, lockTime))
                : Optional.empty();
    }

    private static List<Input> inputs(WireReader reader) {
        List<Input> inputs = new ArrayList<>();
        int count = reader.compactSize();
        for (int i = 0; i < count && i < PARTS_MAX && reader.isSound(); i++) {
            inputs.add(new Input(reader.hex(32), reader.int32(), reader.sizedHex(), reader.int32()));
        }
        return inputs;
    }

    private static List<Output> outputs(WireReader reader) {
        List<Output> outputs = new ArrayList<>();
        int count = reader.compactSize();
        for (int i = 0; i < count && i < PARTS_MAX && reader.isSound(); i++) {
            outputs.add(new Output(reader.int64(), reader.sizedHex()));
        }
        return outputs;
    }

    /** In wire order, without witnesses. */
    public String id() {
        WireBytes out = new WireBytes().int32(version).compactSize(inputs.size());
        for (Input input : inputs) {
            out.raw(outpoint(input)).sized(hex(input.scriptSig())).int32(input.sequence());
        }
        out.compactSize(outputs.size()).raw(outputBytes());
        return HexFormat.of().formatHex(Digests.sha256Twice(out.int32(lockTime).bytes()));
    }

    static byte[] outpoint(Input input) {
        return new WireBytes()
                .raw(hex(input.previousId()))
                .int32(input.previousIndex())
                .bytes();
    }

    byte[] outpoints() {
        WireBytes out = new WireBytes();
        inputs.forEach(input -> out.raw(outpoint(input)));
        return out.bytes();
    }

    byte[] sequences() {
        WireBytes out = new WireBytes();
        inputs.forEach(input -> out.int32(input.sequence()));
        return out.bytes();
    }

    byte[] outputBytes() {
        WireBytes out = new WireBytes();
        outputs.forEach(output -> out.int64(output.value()).sized(hex(output.script())));
        return out.bytes();
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
