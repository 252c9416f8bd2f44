package org.plainsight.ownership.bitcoin;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.script.InputCheck;
import org.plainsight.ownership.script.ProofOfFunds;
import org.plainsight.ownership.script.SpendResult;
import org.plainsight.ownership.script.SpendingTransaction;
import org.plainsight.ownership.script.WitnessStack;

/**
 * BIP-322 in its three forms. <i>Simple</i> is the witness alone, <i>full</i> the whole spending transaction (for
 * addresses without witnesses and for time locks), <i>proof of funds</i> a PSBT that spends further coins too.
 */
final class Bip322Scheme {

    private static final int PREFIX_LENGTH = 3;
    private static final long SEQUENCE_TIME = 1L << 22;
    private static final long SEQUENCE_DISABLED = 1L << 31;

    private Bip322Scheme() {}

    static Verdict verify(Destination destination, String message, String signature) {
        MessageTransactions transactions = new MessageTransactions(message, destination.script());
        String prefix = signature.length() < PREFIX_LENGTH ? "" : signature.substring(0, PREFIX_LENGTH);
        return switch (prefix) {
            case "smp" -> simple(destination, transactions, decoded(signature.substring(PREFIX_LENGTH)));
            case "ful" -> full(destination, transactions, decoded(signature.substring(PREFIX_LENGTH)));
            case "pof" -> proofOfFunds(destination, transactions, decoded(signature.substring(PREFIX_LENGTH)));
            default -> simple(destination, transactions, decoded(signature));
        };
    }

    /** An empty array where the text is no base64. */
    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static Verdict simple(Destination destination, MessageTransactions transactions, byte[] bytes) {
        Optional<WitnessStack> stack = WitnessStack.parse(bytes);
        if (stack.isEmpty() || stack.get().size() == 0) {
            return Verdict.invalid("not a BIP-322 signature: base64 of one non-empty witness stack is needed");
        }
        if (destination instanceof Destination.P2pkh || destination instanceof Destination.P2sh) {
            return Verdict.inconclusive("the simple form of BIP-322 is not defined for " + destination.kind()
                    + " addresses; sign in the full form or with BIP-137");
        }
        SpendingTransaction toSign = transactions.toSign(stack.get());
        SpendResult result = InputCheck.check(toSign, 0, List.of(transactions.spent()));
        return verdict(result, "BIP-322 simple, " + destination.kind());
    }

    private static Verdict full(Destination destination, MessageTransactions transactions, byte[] bytes) {
        Optional<SpendingTransaction> parsed = SpendingTransaction.parse(bytes);
        if (parsed.isEmpty()) {
            return Verdict.invalid("marked as the full form of BIP-322, but it is no transaction");
        }
        SpendingTransaction toSign = parsed.get();
        if (!transactions.isToSign(toSign)) {
            return Verdict.invalid("the transaction is none that BIP-322 makes of this message and address");
        }
        if (toSign.inputs().size() > 1) {
            return Verdict.invalid("a full signature of BIP-322 has one input; further coins take the form pof");
        }
        SpendResult result = InputCheck.check(toSign, 0, List.of(transactions.spent()));
        return verdict(result, "BIP-322 full, " + destination.kind() + locks(toSign));
    }

    private static Verdict proofOfFunds(Destination destination, MessageTransactions transactions, byte[] bytes) {
        Optional<ProofOfFunds> parsed = ProofOfFunds.parse(bytes);
        if (parsed.isEmpty()) {
            return Verdict.invalid("marked as BIP-322 proof of funds, but it is no finalised PSBT that names the"
                    + " outputs it spends");
        }
        SpendingTransaction toSign = parsed.get().transaction();
        List<SpendingTransaction.Output> spent = new ArrayList<>(parsed.get().spent());
        if (!transactions.isToSign(toSign) || !spent.getFirst().equals(transactions.spent())) {
            return Verdict.invalid("the transaction is none that BIP-322 makes of this message and address");
        }
        for (int i = 1; i < spent.size(); i++) {
            SpendResult further = InputCheck.check(toSign, i, spent);
            if (!(further instanceof SpendResult.Satisfied)) {
                return verdict(further, "further coin " + i);
            }
        }
        return verdict(
                InputCheck.check(toSign, 0, spent),
                "BIP-322 proof of funds, " + destination.kind() + locks(toSign) + "; its " + (spent.size() - 1)
                        + " further coins are signed for too, but were not looked up on chain");
    }

    /** When the address could be spent from in this way: a lock is no flaw, but belongs beside the verdict. */
    private static String locks(SpendingTransaction toSign) {
        long lockTime = toSign.lockTime() & 0xffffffffL;
        long sequence = toSign.inputs().getFirst().sequence() & 0xffffffffL;
        String words = lockTime == 0 ? "" : ", spendable so not before " + lockTime;
        boolean aged = toSign.version() == 2 && sequence != 0 && (sequence & SEQUENCE_DISABLED) == 0;
        if (!aged) {
            return words;
        }
        String unit = (sequence & SEQUENCE_TIME) == 0 ? " blocks" : " × 512 seconds";
        return words + ", at an age of " + (sequence & 0xffff) + unit;
    }

    private static Verdict verdict(SpendResult result, String form) {
        return switch (result) {
            case SpendResult.Satisfied satisfied -> Verdict.valid(satisfied.description() + " (" + form + ")");
            case SpendResult.Refused refused -> Verdict.invalid(refused.reason() + " (" + form + ")");
            case SpendResult.Unknown unknown -> Verdict.inconclusive(unknown.reason() + " (" + form + ")");
        };
    }
}
