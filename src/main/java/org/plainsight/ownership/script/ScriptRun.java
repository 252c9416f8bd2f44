package org.plainsight.ownership.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.plainsight.ownership.script.SignatureRules.Answer;

/**
 * Evaluates a script under the rules BIP-322 asks for: those of consensus, and on top minimal numbers and booleans, an
 * empty dummy, no signature that fails unless it is empty, and nothing left over. The operations are those that keys,
 * quorums, hash locks and time locks take (all of miniscript's); any other leaves the result unknown.
 */
final class ScriptRun {

    private static final int OPERATIONS_MAX = 10_000;
    private static final int KEYS_MAX = 20;
    private static final long LOCK_TIME_THRESHOLD = 500_000_000;
    private static final long SEQUENCE_FINAL = 0xffffffffL;

    private final byte[] script;
    private final SignatureRules rules;
    private final SpendingTransaction transaction;
    private final int input;
    private final SignatureHashes hashes;
    private final ScriptStack stack = new ScriptStack();
    private final ScriptStack aside = new ScriptStack();
    /** Whether the branches around the present operation run. */
    private final Deque<Boolean> branches = new ArrayDeque<>();

    private final Set<String> signers = new LinkedHashSet<>();
    private int at;

    ScriptRun(byte[] script, SignatureRules rules, SpendingTransaction transaction, int input, SignatureHashes hashes) {
        this.script = script.clone();
        this.rules = rules;
        this.transaction = transaction;
        this.input = input;
        this.hashes = hashes;
    }

    /** Ends true with exactly one element left; the signers are those whose signatures were checked and right. */
    SpendResult run(List<byte[]> elements) {
        try {
            elements.forEach(stack::push);
            for (int operations = 0; at < script.length; operations++) {
                if (operations == OPERATIONS_MAX) {
                    throw ScriptEnd.refused("the script has too many operations");
                }
                next();
            }
            if (!branches.isEmpty() || stack.size() != 1 || !stack.popBoolean()) {
                return new SpendResult.Refused("the script does not end with true alone");
            }
            return new SpendResult.Satisfied(signers, "");
        } catch (ScriptEnd end) {
            return end.result();
        }
    }

    private void next() {
        int opcode = script[at++] & 0xff;
        boolean runs = !branches.contains(false);
        if (opcode <= 0x4e) {
            byte[] pushed = pushed(opcode);
            if (runs) {
                stack.push(pushed);
            }
        } else if (opcode >= 0x63 && opcode <= 0x68) {
            branch(opcode, runs);
        } else if (runs) {
            operation(opcode);
        }
    }

    private byte[] pushed(int opcode) {
        int lengthBytes = opcode <= 0x4b ? 0 : 1 << (opcode - 0x4c);
        if (at + lengthBytes > script.length) {
            throw ScriptEnd.refused("the script is cut short");
        }
        int length = lengthBytes == 0 ? opcode : 0;
        for (int i = 0; i < lengthBytes; i++) {
            length |= (script[at++] & 0xff) << (8 * i);
        }
        if (length < 0 || length > script.length - at) {
            throw ScriptEnd.refused("the script is cut short");
        }
        at += length;
        return Arrays.copyOfRange(script, at - length, at);
    }

    private void branch(int opcode, boolean runs) {
        switch (opcode) {
            case 0x63, 0x64 -> branches.push(runs && condition() == (opcode == 0x63));
            case 0x67 -> {
                if (branches.isEmpty()) {
                    throw ScriptEnd.refused("the script has an ELSE without its IF");
                }
                boolean taken = branches.pop();
                branches.push(!taken && !branches.contains(false));
            }
            case 0x68 -> {
                if (branches.isEmpty()) {
                    throw ScriptEnd.refused("the script has an ENDIF without its IF");
                }
                branches.pop();
            }
            default -> throw unknown(opcode);
        }
    }

    /** MINIMALIF, a rule of consensus in tapscript and of policy in segwit. */
    private boolean condition() {
        byte[] element = stack.pop();
        if (rules != SignatureRules.LEGACY && element.length > 0 && !(element.length == 1 && element[0] == 1)) {
            throw ScriptEnd.refused("a condition of the script is neither empty nor one");
        }
        return ScriptStack.isTrue(element);
    }

