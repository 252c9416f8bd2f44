package org.plainsight.ownership.evm;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.plainsight.ownership.Challenge;
import org.web3j.crypto.Hash;

/** A challenge as EIP-712 typed data, so that a wallet shows its parts by name. */
public final class TypedChallenge {

    static final String DOMAIN_TYPE = "EIP712Domain(string name,string version,uint256 chainId)";
    static final String MESSAGE_TYPE = "WalletOwnership(string domain,string entity,string address,string snapshot,"
            + "uint256 blockHeight,bytes32 blockHash,string expires)";
    private static final String NAME = "Wallet ownership";
    private static final String VERSION = "1";

    private TypedChallenge() {}

    /** What the account signs: keccak256(0x1901 ‖ domain ‖ message). The challenge is about an EVM account. */
    static byte[] hash(Challenge challenge) {
        byte[] domain =
                struct(text(DOMAIN_TYPE), text(NAME), text(VERSION), number(new BigInteger(chainId(challenge))));
        byte[] message = struct(
                text(MESSAGE_TYPE),
                text(challenge.domain()),
                text(challenge.entity()),
                text(challenge.address().toString()),
                text(challenge.snapshot()),
                number(BigInteger.valueOf(challenge.blockHeight())),
                HexFormat.of().parseHex(challenge.blockHash()),
                text(challenge.expires().toString()));
        return struct(new byte[] {0x19, 0x01}, domain, message);
    }

    /** The reference of the chain where it is a number; chains are named by number in EIP-155. */
    private static String chainId(Challenge challenge) {
        return Optional.of(challenge.address().chain().reference())
                .filter(reference -> reference.matches("[0-9]{1,32}"))
                .orElse("0");
    }

    private static byte[] struct(byte[]... words) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] word : words) {
            all.writeBytes(word);
        }
        return Hash.sha3(all.toByteArray());
    }

    private static byte[] text(String text) {
        return Hash.sha3(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] number(BigInteger value) {
        return HexFormat.of().parseHex("%064x".formatted(value));
    }

    /** For a wallet's {@code eth_signTypedData_v4}. */
    public static String json(Challenge challenge) {
        return """
                {"types":{"EIP712Domain":[{"name":"name","type":"string"},{"name":"version","type":"string"},\
                {"name":"chainId","type":"uint256"}],"WalletOwnership":[{"name":"domain","type":"string"},\
                {"name":"entity","type":"string"},{"name":"address","type":"string"},\
                {"name":"snapshot","type":"string"},{"name":"blockHeight","type":"uint256"},\
                {"name":"blockHash","type":"bytes32"},{"name":"expires","type":"string"}]},\
                "primaryType":"WalletOwnership","domain":{"name":"%s","version":"%s","chainId":%s},\
                "message":{"domain":"%s","entity":"%s","address":"%s","snapshot":"%s","blockHeight":"%d",\
                "blockHash":"0x%s","expires":"%s"}}""".formatted(
                        NAME,
                        VERSION,
                        chainId(challenge),
                        challenge.domain(),
                        challenge.entity().replace("\\", "\\\\").replace("\"", "\\\""),
                        challenge.address(),
                        challenge.snapshot(),
                        challenge.blockHeight(),
                        challenge.blockHash(),
                        challenge.expires());
    }
}
