package org.plainsight.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plainsight.signature.EdwardsPoint.ORDER;
import static org.plainsight.signature.EdwardsPoint.P;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.testing.Runs;

/** The Java runtime is the second opinion. */
class Ed25519Test {

    private static final byte[] MESSAGE = "what is signed".getBytes(StandardCharsets.UTF_8);
    private static final BigInteger SECRET = new BigInteger("1234567890123456789012345678901234567890");

    private final Random random = new Random(25_519);

    /** RFC 8032 section 7.1: seed, public key, message, signature. */
    private static final List<List<String>> RFC = List.of(
            List.of(
                    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                    "",
                    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                            + "d25bf5f0595bbe24655141438e7a100b"),
            List.of(
                    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                    "72",
                    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                            + "387b2eaeb4302aeeb00d291612bb0c00"),
            List.of(
                    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                    "af82",
                    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
                            + "4a7c15e9716ed28dc027beceea1ec40a"),
            List.of(
                    "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
                    "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
                    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
                            + "454d4423643ce80e2a9ac94fa54ca49f",
                    "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e030"
                            + "3dca179c138ac17ad9bef1177331a704"));

    @Test
    void the_vectors_of_rfc_8032_are_made_and_hold() {
        for (List<String> vector : RFC) {
            byte[] seed = hex(vector.get(0));
            byte[] message = hex(vector.get(2));
            assertThat(Ed25519.publicKey(seed)).isEqualTo(hex(vector.get(1)));
            assertThat(Ed25519.sign(seed, message)).isEqualTo(hex(vector.get(3)));
            assertThat(Ed25519.verify(hex(vector.get(1)), message, hex(vector.get(3))))
                    .isTrue();
        }
    }

    @Test
    void the_java_runtime_judges_honest_and_damaged_signatures_the_same() {
        int agreed = 0;
        for (int i = 0; i < Runs.count(60, 20_000); i++) {
            byte[] seed = bytes(32);
            byte[] key = Ed25519.publicKey(seed);
            byte[] message = bytes(random.nextInt(300));
            byte[] signature = Ed25519.sign(seed, message);
            assertThat(Ed25519.verify(key, message, signature)).isTrue();
            assertThat(javaVerifies(key, message, signature)).isTrue();

            flip(random.nextBoolean() ? signature : key);
            boolean ours = Ed25519.verify(key, message, signature);
            assertThat(ours).as(HexFormat.of().formatHex(key)).isEqualTo(javaVerifies(key, message, signature));
            agreed += ours ? 0 : 1;
        }
        assertThat(agreed).isEqualTo(Runs.count(60, 20_000));
    }

    @Test
    void a_scalar_not_below_the_order_is_refused() {
        EdwardsPoint key = EdwardsPoint.BASE.times(SECRET);
        byte[] honest = signature(EdwardsPoint.BASE.times(BigInteger.TEN), BigInteger.TEN, key, BigInteger.ZERO);
        assertThat(Ed25519.verify(key.encoded(), MESSAGE, honest)).isTrue();

        byte[] second = signature(EdwardsPoint.BASE.times(BigInteger.TEN), BigInteger.TEN, key, ORDER);
        assertThat(second).isNotEqualTo(honest);
        assertThat(Ed25519.verify(key.encoded(), MESSAGE, second)).isFalse();
        assertThat(javaVerifies(key.encoded(), MESSAGE, second)).isFalse();
    }

    @Test
    void a_key_of_small_order_under_which_anybody_can_sign_is_refused() {
        EdwardsPoint eight = EdwardsPoint.ofOrderEight();
        int passable = 0;
        for (int i = 0; i < 8; i++) {
            EdwardsPoint key = eight.times(BigInteger.valueOf(i));
            for (EdwardsPoint commitment : List.of(key, EdwardsPoint.NEUTRAL)) {
                byte[] forged = concatenated(commitment.encoded(), new byte[32]);
                assertThat(Ed25519.verify(key.encoded(), MESSAGE, forged)).isFalse();
                passable += javaVerifies(key.encoded(), MESSAGE, forged) ? 1 : 0;
            }
        }
        assertThat(passable).as("others let some of these pass").isPositive();
    }

