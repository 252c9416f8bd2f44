package org.plainsight.sandbox;

import fr.acinq.secp256k1.Secp256k1;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.crypto.ECKey;

/** A key tweaked as BIP-341 asks of an output without scripts. */
record TaprootKey(BigInteger tweakedSecret) {

    static TaprootKey of(SandboxKey key) {
        BigInteger order = ECKey.ecDomainParameters().getN();
        ECKey internal = key.bitcoin();
        byte[] point = internal.getPubKey();
        BigInteger even = point[0] == 2 ? key.secret() : order.subtract(key.secret());
        BigInteger tweak = new BigInteger(1, tagged("TapTweak", Arrays.copyOfRange(point, 1, 33)));
        return new TaprootKey(even.add(tweak).mod(order));
    }

    /** The x coordinate that the output commits to. */
    byte[] outputKey() {
        return Arrays.copyOfRange(ECKey.fromPrivate(tweakedSecret, true).getPubKey(), 1, 33);
    }

    /** A Schnorr signature (BIP-340) without extra randomness. */
    byte[] sign(byte[] hash) {
        byte[] secret = HexFormat.of().parseHex("%064x".formatted(tweakedSecret));
        return Secp256k1.get().signSchnorr(hash, secret, null);
    }

    static byte[] tagged(String tag, byte[] data) {
        byte[] tagHash = Sha256Hash.hash(tag.getBytes(StandardCharsets.US_ASCII));
        byte[] all = Arrays.copyOf(tagHash, 64 + data.length);
        System.arraycopy(tagHash, 0, all, 32, 32);
        System.arraycopy(data, 0, all, 64, data.length);
        return Sha256Hash.hash(all);
    }
}
