package org.plainsight.chain.evm.rpc;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.TokenIdentity;
import org.plainsight.chain.evm.proof.Keccak;
import tools.jackson.databind.JsonNode;

/** Reads what a token's contract is: its code, the code behind it, its decimals. */
final class TokenIdentities {

    /** keccak256("eip1967.proxy.implementation") − 1, and …beacon") − 1 (ERC-1967) */
    private static final String IMPLEMENTATION = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";

    private static final String BEACON = "0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50";
    /** keccak256("org.zeppelinos.proxy.implementation"), of proxies older than ERC-1967 */
    private static final String ZEPPELIN = "0x7050c9e0f4ca769c69bd3a8ef740bc37934f8e2c036e5a723fd8ee048ed3f8c3";
    /** first four bytes of keccak256("implementation()"), asked of a beacon */
    private static final String IMPLEMENTATION_OF_BEACON = "0x5c60da1b";
    /** first four bytes of keccak256("decimals()") */
    private static final String DECIMALS = "0x313ce567";

    private static final String GAS = "0xf4240";
    private static final int WORD_DIGITS = 64;

    private final JsonRpcHttp rpc;

    TokenIdentities(JsonRpcHttp rpc) {
        this.rpc = rpc;
    }

    Optional<TokenIdentity> at(String blockHash, String contract) {
        Map<String, Object> block = BalanceBatches.pinned(blockHash);
        byte[] code = code(contract, block);
        if (code.length == 0) {
            return Optional.empty();
        }
        byte[] behind = new byte[0];
        for (String slot : new String[] {IMPLEMENTATION, ZEPPELIN}) {
            Optional<String> implementation = address(storage(contract, slot, block));
            if (implementation.isPresent()) {
                behind = code(implementation.get(), block);
            }
        }
        Optional<String> beacon = address(storage(contract, BEACON, block));
        if (beacon.isPresent()) {
            Optional<String> implementation =
                    call(beacon.get(), IMPLEMENTATION_OF_BEACON, block).flatMap(TokenIdentities::address);
            behind = implementation.isPresent() ? code(implementation.get(), block) : behind;
        }
        String hash = Keccak.hash(
                        Keccak.hash(code).toBytes(), Keccak.hash(behind).toBytes())
                .toHex();
        return Optional.of(new TokenIdentity(
                hash,
                call(contract, DECIMALS, block)
                        .filter(word -> word.length() == WORD_DIGITS)
                        .map(word -> new BigInteger(word, 16))));
    }

    private byte[] code(String contract, Object block) {
        return HexFormat.of()
                .parseHex(Hex.data(
                        "code", rpc.result("eth_getCode", contract, block).asString(null)));
    }

    private String storage(String contract, String slot, Object block) {
        String word = Hex.data(
                "word of storage",
                rpc.result("eth_getStorageAt", contract, slot, block).asString(null));
        return "0".repeat(Math.max(0, WORD_DIGITS - word.length())) + word;
    }

    /** The address in a word; empty when there is none. */
    private static Optional<String> address(String word) {
        boolean none = word.length() != WORD_DIGITS
                || !word.startsWith("0".repeat(24))
                || word.chars().allMatch(digit -> digit == '0');
        return none ? Optional.empty() : Optional.of("0x" + word.substring(24));
    }

    /** Empty when the contract fails. */
    private Optional<String> call(String to, String data, Object block) {
        JsonNode answer = rpc.answer("eth_call", Map.of("to", to, "data", data, "gas", GAS), block);
        JsonNode error = answer.path("error");
        if (error.isObject()) {
            int code = error.path("code").asInt(0);
            String message = error.path("message").asString("");
            if (RpcErrors.isExecutionFailure(code, message)
                    || RpcErrors.kind(code, message).isEmpty()) {
                return Optional.empty();
            }
            throw RpcErrors.exception("eth_call", code, message);
        }
        try {
            return Optional.of(Hex.data("call result", answer.path("result").asString(null)));
        } catch (NodeException e) {
            return Optional.empty();
        }
    }
}
