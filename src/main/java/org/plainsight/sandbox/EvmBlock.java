package org.plainsight.sandbox;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plainsight.sandbox.node.EvmNode;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** Transactions gathered for one block of a local EVM chain. */
final class EvmBlock {
    private static final BigInteger GAS_PRICE_WEI = BigInteger.valueOf(2_000_000_000L);
    private static final BigInteger TRANSFER_GAS = BigInteger.valueOf(21_000);
    private static final BigInteger CALL_GAS = BigInteger.valueOf(250_000);
    private static final BigInteger CREATE_GAS = BigInteger.valueOf(3_000_000);

    private final EvmNode node;
    private final Map<String, BigInteger> nonces = new HashMap<>();
    private final List<String> transactions = new ArrayList<>();

    EvmBlock(EvmNode node) {
        this.node = node;
    }

    EvmBlock pay(Credentials from, String to, BigInteger wei) {
        return add(from, nonce(from), TRANSFER_GAS, to, wei, "");
    }

    /** To a contract, which may need more than a plain transfer's gas. */
    EvmBlock payEther(Credentials from, String contract, BigInteger wei) {
        return add(from, nonce(from), CALL_GAS, contract, wei, "");
    }

    EvmBlock payToken(Credentials from, String token, String to, BigInteger units) {
        return add(from, nonce(from), CALL_GAS, token, BigInteger.ZERO, transfer(to, units));
    }

    /** One owner's confirmation of a call by a multisig contract. */
    EvmBlock confirm(Credentials owner, String multisig, String to, BigInteger wei, String data, long nonce) {
        String call = FunctionEncoder.encode(new Function(
                "confirm",
                List.of(
                        new Address(to),
                        new Uint256(wei),
                        new DynamicBytes(Numeric.hexStringToByteArray(data)),
                        new Uint256(nonce)),
                List.of()));
        return add(owner, nonce(owner), CALL_GAS, multisig, BigInteger.ZERO, call);
    }

    EvmBlock create(Credentials from, String creationCode) {
        return add(from, nonce(from), CREATE_GAS, "", BigInteger.ZERO, creationCode);
    }

    static String transfer(String to, BigInteger units) {
        return FunctionEncoder.encode(
                new Function("transfer", List.of(new Address(to), new Uint256(units)), List.of()));
    }

    /** At this time, or a second after the block before. */
    void mine(Instant now) {
        Instant earliest = node.tipTime().plusSeconds(1);
        node.mine(now.isBefore(earliest) ? earliest : now, transactions);
    }

    private BigInteger nonce(Credentials from) {
        BigInteger next = nonces.computeIfAbsent(
                from.getAddress(),
                address -> Numeric.toBigInt(
                        node.rpc("eth_getTransactionCount", address, "latest").asText()));
        nonces.put(from.getAddress(), next.add(BigInteger.ONE));
        return next;
    }

    private EvmBlock add(Credentials from, BigInteger nonce, BigInteger gas, String to, BigInteger wei, String data) {
        RawTransaction raw = RawTransaction.createTransaction(nonce, GAS_PRICE_WEI, gas, to, wei, data);
        transactions.add(Numeric.toHexString(TransactionEncoder.signMessage(raw, node.chainId(), from)));
        return this;
    }
}
