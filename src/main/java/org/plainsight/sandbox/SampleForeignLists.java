package org.plainsight.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bitcoinj.base.Base58;
import org.bitcoinj.base.ScriptType;
import org.bitcoinj.crypto.ECKey;
import org.bitcoinj.crypto.internal.CryptoUtils;
import org.bitcoinj.script.ScriptBuilder;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Sign;

/**
 * Lists of two exchanges that do not exist, in the shapes of HTX and OKX, with real signatures of generated keys and
 * every kind of flaw that published lists were seen to have. The same seed writes the same bytes.
 */
public final class SampleForeignLists {

    /** A file and the exchange that would have published it. */
    public record SampleList(Path file, String publisher) {}

    private static final String TEXT = "we hold these coins";
    private static final String TOTALS = "\ufeffcoin,snapshot height,balance\n";
    private static final String MONTHLY = "\ncoin,address,snapshot height,balance,message,signature\n";

    private final Random random;
    private final List<Key> keys = new ArrayList<>();

    private SampleForeignLists(Random random) {
        this.random = random;
        for (int i = 0; i < 12; i++) {
            keys.add(new Key(new BigInteger(250, random).add(BigInteger.ONE)));
        }
    }

    /** @param random seeded, so that a second start writes the same files and imports nothing anew */
    public static List<SampleList> write(Path folder, Random random) throws IOException {
        Files.createDirectories(folder);
        SampleForeignLists lists = new SampleForeignLists(random);
        String north = "Northwind Exchange (sample)";
        String south = "Southgate Exchange (sample)";
        return List.of(
                save(folder, "northwind_por_20260901.csv", lists.september(), north),
                save(folder, "northwind_por_20261001.csv", lists.october(), north),
                save(folder, "northwind_por_20261101.csv", lists.november(), north),
                save(folder, "southgate_por_20261101.csv", lists.multisig(), south));
    }

