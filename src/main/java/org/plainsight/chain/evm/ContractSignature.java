package org.plainsight.chain.evm;

import java.util.Optional;

/** Asks a contract whether it calls bytes its signature of a hash (ERC-1271), at one named block. */
public final class ContractSignature {

    /** What the contract answered, or why it could not be asked. */
    public sealed interface Answer {
        record Accepted() implements Answer {}

        record Refused() implements Answer {}

        record Unread(String reason) implements Answer {}
    }

    /** first four bytes of keccak256("isValidSignature(bytes32,bytes)") */
    private static final String MAGIC = "1626ba7e";

    /** What a contract answers that agrees. */
    public static final String AGREES = MAGIC + "0".repeat(56);

    private final EvmNode node;

    public ContractSignature(EvmNode node) {
        this.node = node;
    }

    /**
     * @param contract lower-case
     * @param hash 64 hex digits
     * @param signature hex digits, an even number
     * @param blockHash 64 hex digits without 0x
     */
    public Answer at(String contract, String hash, String signature, long height, String blockHash) {
        try {
            Optional<EvmHeader> header = node.header(blockHash);
            if (header.isEmpty() || header.get().number() != height) {
                return new Answer.Unread("the node does not know block " + height + " with hash " + blockHash);
            }
            boolean agrees = node.call(blockHash, contract, data(hash, signature))
                    .filter(AGREES::equals)
                    .isPresent();
            return agrees ? new Answer.Accepted() : new Answer.Refused();
        } catch (NodeException e) {
            return new Answer.Unread("the contract could not be asked: " + e.getMessage());
        }
    }

    /** ABI: the hash, the offset 64, the length, the bytes padded to whole words. */
    public static String data(String hash, String signature) {
        int padding = (64 - signature.length() % 64) % 64;
        return MAGIC
                + hash
                + "%064x".formatted(64)
                + "%064x".formatted(signature.length() / 2)
                + signature
                + "0".repeat(padding);
    }
}
