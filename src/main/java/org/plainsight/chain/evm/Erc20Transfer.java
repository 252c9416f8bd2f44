package org.plainsight.chain.evm;

import java.math.BigInteger;
import java.util.Optional;

/** A Transfer event of ERC-20. Anything that is not exactly one (ERC-721's fourth topic, short data) is none. */
public record Erc20Transfer(String from, String to, BigInteger units) {

    /** keccak256("Transfer(address,address,uint256)") */
    public static final String TOPIC = "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

    private static final String ADDRESS_PADDING = "0".repeat(24);

    public static Optional<Erc20Transfer> decode(EvmLog log) {
        if (log.topics().size() != 3
                || !log.topics().getFirst().equals(TOPIC)
                || log.data().length() != 64) {
            return Optional.empty();
        }
        String from = log.topics().get(1);
        String to = log.topics().get(2);
        if (!from.startsWith(ADDRESS_PADDING) || !to.startsWith(ADDRESS_PADDING)) {
            return Optional.empty();
        }
        return Optional.of(
                new Erc20Transfer("0x" + from.substring(24), "0x" + to.substring(24), new BigInteger(log.data(), 16)));
    }

    /** An address as a topic of the event: padded to 32 bytes. */
    public static String topicOf(String address) {
        return ADDRESS_PADDING + address.substring(2);
    }
}
