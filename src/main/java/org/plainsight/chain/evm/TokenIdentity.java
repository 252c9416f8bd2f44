package org.plainsight.chain.evm;

import java.math.BigInteger;
import java.util.Optional;

/**
 * What a token's contract is at one block.
 *
 * @param code a hash over its code and, where it is a proxy of the usual kinds (ERC-1967), over the code behind it; 64 hex
 *     digits
 * @param decimals what {@code decimals()} answers; empty when it answers no number
 */
public record TokenIdentity(String code, Optional<BigInteger> decimals) {}
