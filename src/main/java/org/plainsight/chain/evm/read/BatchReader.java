package org.plainsight.chain.evm.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.Amount;

/**
 * Balances of one asset at many addresses by a small contract that {@code eth_call} puts in place for the length of the
 * call (a state override). Its source is {@code batch-reader.evm} beside this class. It also tells which block it was
 * run on, so an answer from another block is found out.
 */
public final class BatchReader {

    /** Where it is put: an address made of letters, where nobody can have anything. */
    public static final String ADDRESS = "0x706c61696e73696768742e626174636872656164";

    /** Hex digits with 0x, as assembled from the source. */
    public static final String CODE = "0x"
            + "60143603601490048060ff0160081c60051b6101000160003560601c4360c052600143034060e0526370a0823160e01b"
            + "600052801561004f57803f60a052803b61004f5760001960805260806080f35b60005b8084146100be576210c8e05a10"
            + "6100be57806014026014013560601c821561009457600452602060406024600085620f4240fa3d602014168060405102"
            + "610099565b316001905b8260051b8501528160081c60051b61010001908260ff161b8151179052600101610052565b80"
            + "60805260051b8201608090036080f3";

    private static final String COIN = "0".repeat(40);
    private static final String NO_CODE = "f".repeat(Words.DIGITS);
    private static final int HEADER_WORDS = 4;
    private static final int BITS = 256;

    private BatchReader() {}

    /** What one call answered. */
    public sealed interface Answer {

        /**
         * @param codeHash of the token; zeros for the coin
         * @param parentHash of the block read, 64 hex digits; zeros where the chain does not tell
         * @param balances of the first addresses, in order, perhaps not of all; empty where the token gave none
         */
        record Read(String codeHash, long number, String parentHash, List<Optional<Amount>> balances)
                implements Answer {
            public Read {
                balances = List.copyOf(balances);
            }
        }

        /** There is no contract at the token's address. */
        record NoContract() implements Answer {}
    }

    /**
     * Call data as hex digits with 0x.
     *
     * @param contract of the token; empty for the chain's own coin
     * @param accounts lower-case addresses
     */
    public static String callData(Optional<String> contract, List<String> accounts) {
        StringBuilder data = new StringBuilder(2 + 40 * (accounts.size() + 1))
                .append("0x")
                .append(contract.map(address -> address.substring(2)).orElse(COIN));
        accounts.forEach(account -> data.append(account, 2, account.length()));
        return data.toString();
    }

    /**
     * @param digits of the answer, lower-case, without 0x
     * @param asked how many addresses the call was about
     * @throws MalformedReadingException when this code cannot have given the answer; so does an endpoint that ignores
     *     the override
     */
    public static Answer decode(String digits, int asked) {
        if (digits.length() == HEADER_WORDS * Words.DIGITS && digits.startsWith(NO_CODE)) {
            return new Answer.NoContract();
        }
        int bitmapWords = (asked + BITS - 1) / BITS;
        int fixed = HEADER_WORDS + bitmapWords;
        if (digits.length() < fixed * Words.DIGITS || digits.length() % Words.DIGITS != 0) {
            throw new MalformedReadingException("the batch reader's answer is cut off");
        }
        int answered = Words.index(digits, 0);
        if (answered > asked || digits.length() != (fixed + answered) * Words.DIGITS) {
            throw new MalformedReadingException("the batch reader's answer is of another length than it says");
        }
        List<Optional<Amount>> balances = new ArrayList<>(answered);
        for (int i = 0; i < answered; i++) {
            balances.add(
                    Words.bit(digits, HEADER_WORDS + i / BITS, i % BITS)
                            ? Optional.of(Words.amount(digits, fixed + i))
                            : Optional.empty());
        }
        return new Answer.Read(Words.at(digits, 1), Words.index(digits, 2), Words.at(digits, 3), balances);
    }
}