    private static ScriptEnd unknown(int opcode) {
        return new ScriptEnd(new SpendResult.Unknown("the script has the operation 0x"
                + HexFormat.of().toHexDigits((byte) opcode) + ", which is not evaluated here"));
    }

    private void operation(int opcode) {
        switch (opcode) {
            case 0x4f -> stack.push(-1L);
            case 0x61 -> {}
            case 0x69 -> verify();
            case 0x6a -> throw ScriptEnd.refused("the script ends with RETURN");
            case 0xac -> checkSignature();
            case 0xad -> {
                checkSignature();
                verify();
            }
            case 0xae -> checkMultisig();
            case 0xaf -> {
                checkMultisig();
                verify();
            }
            case 0xb1 -> checkLockTime();
            case 0xb2 -> checkSequence();
            case 0xba -> addSignature();
            default -> {
                if (opcode >= 0x51 && opcode <= 0x60) {
                    stack.push((long) (opcode - 0x50));
                } else if (opcode >= 0xa6 && opcode <= 0xaa) {
                    hash(opcode);
                } else if (opcode >= 0x8b && opcode <= 0xa2) {
                    arithmetic(opcode);
                } else {
                    move(opcode);
                }
            }
        }
    }

    private void move(int opcode) {
        switch (opcode) {
            case 0x6b -> aside.push(stack.pop());
            case 0x6c -> stack.push(aside.pop());
            case 0x6d -> {
                stack.pop();
                stack.pop();
            }
            case 0x6e -> {
                stack.push(stack.peek(1));
                stack.push(stack.peek(1));
            }
            case 0x73 -> {
                if (ScriptStack.isTrue(stack.peek(0))) {
                    stack.push(stack.peek(0));
                }
            }
            case 0x74 -> stack.push((long) stack.size());
            case 0x75 -> stack.pop();
            case 0x76 -> stack.push(stack.peek(0));
            case 0x77 -> stack.take(1);
            case 0x78 -> stack.push(stack.peek(1));
            case 0x7b -> stack.push(stack.take(2));
            case 0x7c -> stack.push(stack.take(1));
            case 0x82 -> stack.push((long) stack.peek(0).length);
            case 0x87 -> stack.push(Arrays.equals(stack.pop(), stack.pop()));
            case 0x88 -> {
                stack.push(Arrays.equals(stack.pop(), stack.pop()));
                verify();
            }
            default -> throw unknown(opcode);
        }
    }

    private void arithmetic(int opcode) {
        long top = stack.popNumber(4);
        switch (opcode) {
            case 0x8b -> stack.push(top + 1);
            case 0x8c -> stack.push(top - 1);
            case 0x91 -> stack.push(top == 0);
            case 0x92 -> stack.push(top != 0);
            case 0x93 -> stack.push(stack.popNumber(4) + top);
            case 0x94 -> stack.push(stack.popNumber(4) - top);
            case 0x9a -> stack.push(stack.popNumber(4) != 0 && top != 0);
            case 0x9b -> stack.push(stack.popNumber(4) != 0 || top != 0);
            case 0x9c -> stack.push(stack.popNumber(4) == top);
            case 0x9d -> {
                stack.push(stack.popNumber(4) == top);
                verify();
            }
            case 0x9e -> stack.push(stack.popNumber(4) != top);
            case 0x9f -> stack.push(stack.popNumber(4) < top);
            case 0xa0 -> stack.push(stack.popNumber(4) > top);
            case 0xa1 -> stack.push(stack.popNumber(4) <= top);
            case 0xa2 -> stack.push(stack.popNumber(4) >= top);
            default -> throw unknown(opcode);
        }
    }

    private void hash(int opcode) {
        byte[] bytes = stack.pop();
        stack.push(
                switch (opcode) {
                    case 0xa6 -> Digests.ripemd160(bytes);
                    case 0xa8 -> Digests.sha256(bytes);
                    case 0xa9 -> Digests.hash160(bytes);
                    case 0xaa -> Digests.sha256Twice(bytes);
                    default -> throw unknown(opcode);
                });
    }

    private void verify() {
        if (!stack.popBoolean()) {
            throw ScriptEnd.refused("a condition of the script does not hold");
        }
    }

    private void checkSignature() {
        byte[] key = stack.pop();
        stack.push(signs(stack.pop(), key));
    }

