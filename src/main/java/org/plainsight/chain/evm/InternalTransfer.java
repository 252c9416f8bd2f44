package org.plainsight.chain.evm;

import java.math.BigInteger;

/**
 * Value that a contract moved inside a transaction, as a node's trace tells it. Nothing in the header commits to it.
 *
 * @param transaction 64 lower-case hex digits without 0x
 * @param index the transaction's place in the block
 * @param order its place among the transaction's own
 * @param valueWei more than zero
 */
public record InternalTransfer(String transaction, int index, int order, String from, String to, BigInteger valueWei) {}
