package org.plainsight.registry.declaration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.plainsight.merkle.Hash32;

/** SHA-256 over the names and contents of files, one after the other. */
public final class Fingerprint {

    private final MessageDigest all = Hash32.sha256Digest();
    private final MessageDigest file = Hash32.sha256Digest();

    /** The next bytes of the file at hand. */
    public void add(byte[] bytes, int length) {
        file.update(bytes, 0, length);
    }

    /** The file at hand ends. */
    public void endOf(String name) {
        String line = name + "\n" + HexFormat.of().formatHex(file.digest()) + "\n";
        all.update(line.getBytes(StandardCharsets.UTF_8));
    }

    /** After the last file, once. */
    public String hex() {
        return HexFormat.of().formatHex(all.digest());
    }
}
