package org.plainsight.chain.evm.read;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Assembles EVM source: one instruction to a line, {@code ;} begins a comment, {@code :name} is a jump's target and
 * {@code @name} pushes its place with two bytes. Nothing is optimised, so source and code can be read side by side.
 */
public final class EvmAssembler {

    private static final Map<String, Integer> OPCODES = opcodes();

    private record Place(int at, String label) {}

    private EvmAssembler() {}

    private static Map<String, Integer> opcodes() {
        Map<String, Integer> codes = new HashMap<>();
        List.of(
                        "STOP 00",
                        "ADD 01",
                        "MUL 02",
                        "SUB 03",
                        "DIV 04",
                        "LT 10",
                        "EQ 14",
                        "ISZERO 15",
                        "AND 16",
                        "OR 17",
                        "NOT 19",
                        "SHL 1b",
                        "SHR 1c",
                        "BALANCE 31",
                        "CALLDATALOAD 35",
                        "CALLDATASIZE 36",
                        "EXTCODESIZE 3b",
                        "RETURNDATASIZE 3d",
                        "EXTCODEHASH 3f",
                        "BLOCKHASH 40",
                        "NUMBER 43",
                        "MLOAD 51",
                        "MSTORE 52",
                        "JUMP 56",
                        "JUMPI 57",
                        "GAS 5a",
                        "JUMPDEST 5b",
                        "RETURN f3",
                        "STATICCALL fa")
                .forEach(line -> codes.put(line.split(" ", -1)[0], Integer.parseInt(line.split(" ", -1)[1], 16)));
        for (int i = 1; i <= 16; i++) {
            codes.put("DUP" + i, 0x7f + i);
            codes.put("SWAP" + i, 0x8f + i);
        }
        return codes;
    }

    /** Hex digits without 0x. */
    public static String assemble(String source) {
        List<Byte> code = new ArrayList<>();
        Map<String, Integer> labels = new HashMap<>();
        List<Place> places = new ArrayList<>();
        for (String line :
                source.lines().map(l -> l.replaceFirst(";.*", "").strip()).toList()) {
            if (line.startsWith(":")) {
                labels.put(line.substring(1), code.size());
                code.add((byte) 0x5b);
            } else if (line.startsWith("@")) {
                code.add((byte) 0x61);
                places.add(new Place(code.size(), line.substring(1)));
                code.add((byte) 0);
                code.add((byte) 0);
            } else if (line.startsWith("PUSH")) {
                push(line, code);
            } else if (!line.isEmpty()) {
                Integer opcode = OPCODES.get(line);
                if (opcode == null) {
                    throw new IllegalArgumentException("unknown instruction: " + line);
                }
                code.add((byte) (int) opcode);
            }
        }
        for (Place place : places) {
            int target = labels.get(place.label());
            code.set(place.at(), (byte) (target >> 8));
            code.set(place.at() + 1, (byte) target);
        }
        byte[] bytes = new byte[code.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = code.get(i);
        }
        return HexFormat.of().formatHex(bytes);
    }

    private static void push(String line, List<Byte> code) {
        String[] words = line.toLowerCase(Locale.ROOT).split("\\s+", -1);
        int width = Integer.parseInt(words[0].substring(4));
        BigInteger value =
                words[1].startsWith("0x") ? new BigInteger(words[1].substring(2), 16) : new BigInteger(words[1]);
        code.add((byte) (0x5f + width));
        for (int i = width - 1; i >= 0; i--) {
            code.add(value.shiftRight(8 * i).byteValue());
        }
    }
}
