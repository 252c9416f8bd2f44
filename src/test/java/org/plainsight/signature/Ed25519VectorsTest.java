package org.plainsight.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plainsight.signature.EdwardsPoint.BASE;
import static org.plainsight.signature.EdwardsPoint.NEUTRAL;
import static org.plainsight.signature.EdwardsPoint.ORDER;
import static org.plainsight.signature.EdwardsPoint.P;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * Generates the published signatures about which verifiers in the field disagree. Run with {@code
 * -Dplainsight.write-vectors=true} to write the file anew; otherwise the file must be what the code gives.
 */
class Ed25519VectorsTest {

    private static final Path FILE = Path.of("docs/formats/ed25519-vectors.json");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final byte[] MESSAGE = "what is signed".getBytes(StandardCharsets.UTF_8);
    private static final BigInteger SECRET = new BigInteger("1234567890123456789012345678901234567890");
    private static final BigInteger ZERO = BigInteger.ZERO;
    private static final EdwardsPoint EIGHT = EdwardsPoint.ofOrderEight();
    private static final byte[] KEY = BASE.times(SECRET).encoded();

    private final ArrayNode signatures = JSON.createArrayNode();

    @Test
    void the_published_vectors_are_what_the_code_gives() throws IOException {
        honest();
        scalars();
        keysOfSmallOrder();
        mixedOrder();
        spellings();
        ObjectNode all = JSON.createObjectNode();
        all.put(
                "about",
                "Ed25519 signatures over the text 'what is signed', in hex. Most are true for some verifier in the field;"
                        + " here only those count on which all agree.");
        all.put("message", HexFormat.of().formatHex(MESSAGE));
        all.set("signatures", signatures);
        String generated = JSON.writeValueAsString(all) + "\n";
        if (Boolean.getBoolean("plainsight.write-vectors")) {
            Files.writeString(FILE, generated);
        }
        assertThat(Files.readString(FILE)).isEqualTo(generated);
    }

    @Test
    void each_is_judged_as_it_was_made() throws IOException {
        JsonNode all = JSON.readTree(FILE.toFile());
        byte[] message = hex(all.get("message"));
        for (JsonNode one : all.get("signatures")) {
            assertThat(Ed25519.verify(hex(one.get("key")), message, hex(one.get("signature"))))
                    .as(one.get("name").asText())
                    .isEqualTo(one.get("valid").asBoolean());
        }
    }

    private void honest() {
        for (int nonce = 1; nonce <= 8; nonce++) {
            BigInteger secretNonce = BigInteger.valueOf(nonce);
            byte[] commitment = BASE.times(secretNonce).encoded();
            byte[] good = EdwardsPoint.signature(commitment, secretNonce, KEY, SECRET, MESSAGE, ZERO);
            add("honest, nonce " + nonce, true, KEY, good);
            byte[] flipped = good.clone();
            flipped[8 * nonce - 1] ^= 1;
            add("a bit flipped in byte " + (8 * nonce - 1), false, KEY, flipped);
        }
    }

    private void scalars() {
        byte[] commitment = BASE.encoded();
        for (int times = 1; times <= 8; times++) {
            BigInteger added = ORDER.multiply(BigInteger.valueOf(times));
            add(
                    "scalar and " + times + " times the order",
                    false,
                    KEY,
                    EdwardsPoint.signature(commitment, BigInteger.ONE, KEY, SECRET, MESSAGE, added));
        }
    }

    /** Anybody can sign under these. */
    private void keysOfSmallOrder() {
        for (int i = 0; i < 8; i++) {
            byte[] key = EIGHT.times(BigInteger.valueOf(i)).encoded();
            for (int j = 0; j < 8; j++) {
                byte[] commitment = EIGHT.times(BigInteger.valueOf(j)).encoded();
                add(
                        "key and commitment of small order, " + i + " and " + j + " times a point of order 8",
                        false,
                        key,
                        EdwardsPoint.signature(commitment, ZERO, key, ZERO, MESSAGE, ZERO));
            }
        }
    }

    /** The equation holds with the cofactor, and without it for some. */
    private void mixedOrder() {
        byte[] mixedKey = BASE.times(SECRET).plus(EIGHT).encoded();
        for (int i = 1; i <= 16; i++) {
            BigInteger nonce = BigInteger.valueOf(i);
            add(
                    "a key of mixed order, nonce " + i,
                    false,
                    mixedKey,
                    EdwardsPoint.signature(BASE.times(nonce).encoded(), nonce, mixedKey, SECRET, MESSAGE, ZERO));
        }
        for (int i = 1; i < 8; i++) {
            EdwardsPoint small = EIGHT.times(BigInteger.valueOf(i));
            BigInteger nonce = BigInteger.valueOf(i);
            byte[] commitment = BASE.times(nonce).plus(small).encoded();
            add(
                    "a commitment of mixed order, with " + i + " times a point of order 8",
                    false,
                    KEY,
                    EdwardsPoint.signature(commitment, nonce, KEY, SECRET, MESSAGE, ZERO));
            add(
                    "a commitment of small order, " + i + " times a point of order 8",
                    false,
                    KEY,
                    EdwardsPoint.signature(small.encoded(), ZERO, KEY, SECRET, MESSAGE, ZERO));
        }
        add(
                "the neutral point as commitment, for which the equation holds",
                false,
                KEY,
                EdwardsPoint.signature(NEUTRAL.encoded(), ZERO, KEY, SECRET, MESSAGE, ZERO));
    }

    /** Points in another spelling: y not below the field's size, and a sign where x is nought. */
    private void spellings() {
        for (int y = 0; y < 19; y++) {
            twisted("y = p + " + y, EdwardsPoint.littleEndian(P.add(BigInteger.valueOf(y))));
        }
        for (EdwardsPoint point : new EdwardsPoint[] {NEUTRAL, EIGHT.times(BigInteger.valueOf(4))}) {
            byte[] signed = point.encoded();
            signed[31] |= (byte) 0x80;
            twisted("negative nought, y = " + point.y().toString(16), signed);
        }
    }

    private void twisted(String name, byte[] point) {
        add(
                name + ", as key",
                false,
                point,
                EdwardsPoint.signature(BASE.encoded(), BigInteger.ONE, point, ZERO, MESSAGE, ZERO));
        add(name + ", as commitment", false, KEY, EdwardsPoint.signature(point, ZERO, KEY, SECRET, MESSAGE, ZERO));
        add(name + ", as both", false, point, EdwardsPoint.signature(point, ZERO, point, ZERO, MESSAGE, ZERO));
    }

    private void add(String name, boolean valid, byte[] key, byte[] signature) {
        signatures
                .addObject()
                .put("name", name)
                .put("valid", valid)
                .put("key", HexFormat.of().formatHex(key))
                .put("signature", HexFormat.of().formatHex(signature));
    }

    private static byte[] hex(JsonNode text) {
        return HexFormat.of().parseHex(text.asText());
    }
}
