package org.plainsight.ownership.bitcoin;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Addresses of Bitcoin Cash in its own form: 32 letters, a checksum of 40 bits, the prefix part of it. Source: CashAddr. */
final class CashAddress {

    private static final String PREFIX = "bitcoincash";
    private static final String DIGITS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final long[] GENERATORS = {0x98f2bc8e61L, 0x79b76d99e2L, 0xf33e5fb3c4L, 0xae2eabe2a8L, 0x1e4f43e470L
    };
    private static final int CHECKSUM = 8;
    private static final int HASH_BYTES = 20;

    private CashAddress() {}

    /** @param address with or without its prefix, in one case; empty when it is none of 20 bytes */
    static Optional<Destination> decode(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        if (!address.equals(lower) && !address.equals(address.toUpperCase(Locale.ROOT))) {
            return Optional.empty();
        }
        String digits = lower.startsWith(PREFIX + ":") ? lower.substring(PREFIX.length() + 1) : lower;
        int[] groups = digits.chars().map(DIGITS::indexOf).toArray();
        for (int group : groups) {
            if (group < 0) {
                return Optional.empty();
            }
        }
        return groups.length > CHECKSUM && checksum(groups) == 0 ? payload(groups) : Optional.empty();
    }

    private static long checksum(int[] groups) {
        long c = 1;
        for (int i = 0; i < PREFIX.length(); i++) {
            c = step(c, PREFIX.charAt(i) & 0x1f);
        }
        c = step(c, 0);
        for (int group : groups) {
            c = step(c, group);
        }
        return c ^ 1;
    }

    private static long step(long c, int group) {
        long next = ((c & 0x07ffffffffL) << 5) ^ group;
        for (int i = 0; i < GENERATORS.length; i++) {
            next ^= ((c >> 35 >> i) & 1) == 1 ? GENERATORS[i] : 0;
        }
        return next;
    }

    private static Optional<Destination> payload(int[] groups) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < groups.length - CHECKSUM; i++) {
            buffer = ((buffer << 5) | groups[i]) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(buffer >> bits);
            }
        }
        byte[] all = bytes.toByteArray();
        if (bits >= 5 || (buffer & ((1 << bits) - 1)) != 0 || all.length != HASH_BYTES + 1) {
            return Optional.empty();
        }
        String hash = HexFormat.of().formatHex(all, 1, all.length);
        return switch (all[0]) {
            case 0 -> Optional.of(new Destination.P2pkh(hash));
            case 8 -> Optional.of(new Destination.P2sh(hash));
            default -> Optional.empty();
        };
    }
}
