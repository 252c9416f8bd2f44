package org.plainsight.sandbox;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bitcoinj.crypto.ECKey;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;

/** A key anybody can compute from its name. Worth nothing outside the sandbox, on purpose. */
record SandboxKey(String name) {

    BigInteger secret() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("plainsight sandbox key " + name).getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    ECKey bitcoin() {
        return ECKey.fromPrivate(secret(), true);
    }

    Credentials evm() {
        return Credentials.create(HexFormat.of().formatHex(bitcoin().getPrivKeyBytes()));
    }

    String evmAddress() {
        return evm().getAddress();
    }

    /** {@code personal_sign} of the message, r ‖ s ‖ v in hex. */
    String eip191(String message) {
        Sign.SignatureData signature =
                Sign.signPrefixedMessage(message.getBytes(StandardCharsets.UTF_8), evm().getEcKeyPair());
        HexFormat hex = HexFormat.of();
        return "0x" + hex.formatHex(signature.getR()) + hex.formatHex(signature.getS())
                + hex.formatHex(signature.getV());
    }
}
