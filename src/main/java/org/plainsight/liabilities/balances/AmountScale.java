package org.plainsight.liabilities.balances;

import java.math.BigInteger;
import java.util.Optional;

/**
 * From the ledger's units to base units.
 *
 * @param scale the ledger counts 10^-scale of a coin; base units where empty
 * @param roundsUp whether a finer amount is rounded up; refused otherwise
 */
public record AmountScale(Optional<Integer> scale, boolean roundsUp) {

    /** Empty where the amount is finer than the asset's decimals and may not be rounded. */
    public Optional<BigInteger> toBaseUnits(BigInteger ledgerAmount, int decimals) {
        int shift = decimals - scale.orElse(decimals);
        if (shift >= 0) {
            return Optional.of(ledgerAmount.multiply(BigInteger.TEN.pow(shift)));
        }
        BigInteger[] parts = ledgerAmount.divideAndRemainder(BigInteger.TEN.pow(-shift));
        if (parts[1].signum() == 0) {
            return Optional.of(parts[0]);
        }
        return roundsUp ? Optional.of(parts[0].add(BigInteger.ONE)) : Optional.empty();
    }
}