    @Test
    void a_key_of_mixed_order_is_refused_whatever_the_message_makes_of_it() {
        EdwardsPoint key = EdwardsPoint.BASE.times(SECRET).plus(EdwardsPoint.ofOrderEight());
        int passable = 0;
        for (int nonce = 1; nonce <= 40; nonce++) {
            BigInteger secretNonce = BigInteger.valueOf(nonce);
            byte[] signature = signature(EdwardsPoint.BASE.times(secretNonce), secretNonce, key, BigInteger.ZERO);
            assertThat(Ed25519.verify(key.encoded(), MESSAGE, signature)).isFalse();
            passable += javaVerifies(key.encoded(), MESSAGE, signature) ? 1 : 0;
        }
        assertThat(passable).as("others let some of these pass").isPositive();
    }

    @Test
    void a_commitment_of_mixed_order_is_refused_even_where_the_library_alone_would_let_it_pass() {
        EdwardsPoint key = EdwardsPoint.BASE.times(SECRET);
        EdwardsPoint two = EdwardsPoint.ofOrderEight().times(BigInteger.valueOf(4));
        int passable = 0;
        for (int nonce = 1; nonce <= 40; nonce++) {
            BigInteger secretNonce = BigInteger.valueOf(nonce);
            byte[] signature =
                    signature(EdwardsPoint.BASE.times(secretNonce).plus(two), secretNonce, key, BigInteger.ZERO);
            assertThat(Ed25519.verify(key.encoded(), MESSAGE, signature)).isFalse();
            assertThat(javaVerifies(key.encoded(), MESSAGE, signature)).isFalse();
            passable += org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
                            signature, 0, key.encoded(), 0, MESSAGE, 0, MESSAGE.length)
                    ? 1
                    : 0;
        }
        assertThat(passable).as("why the commitment is examined").isPositive();
    }

    @Test
    void points_that_are_not_written_in_their_shortest_form_are_refused() {
        List<byte[]> twisted = new ArrayList<>();
        for (int y = 0; y < 19; y++) {
            twisted.add(EdwardsPoint.littleEndian(P.add(BigInteger.valueOf(y))));
        }
        byte[] negativeZero = EdwardsPoint.NEUTRAL.encoded();
        negativeZero[31] |= (byte) 0x80;
        twisted.add(negativeZero);
        for (byte[] point : twisted) {
            assertThat(Ed25519.verify(point, MESSAGE, concatenated(point, new byte[32])))
                    .isFalse();
            byte[] key = EdwardsPoint.BASE.times(SECRET).encoded();
            BigInteger scalar =
                    EdwardsPoint.challenge(point, key, MESSAGE).multiply(SECRET).mod(ORDER);
            assertThat(Ed25519.verify(key, MESSAGE, concatenated(point, EdwardsPoint.littleEndian(scalar))))
                    .isFalse();
        }
    }

    @Test
    void a_key_or_signature_of_another_length_is_none() {
        byte[] key = Ed25519.publicKey(new byte[32]);
        byte[] signature = Ed25519.sign(new byte[32], MESSAGE);
        for (int length = 0; length < 64; length++) {
            assertThat(Ed25519.verify(key, MESSAGE, Arrays.copyOf(signature, length)))
                    .isFalse();
        }
        assertThat(Ed25519.verify(Arrays.copyOf(key, 31), MESSAGE, signature)).isFalse();
        assertThat(Ed25519.verify(key, MESSAGE, Arrays.copyOf(signature, 65))).isFalse();
    }

    private static byte[] signature(
            EdwardsPoint commitment, BigInteger secretNonce, EdwardsPoint key, BigInteger added) {
        return EdwardsPoint.signature(commitment.encoded(), secretNonce, key.encoded(), SECRET, MESSAGE, added);
    }

    private static boolean javaVerifies(byte[] publicKey, byte[] message, byte[] signature) {
        try {
            byte[] encoded = concatenated(hex("302a300506032b6570032100"), publicKey);
            Signature ed25519 = Signature.getInstance("Ed25519", "SunEC");
            ed25519.initVerify(
                    KeyFactory.getInstance("Ed25519", "SunEC").generatePublic(new X509EncodedKeySpec(encoded)));
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private void flip(byte[] bytes) {
        int bit = random.nextInt(8 * bytes.length);
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] concatenated(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }
}
