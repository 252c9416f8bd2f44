package org.plainsight.ownership;

import fr.acinq.secp256k1.Secp256k1;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.bitcoinj.base.Base58;
import org.bitcoinj.crypto.internal.CryptoUtils;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.ownership.evm.TypedChallenge;
import org.web3j.crypto.Hash;
import org.web3j.crypto.StructuredDataEncoder;

/** A key that signs as wallets do. */
public record TestKey(BigInteger secret) {

    public static TestKey random(Random random) {
        return new TestKey(new BigInteger(250, random).add(BigInteger.ONE));
    }

    private byte[] secretBytes() {
        return HexFormat.of().parseHex("%064x".formatted(secret));
    }

    private byte[] publicKey() {
        return Secp256k1.get().pubkeyCreate(secretBytes());
    }

    public String compressedKey() {
        return HexFormat.of().formatHex(Secp256k1Curve.compress(publicKey()));
    }

    public String evmAddress() {
        return "0x" + HexFormat.of().formatHex(Hash.sha3(Arrays.copyOfRange(publicKey(), 1, 65)), 12, 32);
    }

    public String p2pkhAddress(int version) {
        return Base58.encodeChecked(version, CryptoUtils.sha256hash160(Secp256k1Curve.compress(publicKey())));
    }

    /** The P2SH account of a script. */
    public AccountId p2shAccount(ChainId chain, int version, String scriptHex) {
        return new AccountId(
                chain,
                Base58.encodeChecked(
                        version, CryptoUtils.sha256hash160(HexFormat.of().parseHex(scriptHex))));
    }

    /** EIP-712 as web3j hashes the JSON that wallets are shown; v 27 or 28. */
    public String typed(Challenge challenge) {
        try {
            return compact(new StructuredDataEncoder(TypedChallenge.json(challenge)).hashStructuredData());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** EIP-191, v 27 or 28. */
    public String eip191(String message) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        byte[] mark = ("\u0019Ethereum Signed Message:\n" + text.length).getBytes(StandardCharsets.US_ASCII);
        byte[] hash = Hash.sha3(HexFormat.of()
                .parseHex(HexFormat.of().formatHex(mark) + HexFormat.of().formatHex(text)));
        return compact(hash);
    }

    private String compact(byte[] hash) {
        byte[] signature = Secp256k1.get().sign(hash, secretBytes(), null);
        return "0x" + HexFormat.of().formatHex(signature)
                + HexFormat.of().toHexDigits((byte) (27 + recoveryId(hash, signature)));
    }

    /** Recoverable, base64; the header says 27 + {@code kind} + recovery id. */
    public String bitcoinMessage(String message, int kind) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        byte[] magic = "Bitcoin Signed Message:\n".getBytes(StandardCharsets.US_ASCII);
        byte[] all = HexFormat.of()
                .parseHex("18" + HexFormat.of().formatHex(magic) + compactSize(text.length)
                        + HexFormat.of().formatHex(text));
        byte[] hash = Hash.sha256(Hash.sha256(all));
        byte[] signature = Secp256k1.get().sign(hash, secretBytes(), null);
        byte[] withHeader = new byte[65];
        withHeader[0] = (byte) (27 + kind + recoveryId(hash, signature));
        System.arraycopy(signature, 0, withHeader, 1, 64);
        return Base64.getEncoder().encodeToString(withHeader);
    }

    private static String compactSize(int size) {
        return size < 253 ? "%02x".formatted(size) : "fd%02x%02x".formatted(size & 0xff, size >> 8);
    }

    private int recoveryId(byte[] hash, byte[] signature) {
        for (int id = 0; id < 4; id++) {
            if (Secp256k1Curve.recover(hash, signature, id)
                    .filter(k -> Arrays.equals(k, publicKey()))
                    .isPresent()) {
                return id;
            }
        }
        throw new AssertionError("no recovery id");
    }
}
