package org.plainsight.ownership.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.acinq.secp256k1.Secp256k1;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.script.Digests;
import org.plainsight.ownership.script.WireBytes;
import org.plainsight.testing.Runs;

/** Witnesses made here, each with one thing wrong. */
class Bip322SchemeTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final String TEXT = "hello";
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    private final Random random = new Random(3);
    private final byte[][] secrets = {secret(), secret(), secret()};

    private byte[] secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        bytes[0] = 1;
        return bytes;
    }

    private byte[] key(int index) {
        return Secp256k1.get().pubKeyCompress(Secp256k1.get().pubkeyCreate(secrets[index]));
    }

    private byte[] script(int... keys) {
        WireBytes script = new WireBytes().raw(0x52);
        for (int key : keys) {
            script.sized(key(key));
        }
        return script.raw(0x50 + keys.length).raw(0xae).bytes();
    }

    private byte[] signature(int key, byte[] hash, int type) {
        byte[] der = Secp256k1.get().compact2der(Secp256k1.get().sign(hash, secrets[key], null));
        byte[] typed = Arrays.copyOf(der, der.length + 1);
        typed[der.length] = (byte) type;
        return typed;
    }

    private static Verdict verify(Destination destination, byte[]... elements) {
        WireBytes stack = new WireBytes().compactSize(elements.length);
        for (byte[] element : elements) {
            stack.sized(element);
        }
        return Bip322Scheme.verify(
                destination, TEXT, "smp" + Base64.getEncoder().encodeToString(stack.bytes()));
    }

    private static Destination p2wsh(byte[] script) {
        return new Destination.P2wsh(HEX.formatHex(Digests.sha256(script)));
    }

    private static byte[] hash(Destination destination, byte[] script) {
        return new MessageTransactions(TEXT, destination.script()).segwitHash(script);
    }

    @Test
    void two_of_three_keys_in_script_order_sign_and_nothing_else_does() {
        byte[] script = script(0, 1, 2);
        Destination address = p2wsh(script);
        byte[] hash = hash(address, script);
        byte[] none = new byte[0];
        byte[] first = signature(0, hash, 1);
        byte[] third = signature(2, hash, 1);
        assertThat(verify(address, none, first, third, script).isValid()).isTrue();
        assertThat(List.of(
                        verify(address, none, third, first, script),
                        verify(address, none, first, first, script),
                        verify(address, new byte[] {1}, first, third, script),
                        verify(address, none, first, script),
                        verify(address, none, first, signature(1, hash, 1), third, script),
                        verify(address, none, first, signature(2, hash, 2), script),
                        verify(address, none, first, signature(2, hash, 0x81), script),
                        verify(address, none, first, none, script),
                        verify(address, none, first, third, script(0, 2, 1))))
                .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Verdict.Invalid.class));
    }

    @Test
    void a_signature_by_one_key_in_two_slots_is_invalid() {
        byte[] script = script(0, 0, 1);
        Destination address = p2wsh(script);
        byte[] signature = signature(0, hash(address, script), 1);
        assertThat(verify(address, new byte[0], signature, signature, script)).isInstanceOf(Verdict.Invalid.class);
    }

    @Test
    void a_single_key_script_is_signed_for_by_its_key_and_by_no_other() {
        byte[] script = new WireBytes().sized(key(0)).raw(0xac).bytes();
        Destination address = p2wsh(script);
        assertThat(verify(address, signature(0, hash(address, script), 1), script)
                        .isValid())
                .isTrue();
        assertThat(verify(address, signature(1, hash(address, script), 1), script))
                .isInstanceOf(Verdict.Invalid.class);
    }

    @Test
    void a_script_that_asks_for_no_signature_shows_nobodys_key() {
        for (byte[] script : List.of(new byte[] {0x51}, HEX.parseHex("a8200000"), HEX.parseHex("5152935387"))) {
            Verdict verdict = verify(p2wsh(script), script);
            assertThat(verdict.isValid()).isFalse();
        }
        byte[] anyone = {0x51};
        assertThat(verify(p2wsh(anyone), anyone)).isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void an_operation_that_is_not_known_leaves_the_answer_open() {
        byte[] script = new WireBytes().raw(0xb3).sized(key(0)).raw(0xac).bytes();
        Destination address = p2wsh(script);
        assertThat(verify(address, signature(0, hash(address, script), 1), script))
                .isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void a_locked_script_is_not_signed_for_in_the_simple_form_before_its_time() {
        byte[] script = new WireBytes()
                .sized(new byte[] {10})
                .raw(0xb2)
                .raw(0x75)
                .sized(key(0))
                .raw(0xac)
                .bytes();
        Destination address = p2wsh(script);
        assertThat(verify(address, signature(0, hash(address, script), 1), script))
                .isInstanceOf(Verdict.Invalid.class);
    }

    @Test
    void one_key_in_two_slots_of_a_script_with_additions_is_counted_once() {
        byte[] script = new WireBytes()
                .sized(key(0))
                .raw(0xac)
                .raw(0x7c)
                .sized(key(0))
                .raw(0xac)
                .raw(0x93)
                .raw(0x52)
                .raw(0x87)
                .bytes();
        Destination address = p2wsh(script);
        byte[] signature = signature(0, hash(address, script), 1);
        assertThat(verify(address, signature, signature, script).reason()).startsWith("signed by 1 key(s)");
    }

    @Test
    void a_high_s_and_loose_der_are_invalid() {
        byte[] key = key(0);
        Destination address = new Destination.P2wpkh(HEX.formatHex(Digests.hash160(key)));
        byte[] code = HEX.parseHex("76a914" + HEX.formatHex(Digests.hash160(key)) + "88ac");
        byte[] hash = hash(address, code);
        byte[] compact = Secp256k1.get().sign(hash, secrets[0], null);
        assertThat(verify(address, signature(0, hash, 1), key).isValid()).isTrue();
        BigInteger high = ORDER.subtract(new BigInteger(1, Arrays.copyOfRange(compact, 32, 64)));
        String r = "00" + HEX.formatHex(compact, 0, 32);
        String s = "%064x".formatted(high);
        byte[] highDer = HEX.parseHex("3046022100" + r.substring(2) + "022100" + s + "01");
        byte[] padded = HEX.parseHex("3047022200" + r + "022100" + s + "01");
        assertThat(verify(address, highDer, key)).isInstanceOf(Verdict.Invalid.class);
        assertThat(verify(address, padded, key)).isInstanceOf(Verdict.Invalid.class);
    }

    @Test
    void a_taproot_key_signs_with_the_default_or_the_all_type_only() {
        byte[] output = Arrays.copyOfRange(key(1), 1, 33);
        Destination address = new Destination.P2tr(HEX.formatHex(output));
        MessageTransactions transactions = new MessageTransactions(TEXT, address.script());
        byte[] plain = Secp256k1.get().signSchnorr(transactions.taprootHash(0), secrets[1], null);
        byte[] all = Arrays.copyOf(Secp256k1.get().signSchnorr(transactions.taprootHash(1), secrets[1], null), 65);
        all[64] = 1;
        byte[] zero = Arrays.copyOf(plain, 65);
        assertThat(verify(address, plain).isValid()).isTrue();
        assertThat(verify(address, all).isValid()).isTrue();
        assertThat(verify(address, zero)).isInstanceOf(Verdict.Invalid.class);
        assertThat(verify(address, new byte[64])).isInstanceOf(Verdict.Invalid.class);
        assertThat(verify(address, plain, new byte[] {0x50})).isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void random_witnesses_are_answered_and_never_valid() {
        Destination[] addresses = {
            p2wsh(script(0, 1, 2)), new Destination.P2wpkh("00".repeat(20)), new Destination.P2tr("11".repeat(32))
        };
        for (int i = 0; i < Runs.count(2_000, 200_000); i++) {
            byte[] witness = new byte[random.nextInt(80)];
            random.nextBytes(witness);
            if (witness.length > 0) {
                witness[0] = (byte) random.nextInt(5);
            }
            String signature = "smp" + Base64.getEncoder().encodeToString(witness);
            assertThat(Bip322Scheme.verify(addresses[i % 3], TEXT, signature).isValid())
                    .isFalse();
        }
    }
}
