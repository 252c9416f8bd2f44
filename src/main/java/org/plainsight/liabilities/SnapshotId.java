package org.plainsight.liabilities;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.plainsight.merkle.Hash32;

/** 16 random bytes, chosen when a snapshot is staged; written as 32 lower-case hex digits. */
public record SnapshotId(String hex) {

    public static final int BYTES = 16;

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

    public SnapshotId {
        if (!isHex(hex)) {
            throw new IllegalArgumentException("a snapshot is named by 32 lower-case hexadecimal digits");
        }
    }

    public static SnapshotId random(SecureRandom random) {
        byte[] id = new byte[BYTES];
        random.nextBytes(id);
        return new SnapshotId(HexFormat.of().formatHex(id));
    }

    public static boolean isHex(String text) {
        return HEX.matcher(text).matches();
    }

    /** S = SHA-256( 02 00 0000 | snapshotId[16] | salt[32] | ID[32] ): once per account, shared by its leaves. */
    public Hash32 accountSecret(Hash32 salt, Hash32 identity) {
        return HashInput.tag(2, 0, 0).snapshot(this).hash(salt).hash(identity).sha256();
    }

    public byte[] toBytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
