package org.plainsight.recheck.rpc;

import java.math.BigInteger;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.evm.ContractSignature;
import org.plainsight.evidence.BlockRef;
import org.plainsight.ownership.ContractOwners;
import org.plainsight.recheck.ChainSource;
import org.plainsight.recheck.UnreadableException;

/** An EVM node's JSON-RPC, every reading pinned to a block by its hash (EIP-1898). */
public final class EvmRpc implements ChainSource, ContractOwners {

    private static final int WORD = 64;
    /** First four bytes of keccak-256 of the signatures. */
    private static final String BALANCE_OF = "0x70a08231";

    private static final String GET_OWNERS = "0xa0e67e2b";
    private static final String GET_THRESHOLD = "0xe75235b8";
    private static final int MAX_OWNERS = 1_000;

    private final JsonRpc rpc;
    private final ChainId chain;

    private EvmRpc(JsonRpc rpc, ChainId chain) {
        this.rpc = rpc;
        this.chain = chain;
    }

    /** @throws UnreadableException when the node is off */
    public static EvmRpc connect(URI uri) {
        JsonRpc rpc = new JsonRpc(uri);
        try {
            BigInteger id = quantity(rpc.call("eth_chainId").asText());
            return new EvmRpc(rpc, new ChainId("eip155", id.toString()));
        } catch (JsonRpc.RpcErrorException e) {
            throw new UnreadableException("the EVM node does not tell its chain: " + e.getMessage());
        }
    }

    @Override
    public ChainId chain() {
        return chain;
    }

    @Override
    public Optional<String> blockHash(long height) {
        try {
            String hash = rpc.call("eth_getBlockByNumber", "0x" + Long.toHexString(height), false)
                    .path("hash")
                    .asText("");
            return hash.startsWith("0x") ? Optional.of(hash.substring(2)) : Optional.empty();
        } catch (JsonRpc.RpcErrorException e) {
            return Optional.empty();
        }
    }

    @Override
    public Map<Pair, Amount> balances(BlockRef block, Set<Pair> pairs) {
        Map<Pair, Amount> balances = new HashMap<>();
        for (Pair pair : pairs) {
            balances.put(pair, balance(pair.account(), pair.asset(), block.hash()));
        }
        return balances;
    }

    private Amount balance(AccountId account, AssetId asset, String blockHash) {
        try {
            if (asset.isNative()) {
                return new Amount(quantity(rpc.call("eth_getBalance", account.address(), at(blockHash))
                        .asText()));
            }
            String answer = call(
                    asset.reference(),
                    BALANCE_OF + "0".repeat(24) + account.address().substring(2),
                    blockHash);
            if (answer.length() != WORD) {
                throw new UnreadableException("the contract " + asset.reference() + " gives no balance");
            }
            return new Amount(new BigInteger(answer, 16));
        } catch (JsonRpc.RpcErrorException e) {
            throw new UnreadableException("the balance of " + account + " at " + blockHash + ": " + e.getMessage());
        }
    }

    @Override
    public ContractOwners.Reading at(AccountId contract, long height, String blockHash) {
        try {
            BigInteger threshold = new BigInteger("0" + call(contract.address(), GET_THRESHOLD, blockHash), 16);
            String owners = call(contract.address(), GET_OWNERS, blockHash);
            return new ContractOwners.Named(addresses(owners), threshold.intValueExact());
        } catch (JsonRpc.RpcErrorException | UnreadableException | ArithmeticException e) {
            return new ContractOwners.Unread("the owners of " + contract + " cannot be read: " + e.getMessage());
        }
    }

    @Override
    public ContractOwners.Acceptance accepts(
            AccountId contract, String hash, String signature, long height, String blockHash) {
        try {
            String answer = call(contract.address(), "0x" + ContractSignature.data(hash, signature), blockHash);
            return answer.equals(ContractSignature.AGREES)
                    ? new ContractOwners.Accepted()
                    : new ContractOwners.Refused();
        } catch (JsonRpc.RpcErrorException e) {
            return String.valueOf(e.getMessage()).contains("revert")
                    ? new ContractOwners.Refused()
                    : new ContractOwners.Unread(contract + " cannot be asked: " + e.getMessage());
        } catch (UnreadableException e) {
            return new ContractOwners.Unread(contract + " cannot be asked: " + e.getMessage());
        }
    }

    /** An ABI-encoded {@code address[]}: offset 32, length, one word each. */
    private static Set<String> addresses(String answer) {
        if (answer.length() < 2 * WORD) {
            throw new UnreadableException("the contract names no owners");
        }
        int count = new BigInteger(answer.substring(WORD, 2 * WORD), 16).intValueExact();
        if (count > MAX_OWNERS || answer.length() != (2 + count) * WORD) {
            throw new UnreadableException("the contract's list of owners is malformed");
        }
        Set<String> owners = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            int end = (3 + i) * WORD;
            owners.add("0x" + answer.substring(end - 40, end));
        }
        return owners;
    }

    /** The answer's hex digits without 0x. */
    private String call(String to, String data, String blockHash) {
        String answer = rpc.call("eth_call", Map.of("to", to, "data", data), at(blockHash))
                .asText();
        if (!answer.matches("0x[0-9a-fA-F]*")) {
            throw new UnreadableException("eth_call answers no hex");
        }
        return answer.substring(2);
    }

    private static Map<String, Object> at(String blockHash) {
        return Map.of("blockHash", "0x" + blockHash, "requireCanonical", true);
    }

    private static BigInteger quantity(String hex) {
        if (!hex.matches("0x[0-9a-fA-F]{1,64}")) {
            throw new UnreadableException("not a quantity: " + hex);
        }
        return new BigInteger(hex.substring(2), 16);
    }
}
