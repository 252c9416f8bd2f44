package org.plainsight.ownership.ed25519;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.Base58Check;
import org.plainsight.ownership.OwnershipProof;
import org.plainsight.ownership.SignatureScheme;
import org.plainsight.signature.Ed25519;

/** Raw messages under Ed25519 (RFC 8032), and the marks that published lists put before them. */
public final class Ed25519Signatures implements SignatureScheme {

    private static final String OKX_MARK = "OKX Signed Message:\n";
    private static final String ALGORAND_MARK = "MX";
    private static final int SHORT_TEXT_MAX = 252;

    @Override
    public boolean covers(ChainId chain) {
        return KeyAddress.of(chain).isPresent();
    }

    @Override
    public Verdict verify(AccountId account, OwnershipProof proof) {
        return switch (proof) {
            case OwnershipProof.Ed25519 p ->
                judge(account, p.publicKey(), p.signature(), List.of(p.message().getBytes(StandardCharsets.UTF_8)));
            case OwnershipProof.Published p -> judge(account, p.publicKey(), p.signature(), published(p.message()));
            case OwnershipProof.None p -> Verdict.inconclusive("no signature was given");
            case OwnershipProof.Unsupported p ->
                Verdict.inconclusive("signatures of the method " + p.method() + " are not checked here");
            default ->
                Verdict.invalid("a signature of the method " + proof.method() + " cannot speak for an address of "
                        + account.chain());
        };
    }

    private static List<byte[]> published(String message) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        byte[] algorand = (ALGORAND_MARK + message).getBytes(StandardCharsets.UTF_8);
        if (text.length > SHORT_TEXT_MAX) {
            return List.of(text, algorand);
        }
        ByteArrayOutputStream marked = new ByteArrayOutputStream();
        marked.write(OKX_MARK.length());
        marked.writeBytes(OKX_MARK.getBytes(StandardCharsets.US_ASCII));
        marked.write(text.length);
        marked.writeBytes(text);
        return List.of(text, marked.toByteArray(), algorand);
    }

    private static Verdict judge(AccountId account, String shownKey, String signature, List<byte[]> texts) {
        Optional<byte[]> given = hex(shownKey);
        if (given.isEmpty() || (given.get().length != 0 && given.get().length != Ed25519.KEY_LENGTH)) {
            return Verdict.invalid("the public key is not 32 bytes of hex");
        }
        KeyAddress address = KeyAddress.of(account.chain()).orElseThrow();
        Optional<byte[]> key = address.key(account.address(), given.get());
        if (key.isEmpty() && given.get().length != 0 && address.mayChangeHands()) {
            return Verdict.inconclusive(
                    "the address was not made from this key; whether its key was replaced is known to"
                            + " the chain only, which was not read");
        }
        if (key.isEmpty()) {
            return address.needsKey() && given.get().length == 0
                    ? Verdict.inconclusive("the address is a hash of its key, and the key was not given")
                    : Verdict.invalid("the address does not decode, or belongs to another key than the one given");
        }
        if (!Ed25519.isKey(key.get())) {
            return Verdict.invalid("the key is no sound key of Ed25519, so anybody could have signed");
        }
        Optional<byte[]> bytes = signature(signature);
        if (bytes.isEmpty()) {
            return Verdict.invalid("not an Ed25519 signature: 64 bytes in hex, base64 or base58 are needed");
        }
        for (byte[] text : texts) {
            if (Ed25519.verify(key.get(), text, bytes.get())) {
                return Verdict.valid("signed by the address's key (Ed25519)");
            }
        }
        return Verdict.invalid("the signature is by another key, or over another text");
    }

    private static Optional<byte[]> signature(String text) {
        return hex(text)
                .filter(b -> b.length == Ed25519.SIGNATURE_LENGTH)
                .or(() -> base64(text))
                .or(() -> Base58Check.bytes(text))
                .filter(b -> b.length == Ed25519.SIGNATURE_LENGTH);
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text)).filter(b -> b.length == Ed25519.SIGNATURE_LENGTH);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Empty when the text is no hex; no bytes for no text. */
    private static Optional<byte[]> hex(String text) {
        String digits = text.toLowerCase(Locale.ROOT);
        try {
            return Optional.of(HexFormat.of().parseHex(digits.startsWith("0x") ? digits.substring(2) : digits));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