    /** CHECKSIGADD, in tapscript only. */
    private void addSignature() {
        if (rules != SignatureRules.TAPSCRIPT) {
            throw unknown(0xba);
        }
        byte[] key = stack.pop();
        long count = stack.popNumber(4);
        stack.push(count + (signs(stack.pop(), key) ? 1 : 0));
    }

    /** An empty signature is false; a wrong one ends the script (NULLFAIL). */
    private boolean signs(byte[] signature, byte[] key) {
        if (signature.length == 0) {
            return false;
        }
        return switch (rules.check(signature, key, script, hashes)) {
            case RIGHT -> {
                signers.add(SignatureRules.hex(key));
                yield true;
            }
            case WRONG -> throw ScriptEnd.refused("a signature does not fit this message and the script's key");
            case UNKNOWN -> throw new ScriptEnd(new SpendResult.Unknown("a key of the script has an unknown form"));
        };
    }

    private void checkMultisig() {
        if (rules == SignatureRules.TAPSCRIPT) {
            throw ScriptEnd.refused("CHECKMULTISIG does not exist in tapscript");
        }
        List<byte[]> keys = popMany("keys", KEYS_MAX);
        List<byte[]> signatures = popMany("signatures", keys.size());
        if (stack.pop().length != 0) {
            throw ScriptEnd.refused("the first element of a multisig must be empty (NULLDUMMY)");
        }
        Set<String> distinct = new HashSet<>();
        keys.forEach(key -> distinct.add(SignatureRules.hex(key)));
        if (distinct.size() != keys.size()) {
            throw ScriptEnd.refused("the " + signatures.size() + "-of-" + keys.size() + " script lists one key twice");
        }
        boolean allEmpty = signatures.stream().allMatch(s -> s.length == 0);
        if (!signatures.isEmpty() && allEmpty) {
            stack.push(false);
            return;
        }
        int key = 0;
        for (byte[] signature : signatures) {
            while (key < keys.size() && rules.check(signature, keys.get(key), script, hashes) != Answer.RIGHT) {
                key++;
            }
            if (key == keys.size()) {
                throw ScriptEnd.refused("a signature is by no further key of the " + signatures.size() + "-of-"
                        + keys.size() + " script, or over another message");
            }
            signers.add(SignatureRules.hex(keys.get(key++)));
        }
        stack.push(true);
    }

    /** In the order of the script and of the signatures before it. */
    private List<byte[]> popMany(String what, int max) {
        long count = stack.popNumber(4);
        if (count < 0 || count > max) {
            throw ScriptEnd.refused("the script asks for " + count + " " + what);
        }
        List<byte[]> popped = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            popped.addFirst(stack.pop());
        }
        return popped;
    }

    /** BIP-65: the transaction's own lock time must be as late. */
    private void checkLockTime() {
        long wanted = peekLock();
        long own = transaction.lockTime() & 0xffffffffL;
        boolean sameKind = wanted < LOCK_TIME_THRESHOLD == own < LOCK_TIME_THRESHOLD;
        if (!sameKind || wanted > own || sequence() == SEQUENCE_FINAL) {
            throw ScriptEnd.refused("the script is locked until " + wanted + ", and the signature says " + own);
        }
    }

    /** BIP-112: the input's sequence must be as long. */
    private void checkSequence() {
        long wanted = peekLock();
        if ((wanted & (1L << 31)) != 0) {
            return;
        }
        long own = sequence();
        long mask = (1L << 22) | 0xffff;
        boolean sameKind = (wanted & (1L << 22)) == (own & (1L << 22));
        boolean enabled = (own & (1L << 31)) == 0 && (transaction.version() & 0xffffffffL) >= 2;
        if (!enabled || !sameKind || (wanted & mask) > (own & mask)) {
            throw ScriptEnd.refused(
                    "the script is locked for " + (wanted & mask) + ", and the signature says " + (own & mask));
        }
    }

    private long peekLock() {
        byte[] element = stack.peek(0);
        long value = stack.popNumber(5);
        stack.push(element);
        if (value < 0) {
            throw ScriptEnd.refused("a lock of the script is negative");
        }
        return value;
    }

    private long sequence() {
        return transaction.inputs().get(input).sequence() & 0xffffffffL;
    }
}
