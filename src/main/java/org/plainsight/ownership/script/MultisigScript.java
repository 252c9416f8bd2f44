package org.plainsight.ownership.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * {@code OP_m <key>… OP_n OP_CHECKMULTISIG}, and nothing else.
 *
 * @param required m
 * @param keys n public keys in script order, lower-case hex, compressed or not
 */
public record MultisigScript(int required, List<String> keys) {

    private static final int OP_1 = 0x51;
    private static final int OP_16 = 0x60;
    private static final int OP_CHECKMULTISIG = 0xae;

    public MultisigScript {
        keys = List.copyOf(keys);
    }

    /** Empty when the script is of any other shape. */
    public static Optional<MultisigScript> parse(byte[] script) {
        if (script.length < 3 || (script[script.length - 1] & 0xff) != OP_CHECKMULTISIG) {
            return Optional.empty();
        }
        int required = smallInteger(script[0]);
        int count = smallInteger(script[script.length - 2]);
        List<String> keys = new ArrayList<>();
        int at = 1;
        while (at < script.length - 2) {
            int length = script[at];
            if ((length != 33 && length != 65) || at + 1 + length > script.length - 2) {
                return Optional.empty();
            }
            keys.add(HexFormat.of().formatHex(script, at + 1, at + 1 + length));
            at += 1 + length;
        }
        boolean sound = required >= 1 && required <= count && keys.size() == count;
        return sound ? Optional.of(new MultisigScript(required, keys)) : Optional.empty();
    }

    private static int smallInteger(byte opcode) {
        int value = opcode & 0xff;
        return value >= OP_1 && value <= OP_16 ? value - OP_1 + 1 : -1;
    }

    /** A script that lists one key twice would let one holder fill two slots. */
    public boolean keysAreDistinct() {
        return new HashSet<>(keys).size() == keys.size();
    }

    /** E.g. {@code 2-of-3}. */
    public String quorum() {
        return required + "-of-" + keys.size();
    }
}
