package org.plainsight.ownership.ed25519;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.plainsight.asset.ChainId;
import org.plainsight.ownership.Base58Check;

/** How a chain's addresses carry their Ed25519 key. */
enum KeyAddress {
    SOLANA("solana", false) {
        @Override
        Optional<byte[]> inside(String address) {
            return Base58Check.bytes(address).filter(b -> b.length == KEY);
        }
    },
    /** Implicit accounts only: a named account's keys are on chain. */
    NEAR("near", false) {
        @Override
        Optional<byte[]> inside(String address) {
            return address.matches("[0-9a-f]{64}") ? Optional.of(HexFormat.of().parseHex(address)) : Optional.empty();
        }
    },
    /** SEP-23: version 48, key, CRC-16/XMODEM in little-endian. */
    STELLAR("stellar", false) {
        @Override
        Optional<byte[]> inside(String address) {
            return base32(address)
                    .filter(b -> b.length == 35 && b[0] == 6 << 3)
                    .filter(b -> crc16(b, 33) == ((b[33] & 0xff) | ((b[34] & 0xff) << 8)))
                    .map(b -> Arrays.copyOfRange(b, 1, 33));
        }
    },
    /** Key and the last four bytes of its SHA-512/256. */
    ALGORAND("algorand", false) {
        @Override
        Optional<byte[]> inside(String address) {
            return base32(address).filter(b -> b.length == 36).flatMap(b -> {
                byte[] key = Arrays.copyOf(b, KEY);
                byte[] digest = digest("SHA-512/256", key);
                return Arrays.equals(Arrays.copyOfRange(digest, 28, 32), Arrays.copyOfRange(b, KEY, 36))
                        ? Optional.of(key)
                        : Optional.empty();
            });
        }
    },
    /** SS58: one or two bytes of network, key, two bytes of BLAKE2b-512. */
    POLKADOT("polkadot", false) {
        @Override
        Optional<byte[]> inside(String address) {
            return Base58Check.bytes(address)
                    .filter(b -> (b.length == 35 && (b[0] & 0xc0) == 0) || (b.length == 36 && (b[0] & 0xc0) == 0x40))
                    .filter(KeyAddress::isSs58)
                    .map(b -> Arrays.copyOfRange(b, b.length - 34, b.length - 2));
        }
    },
    APTOS("aptos", true) {
        @Override
        Optional<byte[]> hashed(byte[] key) {
            return Optional.of(digest("SHA3-256", Arrays.copyOf(key, KEY + 1)));
        }
    },
    SUI("sui", true) {
        @Override
        Optional<byte[]> hashed(byte[] key) {
            byte[] flagged = new byte[KEY + 1];
            System.arraycopy(key, 0, flagged, 1, KEY);
            return Optional.of(blake2b(256, flagged));
        }
    };

    private static final int KEY = 32;
    private final String namespace;
    private final boolean needsKey;

    KeyAddress(String namespace, boolean needsKey) {
        this.namespace = namespace;
        this.needsKey = needsKey;
    }

    static Optional<KeyAddress> of(ChainId chain) {
        return Arrays.stream(values())
                .filter(a -> a.namespace.equals(chain.namespace()))
                .findFirst();
    }

    /** Whether the chain lets another key take over an address, so that only the chain knows whose it is now. */
    boolean mayChangeHands() {
        return this == APTOS;
    }

    boolean needsKey() {
        return needsKey;
    }

    /**
     * The address's key; empty when the address does not decode, or contradicts the key given.
     *
     * @param given 32 bytes, or none
     */
    Optional<byte[]> key(String address, byte[] given) {
        if (!needsKey) {
            return inside(address).filter(key -> given.length == 0 || Arrays.equals(key, given));
        }
        if (given.length != KEY || !address.matches("0x[0-9a-fA-F]{1,64}")) {
            return Optional.empty();
        }
        String digits = address.substring(2).toLowerCase(Locale.ROOT);
        String whole = "0".repeat(64 - digits.length()) + digits;
        return hashed(given)
                .filter(hash -> HexFormat.of().formatHex(hash).equals(whole))
                .map(hash -> given);
    }

    Optional<byte[]> inside(String address) {
        return Optional.empty();
    }

    Optional<byte[]> hashed(byte[] key) {
        return Optional.empty();
    }

    private static boolean isSs58(byte[] all) {
        byte[] payload = Arrays.copyOf(all, all.length - 2);
        byte[] marked = new byte[payload.length + 7];
        System.arraycopy("SS58PRE".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, marked, 0, 7);
        System.arraycopy(payload, 0, marked, 7, payload.length);
        byte[] hash = blake2b(512, marked);
        return hash[0] == all[all.length - 2] && hash[1] == all[all.length - 1];
    }

    private static byte[] blake2b(int bits, byte[] bytes) {
        Blake2bDigest digest = new Blake2bDigest(bits);
        digest.update(bytes, 0, bytes.length);
        byte[] out = new byte[bits / 8];
        digest.doFinal(out, 0);
        return out;
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static int crc16(byte[] bytes, int length) {
        int crc = 0;
        for (int i = 0; i < length; i++) {
            crc ^= (bytes[i] & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ 0x1021;
            }
        }
        return crc & 0xffff;
    }

    /** RFC 4648 in upper case without padding; empty when bits are left over that are not zero. */
    private static Optional<byte[]> base32(String text) {
        byte[] out = new byte[text.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(text.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            buffer = ((buffer << 5) | digit) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out[length++] = (byte) (buffer >> bits);
            }
        }
        return (buffer & ((1 << bits) - 1)) == 0 ? Optional.of(out) : Optional.empty();
    }
}
