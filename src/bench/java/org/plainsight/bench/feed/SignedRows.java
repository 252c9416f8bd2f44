package org.plainsight.bench.feed;

import fr.acinq.secp256k1.Secp256k1;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.ownership.Challenge;
import org.web3j.crypto.Hash;

/** Addresses with a fresh challenge that their keys have signed, as EIP-191. */
final class SignedRows {

    static final ChainId CHAIN = ChainId.parse("eip155:1");
    static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    static final String DOMAIN = "portal.example";
    static final String ENTITY = "Acme";

    record Signed(AccountId account, String message, String signature) {}

    private SignedRows() {}

    static Signed of(long seed) {
        byte[] secret =
                HexFormat.of().parseHex("%064x".formatted(new BigInteger(250, new Random(seed)).add(BigInteger.ONE)));
        byte[] key = Secp256k1.get().pubkeyCreate(secret);
        AccountId account = new AccountId(
                CHAIN, "0x" + HexFormat.of().formatHex(Hash.sha3(Arrays.copyOfRange(key, 1, 65)), 12, 32));
        String text = new Challenge(DOMAIN, ENTITY, account, "2026-11", 7, "ab".repeat(32), TODAY).text();
        return new Signed(account, text, sign(text, secret, key));
    }

    private static String sign(String message, byte[] secret, byte[] key) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        byte[] mark = ("\u0019Ethereum Signed Message:\n" + text.length).getBytes(StandardCharsets.US_ASCII);
        byte[] marked = Arrays.copyOf(mark, mark.length + text.length);
        System.arraycopy(text, 0, marked, mark.length, text.length);
        byte[] hash = Hash.sha3(marked);
        byte[] compact = Secp256k1.get().sign(hash, secret, null);
        int v = Arrays.equals(Secp256k1.get().ecdsaRecover(compact, hash, 0), key) ? 27 : 28;
        return HexFormat.of().formatHex(compact) + HexFormat.of().toHexDigits((byte) v);
    }
}