    private static SampleList save(Path folder, String name, String text, String publisher) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return new SampleList(file, publisher);
    }

    /** Flaws: one total has lost a digit, a row is unsigned, owner rows sign for a contract. */
    private String september() {
        return TOTALS
                + "BTC(ALL),915000,4120.5\nETH,23000000,61000.25\nUSDT(ALL),-,7500000\nUSDT-TRC20,75000000,500000\n"
                + "USDT-ETH,23000000,2500000\n"
                + MONTHLY
                + bitcoinRow(0, "915000", "4000.5")
                + bitcoinRow(1, "915000", "120")
                + evmRow("ETH", 2, "23000000", "60000", TEXT)
                + "ETH," + keys.get(3).evmAddress() + ",23000000,1000.25,-,-\n"
                + evmRow("USDT-ETH", 2, "23000000", "2500000", TEXT)
                + tronRow(4, "75000000", "5000000")
                + "ETH," + contract() + ",23000000,0,-,-\n"
                + evmRow("ETH", 5, "-", "-", TEXT)
                + evmRow("ETH", 6, "-", "-", TEXT);
    }

    /** Flaws: stale heights, labels that do not match, replayed signatures; one address joins and one leaves. */
    private String october() {
        return TOTALS
                + "BTC,919400,4125.5\nETH,23210000,60000\nUSDT(ALL),-,7600000\nUSDT-TRC20,75860000,4100000\n"
                + "jUSDT-TRC20,75860000,1000000\nUSDT-ERC20,23210000,2500000\n"
                + MONTHLY
                + bitcoinRow(0, "919400", "4000.5")
                + bitcoinRow(7, "915000", "125")
                + evmRow("ETH", 2, "23210000", "60000", TEXT)
                + evmRow("USDT-ETH", 2, "23210000", "2500000", TEXT)
                + tronRow(4, "75860000", "5100000");
    }

    /** Flaws: a duplicate row, a signature that does not fit, a network that cannot be checked; one text is dated. */
    private String november() {
        Key other = keys.get(8);
        return TOTALS
                + "BTC,923900,4125.5\nETH,23430000,60500\nSOL,375000000,88000\nUSDT-TRC20,76700000,5100000\n"
                + "USDT-ETH,23430000,2500000\n"
                + MONTHLY
                + bitcoinRow(0, "923900", "4000.5")
                + bitcoinRow(7, "923900", "125")
                + bitcoinRow(7, "923900", "125")
                + evmRow("ETH", 2, "23430000", "60000", TEXT + " on 2026-11-01")
                + "ETH," + other.evmAddress() + ",23430000,500," + TEXT + ","
                + keys.get(9).eip191(TEXT) + "\n"
                + evmRow("USDT-ETH", 2, "23430000", "2500000", TEXT)
                + tronRow(4, "76700000", "5100000")
                + "SOL," + Base58.encode(bytes(32)) + ",375000000,88000," + TEXT + "," + Base58.encode(bytes(64))
                + "\n";
    }

    /** Owner accounts, redeem scripts; flaws: one key in both slots, an address that does not decode, a missing owner. */
    private String multisig() {
        List<ECKey> cosigners = List.of(
                keys.get(0).bitcoin(), keys.get(1).bitcoin(), keys.get(10).bitcoin());
        byte[] script = ScriptBuilder.createMultiSigOutputScript(2, cosigners).program();
        String address = Base58.encodeChecked(5, CryptoUtils.sha256hash160(script));
        String redeem = HexFormat.of().formatHex(script);
        String first = keys.get(0).bitcoin().signMessage(TEXT, ScriptType.P2PKH);
        String second = keys.get(10).bitcoin().signMessage(TEXT, ScriptType.P2PKH);
        Key owner = keys.get(5);
        Key coOwner = keys.get(6);
        return "coin,snapshot height,amount\nBTC,923900,900\nETH,23430000,1200\n\n"
                + "coin,Network,Snapshot Height,address,amount,message,signature1,signature2,"
                + "redeem script/ public key, eoa1, eoa2\n"
                + "BTC,BTC,923900," + address + ",800," + TEXT + "," + first + "," + second + "," + redeem + ",,\n"
                + "BTC,BTC,923900," + address + ",50," + TEXT + "," + first + "," + first + "," + redeem + ",,\n"
                + "BTC,BTC,923900,1NotAnAddressAtA11," + "50," + TEXT + "," + first + ",,,,\n"
                + "ETH,ETH,23430000," + owner.evmAddress() + ",200," + TEXT + "," + owner.eip191(TEXT) + ",,,,\n"
                + "ETH,ETH,23430000," + contract() + ",900," + TEXT + "," + owner.eip191(TEXT) + ","
                + coOwner.eip191(TEXT) + ",," + owner.evmAddress() + "," + coOwner.evmAddress() + "\n"
                + "ETH,ETH,23430000," + contract() + ",100," + TEXT + "," + owner.eip191(TEXT) + ","
                + owner.eip191(TEXT) + ",," + owner.evmAddress() + "," + coOwner.evmAddress() + "\n"
                + "USDT-TON,TON,44000000,UQ" + HexFormat.of().formatHex(bytes(23)) + ",10," + TEXT + ",0x"
                + HexFormat.of().formatHex(bytes(64)) + ",," + HexFormat.of().formatHex(bytes(32)) + ",,\n";
    }

    private String bitcoinRow(int key, String height, String balance) {
        ECKey signer = keys.get(key).bitcoin();
        return row(
                "BTC",
                Base58.encodeChecked(0, signer.getPubKeyHash()),
                height,
                balance,
                TEXT,
                signer.signMessage(TEXT, ScriptType.P2PKH));
    }

    private String evmRow(String coin, int key, String height, String balance, String text) {
        return row(
                coin,
                keys.get(key).evmAddress(),
                height,
                balance,
                text,
                keys.get(key).eip191(text));
    }

    private String tronRow(int key, String height, String balance) {
        return row(
                "USDT-TRC20",
                keys.get(key).tronAddress(),
                height,
                balance,
                TEXT,
                keys.get(key).tron(TEXT));
    }

    private static String row(
            String coin, String address, String height, String balance, String text, String signature) {
        return String.join(",", coin, address, height, balance, text, signature) + "\n";
    }

    private String contract() {
        return "0x" + HexFormat.of().formatHex(bytes(20));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private record Key(BigInteger secret) {

        ECKey bitcoin() {
            return ECKey.fromPrivate(secret, true);
        }

        private Credentials evm() {
            return Credentials.create(HexFormat.of().formatHex(bitcoin().getPrivKeyBytes()));
        }

        String evmAddress() {
            return evm().getAddress();
        }

        String tronAddress() {
            return Base58.encodeChecked(
                    0x41, HexFormat.of().parseHex(evmAddress().substring(2)));
        }

        String eip191(String text) {
            return hex(Sign.signPrefixedMessage(text.getBytes(StandardCharsets.UTF_8), evm().getEcKeyPair()));
        }

        /** The hash of the text under TRON's mark for 32 bytes. */
        String tron(String text) {
            ByteArrayOutputStream marked = new ByteArrayOutputStream();
            marked.writeBytes("\u0019TRON Signed Message:\n32".getBytes(StandardCharsets.US_ASCII));
            marked.writeBytes(Hash.sha3(text.getBytes(StandardCharsets.UTF_8)));
            return hex(Sign.signMessage(marked.toByteArray(), evm().getEcKeyPair()));
        }

        private static String hex(Sign.SignatureData signature) {
            HexFormat hex = HexFormat.of();
            return "0x" + hex.formatHex(signature.getR()) + hex.formatHex(signature.getS())
                    + hex.formatHex(signature.getV());
        }
    }
}
