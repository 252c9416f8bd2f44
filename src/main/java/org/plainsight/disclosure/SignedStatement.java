package org.plainsight.disclosure;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.evidence.Verdict;
import org.plainsight.signature.Ed25519;

/**
 * One entry of the log: {@code {"body":…,"sigs":[{"key","sig"}],"type":…,"v":1}} in canonical JSON, at most 65,535
 * bytes. A signature is Ed25519 over {@code plainsight-statement-v1\n} and the canonical JSON of v, type and body; its
 * key is named by the raw public key in hex.
 */
public record SignedStatement(Disclosure disclosure, List<StatementSignature> signatures) {

    /** The most bytes an entry bundle can say of one entry (C2SP tlog-tiles). */
    public static final int MAX_BYTES = 65_535;

    private static final byte[] CONTEXT = "plainsight-statement-v1\n".getBytes(StandardCharsets.UTF_8);
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
    /** 64 bytes end in a character whose low four bits are zero. */
    private static final Pattern SIGNATURE = Pattern.compile("[A-Za-z0-9+/]{85}[AQgw]==");

    /**
     * @param key raw Ed25519 public key, hex
     * @param signature base64
     */
    public record StatementSignature(String key, String signature) {

        /** One text per signature: lower-case hex and canonical base64, or a file could be varied without breaking it. */
        private boolean canonical() {
            return KEY.matcher(key).matches() && SIGNATURE.matcher(signature).matches();
        }

        /** Whether this is the key's Ed25519 signature over the message; false for a key or text that is none. */
        public boolean holds(byte[] message) {
            return canonical()
                    && Ed25519.verify(
                            HexFormat.of().parseHex(key),
                            message,
                            Base64.getDecoder().decode(signature));
        }
    }

    public SignedStatement {
        signatures = List.copyOf(signatures);
    }

    public static SignedStatement sign(Disclosure disclosure, StatementSigner signer) {
        byte[] signature = signer.sign(signedBytes(disclosure));
        return new SignedStatement(
                disclosure,
                List.of(new StatementSignature(
                        signer.publicKey(), Base64.getEncoder().encodeToString(signature))));
    }

    /** The role whose key must have signed a statement of this type. */
    public static SignerRole roleFor(Disclosure disclosure) {
        return switch (disclosure) {
            case ReservesStatement r -> SignerRole.MEASURING;
            case IncidentStatement i -> SignerRole.MEASURING;
            case FindingsStatement f -> SignerRole.MEASURING;
            case Attribution a -> SignerRole.OPERATOR;
            case LiabilitiesStatement l -> SignerRole.OPERATOR;
            case KeyStatement k -> SignerRole.OPERATOR;
            case QuorumStatement q -> SignerRole.OPERATOR;
            case PolicyStatement p -> SignerRole.OPERATOR;
            case VerifierStatement v -> SignerRole.OPERATOR;
        };
    }

    /** @throws MalformedStatementException when the statement does not fit an entry */
    public byte[] toEntry() {
        byte[] bytes = CanonicalJson.write(Json.object()
                .put("v", 1)
                .put("type", disclosure.type())
                .put("body", disclosure.body())
                .put(
                        "sigs",
                        Json.array(
                                signatures,
                                s -> Json.object()
                                        .put("key", s.key())
                                        .put("sig", s.signature())
                                        .build()))
                .build());
        if (bytes.length > MAX_BYTES) {
            throw new MalformedStatementException("a statement of " + bytes.length + " bytes; at most " + MAX_BYTES
                    + " fit an entry: publish the large part as a file");
        }
        return bytes;
    }

    /** @throws MalformedStatementException when the bytes are no canonical statement of a known type */
    public static SignedStatement fromEntry(byte[] entry) {
        if (entry.length > MAX_BYTES) {
            throw new MalformedStatementException("longer than " + MAX_BYTES + " bytes");
        }
        // whether it is canonical shows below, for the statement and all in it at once
        Json.Obj o = Json.asObject(CanonicalJson.read(entry));
        o.allowOnly("v", "type", "body", "sigs");
        if (o.integer("v") != 1) {
            throw new MalformedStatementException("unknown version " + o.integer("v"));
        }
        SignedStatement statement = read(o);
        if (!Arrays.equals(statement.toEntry(), entry)) {
            throw new MalformedStatementException(
                    "not in canonical form (RFC 8785), or an identifier, time or amount in it is not in its own; the"
                            + " statement must read back as written");
        }
        return statement;
    }

    private static SignedStatement read(Json.Obj o) {
        try {
            Disclosure disclosure = Disclosure.read(o.text("type"), o.object("body"));
            return new SignedStatement(disclosure, o.list("sigs", SignedStatement::readSignature));
        } catch (MalformedIdentifierException | ArithmeticException e) {
            throw new MalformedStatementException("refused: " + e.getMessage());
        }
    }

    /** The first signature that does not hold, in words; empty when all hold, whoever made them. */
    public Optional<String> falseSignature() {
        byte[] message = signedBytes(disclosure);
        return signatures.stream()
                .filter(signature -> !signature.holds(message))
                .map(signature -> "the signature by key " + signature.key() + " does not hold")
                .findFirst();
    }

    /** Whether every signature holds and the given key is among the signers. */
    public Verdict verify(String expectedKey) {
        Optional<String> problem = falseSignature();
        if (problem.isPresent()) {
            return Verdict.invalid(problem.get());
        }
        return signatures.stream().anyMatch(s -> s.key().equals(expectedKey))
                ? Verdict.valid("signed by key " + expectedKey)
                : Verdict.invalid("not signed by key " + expectedKey);
    }

    /** What is signed of a statement. */
    public static byte[] signedBytes(Disclosure disclosure) {
        byte[] json = CanonicalJson.write(Json.object()
                .put("v", 1)
                .put("type", disclosure.type())
                .put("body", disclosure.body())
                .build());
        byte[] message = new byte[CONTEXT.length + json.length];
        System.arraycopy(CONTEXT, 0, message, 0, CONTEXT.length);
        System.arraycopy(json, 0, message, CONTEXT.length, json.length);
        return message;
    }

    private static StatementSignature readSignature(Json value) {
        Json.Obj o = Json.asObject(value);
        o.allowOnly("key", "sig");
        StatementSignature signature = new StatementSignature(o.text("key"), o.text("sig"));
        if (!signature.canonical()) {
            throw new MalformedStatementException(
                    "a signature needs a key of 64 lower-case hex digits and 64 bytes of canonical base64");
        }
        return signature;
    }
}
