package org.plainsight.chain.evm.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.Amount;

/**
 * The contract that many chains have at the same address (github.com/mds1/multicall, MIT). Who holds its deployer's key
 * can put other code there on a new chain, so its code hash is checked. Its fixed layouts are written and read by hand.
 */
public final class Multicall3 {

    public static final String ADDRESS = "0xca11bde05977b3631167028862be2a173976ca11";

    /** keccak256 of its code on every chain where it is the real one, without 0x. */
    public static final String CODE_HASH = "d5c15df687b16f2ff992fc8d767b4216323184a2bbc6ee2f9c398c318e770891";

    /** first four bytes of keccak256("tryAggregate(bool,(address,bytes)[])") */
    private static final String TRY_AGGREGATE = "bce38bd7";
    /** first four bytes of keccak256("getEthBalance(address)") */
    private static final String GET_ETH_BALANCE = "4d2301cc";
    /** first four bytes of keccak256("balanceOf(address)") */
    private static final String BALANCE_OF = "70a08231";

    private static final int CALL_WORDS = 5;
    private static final String PADDING = "0".repeat(24);

    private Multicall3() {}

    /**
     * One balance.
     *
     * @param contract of the token; empty for the chain's own coin
     */
    public record Question(Optional<String> contract, String account) {}

    /** What one of the calls gave. */
    public sealed interface Answer {
        record Known(Amount amount) implements Answer {}

        /** Reverted, ran out of gas, or answered in another form. It may be the fault of a call before it. */
        record Failed() implements Answer {}

        /** Succeeded with nothing: there is no contract. */
        record Empty() implements Answer {}
    }

    /** Call data as hex digits with 0x. */
    public static String callData(List<Question> questions) {
        StringBuilder data = new StringBuilder("0x")
                .append(TRY_AGGREGATE)
                .append(Words.pad(0)) // failures are answers too
                .append(Words.pad(64))
                .append(Words.pad(questions.size()));
        for (int i = 0; i < questions.size(); i++) {
            data.append(Words.pad(32 * (questions.size() + CALL_WORDS * i)));
        }
        for (Question question : questions) {
            String account = question.account().substring(2);
            data.append(PADDING)
                    .append(question.contract().orElse(ADDRESS), 2, 42)
                    .append(Words.pad(64))
                    .append(Words.pad(36))
                    .append(question.contract().isPresent() ? BALANCE_OF : GET_ETH_BALANCE)
                    .append(PADDING)
                    .append(account)
                    .append("0".repeat(56));
        }
        return data.toString();
    }

    /**
     * {@code (bool success, bytes returnData)[]}.
     *
     * @throws MalformedReadingException when it is not that
     */
    public static List<Answer> decode(String digits, int asked) {
        int words = digits.length() / Words.DIGITS;
        if (digits.length() % Words.DIGITS != 0 || words < 2 + asked || Words.index(digits, 0) != 32) {
            throw new MalformedReadingException("Multicall3's answer is cut off");
        }
        if (Words.index(digits, 1) != asked) {
            throw new MalformedReadingException("Multicall3 answered another number of calls");
        }
        List<Answer> answers = new ArrayList<>(asked);
        for (int i = 0; i < asked; i++) {
            int offset = Words.index(digits, 2 + i);
            int at = 2 + offset / 32;
            if (offset % 32 != 0 || at > words - 3 || Words.index(digits, at + 1) != 64) {
                throw new MalformedReadingException("Multicall3's answer points outside itself");
            }
            answers.add(answer(digits, words, at));
        }
        return answers;
    }

    private static Answer answer(String digits, int words, int at) {
        int length = Words.index(digits, at + 2);
        if (Words.index(digits, at) == 0 || (length != 32 && length != 0)) {
            return new Answer.Failed();
        }
        if (length == 0) {
            return new Answer.Empty();
        }
        if (at + 3 >= words) {
            throw new MalformedReadingException("Multicall3's answer is cut off");
        }
        return new Answer.Known(Words.amount(digits, at + 3));
    }
}
