package org.plainsight.ownership.bitcoin;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bitcoinj.base.Bech32;
import org.bitcoinj.base.exceptions.AddressFormatException;
import org.plainsight.ownership.Base58Check;

/** What an address pays to. Hashes, keys and programs are lower-case hex. */
sealed interface Destination {

    record P2pkh(String keyHash) implements Destination {}

    record P2sh(String scriptHash) implements Destination {}

    record P2wpkh(String keyHash) implements Destination {}

    record P2wsh(String scriptHash) implements Destination {}

    record P2tr(String outputKey) implements Destination {}

    record OtherWitness(int version, String program) implements Destination {}

    /** Empty when the text is no address of this network (checksum, version, length or network wrong). */
    static Optional<Destination> decode(UtxoNetwork network, String address) {
        Optional<Destination> segwit =
                network == UtxoNetwork.BITCOIN_CASH ? CashAddress.decode(address) : segwit(network, address);
        return segwit.isPresent() ? segwit : Base58Check.decode(address).flatMap(payload -> base58(network, payload));
    }

    private static Optional<Destination> base58(UtxoNetwork network, byte[] payload) {
        if (payload.length != 21) {
            return Optional.empty();
        }
        int version = payload[0] & 0xff;
        String hash = HexFormat.of().formatHex(payload, 1, 21);
        if (network.isP2pkh(version)) {
            return Optional.of(new P2pkh(hash));
        }
        return network.isP2sh(version) ? Optional.of(new P2sh(hash)) : Optional.empty();
    }

    private static Optional<Destination> segwit(UtxoNetwork network, String address) {
        Bech32.Bech32Data data;
        try {
            data = Bech32.decode(address);
        } catch (AddressFormatException e) {
            return Optional.empty();
        }
        byte[] groups = data.bytes();
        if (!network.isHrp(data.hrp) || groups.length < 1 || groups[0] > 16) {
            return Optional.empty();
        }
        int version = groups[0];
        Bech32.Encoding wanted = version == 0 ? Bech32.Encoding.BECH32 : Bech32.Encoding.BECH32M;
        if (data.encoding != wanted) {
            return Optional.empty();
        }
        return eightBits(Arrays.copyOfRange(groups, 1, groups.length)).flatMap(program -> witness(version, program));
    }

    private static Optional<Destination> witness(int version, byte[] program) {
        String hex = HexFormat.of().formatHex(program);
        if (version == 0) {
            return switch (program.length) {
                case 20 -> Optional.of(new P2wpkh(hex));
                case 32 -> Optional.of(new P2wsh(hex));
                default -> Optional.empty();
            };
        }
        if (program.length < 2 || program.length > 40) {
            return Optional.empty();
        }
        return Optional.of(version == 1 && program.length == 32 ? new P2tr(hex) : new OtherWitness(version, hex));
    }

    /** What a script pays to; empty when no address stands for it. */
    static Optional<Destination> ofScript(byte[] script) {
        String hex = HexFormat.of().formatHex(script);
        if (hex.matches("76a914[0-9a-f]{40}88ac")) {
            return Optional.of(new P2pkh(hex.substring(6, 46)));
        }
        if (hex.matches("a914[0-9a-f]{40}87")) {
            return Optional.of(new P2sh(hex.substring(4, 44)));
        }
        boolean program = script.length >= 4
                && script.length <= 42
                && (script[0] == 0 || (script[0] >= 0x51 && script[0] <= 0x60))
                && script[1] == script.length - 2;
        return program
                ? witness(script[0] == 0 ? 0 : script[0] - 0x50, Arrays.copyOfRange(script, 2, script.length))
                : Optional.empty();
    }

    /** Its address; empty where the network has no such form. */
    default Optional<String> address(UtxoNetwork network) {
        return switch (this) {
            case P2pkh p -> Optional.of(base58(network.versionP2pkh(), p.keyHash()));
            case P2sh p -> Optional.of(base58(network.versionP2sh(), p.scriptHash()));
            case P2wpkh p -> bech32(network, 0, p.keyHash());
            case P2wsh p -> bech32(network, 0, p.scriptHash());
            case P2tr p -> bech32(network, 1, p.outputKey());
            case OtherWitness p -> bech32(network, p.version(), p.program());
        };
    }

    private static String base58(int version, String hash) {
        return Base58Check.encode(HexFormat.of().parseHex(HexFormat.of().toHexDigits((byte) version) + hash));
    }

    private static Optional<String> bech32(UtxoNetwork network, int version, String program) {
        Bech32.Encoding encoding = version == 0 ? Bech32.Encoding.BECH32 : Bech32.Encoding.BECH32M;
        byte[] groups = fiveBits(version, HexFormat.of().parseHex(program));
        return network.hrp().map(hrp -> Bech32.encode(encoding, hrp, new FiveBitGroups(groups)));
    }

    /** Opens the library's protected constructor: it makes such bytes of networks it knows only. */
    final class FiveBitGroups extends Bech32.Bech32Bytes {
        private FiveBitGroups(byte[] groups) {
            super(groups);
        }
    }

    private static byte[] fiveBits(int version, byte[] program) {
        byte[] out = new byte[1 + (program.length * 8 + 4) / 5];
        out[0] = (byte) version;
        int buffer = 0;
        int bits = 0;
        int length = 1;
        for (byte b : program) {
            buffer = ((buffer << 8) | (b & 0xff)) & 0xfff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                out[length++] = (byte) ((buffer >> bits) & 31);
            }
        }
        if (bits > 0) {
            out[length] = (byte) ((buffer << (5 - bits)) & 31);
        }
        return out;
    }

    /** Regroups 5-bit values; empty when padding is over-long or not zero (BIP-173). */
    private static Optional<byte[]> eightBits(byte[] groups) {
        byte[] out = new byte[groups.length * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int length = 0;
        for (byte group : groups) {
            buffer = ((buffer << 5) | group) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out[length++] = (byte) (buffer >> bits);
            }
        }
        boolean padded = bits >= 5 || (buffer & ((1 << bits) - 1)) != 0;
        return padded ? Optional.empty() : Optional.of(out);
    }

    /** The output script. */
    default byte[] script() {
        return HexFormat.of()
                .parseHex(
                        switch (this) {
                            case P2pkh p -> "76a914" + p.keyHash() + "88ac";
                            case P2sh p -> "a914" + p.scriptHash() + "87";
                            case P2wpkh p -> "0014" + p.keyHash();
                            case P2wsh p -> "0020" + p.scriptHash();
                            case P2tr p -> "5120" + p.outputKey();
                            case OtherWitness p ->
                                HexFormat.of().toHexDigits((byte) (0x50 + p.version()))
                                        + HexFormat.of()
                                                .toHexDigits((byte) (p.program().length() / 2))
                                        + p.program();
                        });
    }

    /** The field's name of the kind. */
    default String kind() {
        return switch (this) {
            case P2pkh p -> "P2PKH";
            case P2sh p -> "P2SH";
            case P2wpkh p -> "P2WPKH";
            case P2wsh p -> "P2WSH";
            case P2tr p -> "P2TR";
            case OtherWitness p -> "witness version " + p.version();
        };
    }
}
