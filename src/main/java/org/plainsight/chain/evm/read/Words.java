package org.plainsight.chain.evm.read;

import java.math.BigInteger;
import org.plainsight.asset.Amount;

/** Words of 32 bytes inside an answer's hex digits, without building anything for each. */
final class Words {

    static final int DIGITS = 64;

    private Words() {}

    /** @param digits lower-case hex digits, a whole number of words */
    static String at(String digits, int index) {
        return digits.substring(index * DIGITS, (index + 1) * DIGITS);
    }

    static boolean bit(String digits, int wordIndex, int bit) {
        int digit = Character.digit(digits.charAt((wordIndex + 1) * DIGITS - 1 - bit / 4), 16);
        return (digit >> (bit % 4) & 1) == 1;
    }

    static Amount amount(String digits, int index) {
        int start = index * DIGITS;
        int first = start;
        int end = start + DIGITS;
        while (first < end - 1 && digits.charAt(first) == '0') {
            first++;
        }
        return end - first < 16
                ? Amount.of(Long.parseLong(digits, first, end, 16))
                : new Amount(new BigInteger(digits.substring(first, end), 16));
    }

    /** A word as an index or a length. @throws MalformedReadingException when it is 2^31 or more */
    static int index(String digits, int index) {
        Amount amount = amount(digits, index);
        if (amount.units().bitLength() > 31) {
            throw new MalformedReadingException("the batch reader or Multicall3 gives a length beyond the answer");
        }
        return amount.units().intValueExact();
    }

    static String pad(int value) {
        return String.format("%064x", value);
    }
}
