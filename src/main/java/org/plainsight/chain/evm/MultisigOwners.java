package org.plainsight.chain.evm;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Reads a multisig contract of Safe's kind: {@code getOwners()} and {@code getThreshold()} at one named block. */
public final class MultisigOwners {

    /** What the contract answered, or why it cannot be used. */
    public sealed interface Answer {
        record Named(Set<String> owners, int threshold) implements Answer {
            public Named {
                owners = Set.copyOf(owners);
            }
        }

        record Unread(String reason) implements Answer {}
    }

    /** first four bytes of keccak256("getOwners()") */
    private static final String GET_OWNERS = "a0e67e2b";
    /** first four bytes of keccak256("getThreshold()") */
    private static final String GET_THRESHOLD = "e75235b8";

    private static final int WORD = 64;
    private static final int MAX_OWNERS = 256;

    private final EvmNode node;

    public MultisigOwners(EvmNode node) {
        this.node = node;
    }

    /**
     * @param contract lower-case
     * @param blockHash 64 hex digits without 0x
     */
    public Answer at(String contract, long height, String blockHash) {
        try {
            Optional<EvmHeader> header = node.header(blockHash);
            if (header.isEmpty() || header.get().number() != height) {
                return new Answer.Unread("the node does not know block " + height + " with hash " + blockHash);
            }
            Optional<String> owners = node.call(blockHash, contract, GET_OWNERS);
            Optional<String> threshold = node.call(blockHash, contract, GET_THRESHOLD);
            return owners.isEmpty() || threshold.isEmpty()
                    ? new Answer.Unread("the contract does not name its owners the way Safe does")
                    : decode(owners.get(), threshold.get());
        } catch (NodeException e) {
            return new Answer.Unread("the owners could not be read: " + e.getMessage());
        }
    }

    /** The fixed layout of {@code address[]} and {@code uint256}: nothing else is taken. */
    static Answer decode(String ownersHex, String thresholdHex) {
        Answer unlike = new Answer.Unread("the contract's answer is not a list of owners with a threshold");
        if (thresholdHex.length() != WORD || ownersHex.length() < 2 * WORD || ownersHex.length() % WORD != 0) {
            return unlike;
        }
        BigInteger count = word(ownersHex, 1);
        if (!word(ownersHex, 0).equals(BigInteger.valueOf(32))
                || count.signum() == 0
                || count.compareTo(BigInteger.valueOf(MAX_OWNERS)) > 0
                || ownersHex.length() != (2 + count.intValueExact()) * WORD) {
            return unlike;
        }
        Set<String> owners = new LinkedHashSet<>();
        for (int i = 0; i < count.intValueExact(); i++) {
            BigInteger owner = word(ownersHex, 2 + i);
            if (owner.bitLength() > 160 || owner.signum() == 0 || !owners.add("0x" + pad(owner))) {
                return unlike;
            }
        }
        BigInteger threshold = word(thresholdHex, 0);
        if (threshold.signum() == 0 || threshold.compareTo(count) > 0) {
            return unlike;
        }
        return new Answer.Named(owners, threshold.intValueExact());
    }

    private static BigInteger word(String hex, int index) {
        return new BigInteger(hex.substring(index * WORD, (index + 1) * WORD), 16);
    }

    private static String pad(BigInteger address) {
        String hex = address.toString(16);
        return "0".repeat(40 - hex.length()) + hex;
    }
}
