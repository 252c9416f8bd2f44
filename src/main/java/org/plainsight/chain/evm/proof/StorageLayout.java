package org.plainsight.chain.evm.proof;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.plainsight.merkle.Hash32;

/**
 * Where a token's contract keeps the balance of an address.
 *
 * @param position of the mapping
 */
public record StorageLayout(Order order, BigInteger position) {

    /** What a mapping's key is hashed with. */
    public enum Order {
        /** keccak256(pad(address) ‖ pad(position)) */
        SOLIDITY,
        /** keccak256(pad(position) ‖ pad(address)) */
        VYPER
    }

    private static final int POSITIONS = 200;
    private static final Pattern TEXT = Pattern.compile("(solidity|vyper):(0|[1-9][0-9]{0,77})");

    /** Of OpenZeppelin's upgradeable ERC-20, by ERC-7201: keccak256(uint256(keccak256(namespace)) − 1) & ~0xff. */
    private static final BigInteger OPENZEPPELIN = namespaced("openzeppelin.storage.ERC20");

    public StorageLayout {
        if (position.signum() < 0 || position.bitLength() > 256) {
            throw new IllegalArgumentException("no position in storage: " + position);
        }
    }

    /** Where contracts are known to keep balances, the common ones first. */
    static List<StorageLayout> candidates() {
        List<StorageLayout> candidates = new ArrayList<>();
        candidates.add(new StorageLayout(Order.SOLIDITY, OPENZEPPELIN));
        for (Order order : Order.values()) {
            for (int i = 0; i < POSITIONS; i++) {
                candidates.add(new StorageLayout(order, BigInteger.valueOf(i)));
            }
        }
        return candidates;
    }

    static BigInteger namespaced(String namespace) {
        BigInteger id = new BigInteger(
                1, Keccak.hash(namespace.getBytes(StandardCharsets.US_ASCII)).toBytes());
        BigInteger hashed =
                new BigInteger(1, Keccak.hash(pad(id.subtract(BigInteger.ONE))).toBytes());
        return hashed.shiftRight(8).shiftLeft(8);
    }

    /** @param address 0x and 40 hex digits */
    public Hash32 slotOf(String address) {
        byte[] key = pad(new BigInteger(address.substring(2), 16));
        return order == Order.SOLIDITY ? Keccak.hash(key, pad(position)) : Keccak.hash(pad(position), key);
    }

    /** For example {@code solidity:9}. */
    public String text() {
        return (order == Order.SOLIDITY ? "solidity:" : "vyper:") + position;
    }

    /** @throws IllegalArgumentException when it is no layout's text */
    public static StorageLayout parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("not a storage layout: '" + text + "'; write it like solidity:9");
        }
        int colon = text.indexOf(':');
        return new StorageLayout(
                text.startsWith("s") ? Order.SOLIDITY : Order.VYPER, new BigInteger(text.substring(colon + 1)));
    }

    private static byte[] pad(BigInteger number) {
        return HexFormat.of().parseHex(String.format("%064x", number));
    }
}
