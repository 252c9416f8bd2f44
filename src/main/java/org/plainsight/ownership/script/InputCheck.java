package org.plainsight.ownership.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether one input of a transaction may spend the output it names. */
public final class InputCheck {

    private static final HexFormat HEX = HexFormat.of();
    private static final int TAPSCRIPT = 0xc0;
    private static final int ANNEX = 0x50;
    private static final int SCRIPT_BYTES_MAX = 10_000;

    private final SpendingTransaction transaction;
    private final int input;
    private final byte[] script;
    private final byte[] scriptSig;
    private final WitnessStack witness;
    private final SignatureHashes hashes;

    private InputCheck(SpendingTransaction transaction, int input, List<SpendingTransaction.Output> spent) {
        this.transaction = transaction;
        this.input = input;
        this.script = HEX.parseHex(spent.get(input).script());
        this.scriptSig = HEX.parseHex(transaction.inputs().get(input).scriptSig());
        this.witness = transaction.witnesses().get(input);
        this.hashes = new SignatureHashes(transaction, input, spent);
    }

    /**
     * Never throws for what the transaction holds.
     *
     * @param spent the outputs that the inputs spend, in their order
     */
    public static SpendResult check(
            SpendingTransaction transaction, int input, List<SpendingTransaction.Output> spent) {
        return new InputCheck(transaction, input, spent).check();
    }

    /** The last element that the first input shows, in its witness or else its own script: where a script stands. */
    public static Optional<byte[]> shownScript(SpendingTransaction transaction) {
        if (transaction.inputs().isEmpty()) {
            return Optional.empty();
        }
        WitnessStack witness = transaction.witnesses().getFirst();
        if (witness.size() > 0) {
            return Optional.of(witness.bytes(witness.size() - 1));
        }
        return pushes(HEX.parseHex(transaction.inputs().getFirst().scriptSig()))
                .filter(elements -> !elements.isEmpty())
                .map(List::getLast);
    }

    static byte[] leafHash(byte[] script) {
        return Digests.tagged(
                "TapLeaf", new WireBytes().raw(TAPSCRIPT).sized(script).bytes());
    }

    private SpendResult check() {
        if (isProgram(script)) {
            return scriptSig.length == 0
                    ? program(script)
                    : new SpendResult.Refused("a witness address is signed for in the witness alone");
        }
        Optional<List<byte[]>> pushes = pushes(scriptSig);
        if (pushes.isEmpty()) {
            return new SpendResult.Refused("the input's script does more than push elements");
        }
        List<byte[]> elements = new ArrayList<>(pushes.get());
        boolean isP2sh = script.length == 23 && starts(script, 0xa9, 0x14) && (script[22] & 0xff) == 0x87;
        return isP2sh ? p2sh(elements) : legacy(script, elements);
    }

    private SpendResult p2sh(List<byte[]> elements) {
        byte[] redeem = elements.isEmpty() ? new byte[0] : elements.removeLast();
        if (!Arrays.equals(Digests.hash160(redeem), Arrays.copyOfRange(script, 2, 22))) {
            return new SpendResult.Refused("the input carries another script than that of the address");
        }
        if (isProgram(redeem)) {
            return elements.isEmpty()
                    ? program(redeem)
                    : new SpendResult.Refused("a wrapped witness address takes its script alone in the input");
        }
        return legacy(redeem, elements);
    }

    private SpendResult legacy(byte[] code, List<byte[]> elements) {
        return witness.size() > 0
                ? new SpendResult.Refused("a witness stands beside an address that has none")
                : run(code, SignatureRules.LEGACY, elements, code);
    }

    private SpendResult program(byte[] program) {
        int version = program[0] == 0 ? 0 : program[0] - 0x50;
        int length = program.length - 2;
        byte[] data = Arrays.copyOfRange(program, 2, program.length);
        if (witness.size() == 0) {
            return new SpendResult.Refused("the witness is empty");
        }
        if (version == 0 && length == 20) {
            return p2wpkh(data);
        }
        if (version == 0 && length == 32) {
            return p2wsh(data);
        }
        return version == 1 && length == 32
                ? p2tr(data)
                : new SpendResult.Unknown("no rules are known for addresses of witness version " + version);
    }

