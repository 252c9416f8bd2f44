package org.plainsight.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.plainsight.sandbox.node.EvmNode;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.crypto.ContractUtils;
import org.web3j.crypto.Credentials;

/** The contracts of the sandbox: the same ones at the same addresses on each EVM chain, made by the funded key. */
enum SampleContracts {
    DOLLAR("DUSD", "Demo Dollar", 6),
    GOLD("DXAU", "Demo Gold", 8),
    GOVERNANCE("DGOV", "Demo Governance", 18),
    /** Somebody else's token under the dollar's symbol: worth nothing, and never to be counted. */
    LOOKALIKE("DUSD", "Demo Dollar", 6),
    /** The cold wallet: two of three owners. */
    MULTISIG("", "", 0);

    static final Credentials DEPLOYER = Credentials.create(EvmNode.FUNDED_KEY);
    static final BigInteger SUPPLY_COINS = BigInteger.valueOf(1_000_000_000L);
    static final List<SampleContracts> TOKENS = List.of(DOLLAR, GOLD, GOVERNANCE);
    static final List<SandboxKey> OWNERS =
            List.of(new SandboxKey("owner 1"), new SandboxKey("owner 2"), new SandboxKey("owner 3"));
    private static final int THRESHOLD = 2;

    private final String symbol;
    private final String title;
    private final int decimals;

    SampleContracts(String symbol, String title, int decimals) {
        this.symbol = symbol;
        this.title = title;
        this.decimals = decimals;
    }

    String symbol() {
        return symbol;
    }

    String title() {
        return title;
    }

    int decimals() {
        return decimals;
    }

    BigInteger units(long coins) {
        return BigInteger.valueOf(coins).multiply(BigInteger.TEN.pow(decimals));
    }

    /** Follows from the deployer's address and the order of the deployments. */
    String address() {
        return ContractUtils.generateContractAddress(
                DEPLOYER.getAddress(), BigInteger.valueOf(List.of(values()).indexOf(this)));
    }

    /** All of them, as the deployer's first transactions. */
    static void deploy(EvmBlock block, Path contracts) {
        for (SampleContracts contract : values()) {
            block.create(DEPLOYER, contract.creationCode(contracts));
        }
    }

    private String creationCode(Path contracts) {
        return this == MULTISIG
                ? bytecode(contracts, "SampleMultisig")
                        + FunctionEncoder.encodeConstructor(List.of(
                                new DynamicArray<>(
                                        Address.class,
                                        OWNERS.stream()
                                                .map(owner -> new Address(owner.evmAddress()))
                                                .toList()),
                                new Uint256(THRESHOLD)))
                : bytecode(contracts, "SampleToken")
                        + FunctionEncoder.encodeConstructor(List.of(
                                new Utf8String(title),
                                new Utf8String(symbol),
                                new Uint8(decimals),
                                new Uint256(SUPPLY_COINS.multiply(BigInteger.TEN.pow(decimals)))));
    }

    private static String bytecode(Path contracts, String name) {
        try {
            return new ObjectMapper()
                    .readTree(contracts.resolve(name + ".json").toFile())
                    .path("bytecode")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