    private SpendResult p2wpkh(byte[] keyHash) {
        if (witness.size() != 2) {
            return new SpendResult.Refused(
                    "a P2WPKH witness has a signature and a key, not " + witness.size() + " elements");
        }
        byte[] code = HEX.parseHex("76a914" + HEX.formatHex(keyHash) + "88ac");
        return run(code, SignatureRules.SEGWIT, elements(2), new byte[0]);
    }

    private SpendResult p2wsh(byte[] scriptHash) {
        byte[] code = witness.bytes(witness.size() - 1);
        return Arrays.equals(Digests.sha256(code), scriptHash)
                ? run(code, SignatureRules.SEGWIT, elements(witness.size() - 1), code)
                : new SpendResult.Refused("the witness carries another script than that of the address");
    }

    private SpendResult p2tr(byte[] outputKey) {
        byte[] last = witness.bytes(witness.size() - 1);
        if (witness.size() == 1) {
            return SignatureRules.schnorr(last, outputKey, type -> hashes.taproot(type, Optional.empty()))
                    ? new SpendResult.Satisfied(Set.of(HEX.formatHex(outputKey)), "signed by the address's key")
                    : new SpendResult.Refused("the signature does not fit this message and the address's key");
        }
        if (last.length > 0 && (last[0] & 0xff) == ANNEX) {
            return new SpendResult.Unknown("an annex of P2TR has no meaning that is known here");
        }
        byte[] code = witness.bytes(witness.size() - 2);
        if (!TaprootTree.commits(outputKey, code, last)) {
            return new SpendResult.Refused("the witness carries a script that the address does not commit to");
        }
        return (last[0] & 0xfe) == TAPSCRIPT
                ? run(code, SignatureRules.TAPSCRIPT, elements(witness.size() - 2), code)
                : new SpendResult.Unknown("scripts of P2TR of another version than tapscript are not evaluated here");
    }

    private List<byte[]> elements(int count) {
        List<byte[]> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(witness.bytes(i));
        }
        return elements;
    }

    /** @param shown the script to describe the quorum by; empty for a single key's */
    private SpendResult run(byte[] code, SignatureRules rules, List<byte[]> elements, byte[] shown) {
        if (code.length > SCRIPT_BYTES_MAX) {
            return new SpendResult.Refused("the script is longer than " + SCRIPT_BYTES_MAX + " bytes");
        }
        SpendResult result = new ScriptRun(code, rules, transaction, input, hashes).run(elements);
        if (!(result instanceof SpendResult.Satisfied(Set<String> signers, String none))) {
            return result;
        }
        return signers.isEmpty()
                ? new SpendResult.Unknown("the script asks for no signature, so nobody's key is shown")
                : new SpendResult.Satisfied(signers, none + describe(shown, signers.size()));
    }

    private static String describe(byte[] shown, int signers) {
        Optional<MultisigScript> multisig = MultisigScript.parse(shown);
        if (multisig.isPresent()) {
            return "signed by " + signers + " distinct keys of the "
                    + multisig.get().quorum() + " script";
        }
        boolean single = shown.length == 0 || starts(shown, 0x76, 0xa9);
        return single ? "signed by the address's key" : "signed by " + signers + " key(s) that the script asks for";
    }

    /** A version and 2 to 40 bytes (BIP-141). */
    private static boolean isProgram(byte[] script) {
        return script.length >= 4
                && script.length <= 42
                && (script[0] == 0 || (script[0] >= 0x51 && script[0] <= 0x60))
                && script[1] == script.length - 2;
    }

    private static boolean starts(byte[] script, int first, int second) {
        return script.length > 1 && (script[0] & 0xff) == first && (script[1] & 0xff) == second;
    }

    /** Empty when there is anything but data and small numbers. */
    private static Optional<List<byte[]>> pushes(byte[] script) {
        List<byte[]> elements = new ArrayList<>();
        WireReader reader = new WireReader(script);
        while (!reader.isAtEnd()) {
            int opcode = reader.oneByte();
            if (opcode == 0x4f || (opcode >= 0x51 && opcode <= 0x60)) {
                elements.add(new byte[] {(byte) (opcode == 0x4f ? 0x81 : opcode - 0x50)});
                continue;
            }
            int length = switch (opcode) {
                case 0x4c -> reader.oneByte();
                case 0x4d -> reader.oneByte() | (reader.oneByte() << 8);
                default -> opcode;
            };
            if (opcode > 0x4d) {
                return Optional.empty();
            }
            elements.add(reader.raw(length));
            if (!reader.isSound()) {
                return Optional.empty();
            }
        }
        return Optional.of(elements);
    }
}
