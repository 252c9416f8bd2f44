package org.plainsight.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A reader of any log that keeps to c2sp.org/signed-note, tlog-checkpoint and tlog-tiles, written from those pages and
 * from RFC 6962, without a line of ours: what it cannot read, nobody else's reader can.
 */
public final class TileReader {

    /** Gets the file at a path below the log's prefix. */
    @FunctionalInterface
    public interface Source {
        byte[] get(String path) throws IOException;
    }

    private final Source source;

    public TileReader(Source source) {
        this.source = source;
    }

    /** Reads checkpoint, all bundles and all tiles, and checks every hash; answers the entries. */
    public List<byte[]> readAll(String vkey) {
        String note = new String(get("checkpoint"), StandardCharsets.UTF_8);
        String[] head = note.substring(0, note.lastIndexOf("\n\n") + 1).split("\n", -1);
        check(signed(note, vkey), "the checkpoint is signed");
        check(head[0].equals(vkey.substring(0, vkey.indexOf('+'))), "the origin is the key's name");
        long size = Long.parseLong(head[1]);
        List<byte[]> entries = new ArrayList<>();
        List<byte[]> hashes = new ArrayList<>();
        for (long n = 0; n * 256 < size; n++) {
            for (byte[] entry : bundle(path("entries", n, size - n * 256))) {
                entries.add(entry);
                hashes.add(sha256(new byte[] {0}, entry));
            }
        }
        check(entries.size() == size, "the bundles hold as many entries as the checkpoint says");
        check(Base64.getEncoder().encodeToString(mth(hashes)).equals(head[2]), "the entries lead to the root");
        for (int level = 0; !hashes.isEmpty(); level++) {
            hashes = tiles(level, hashes);
        }
        return entries;
    }

    /** Compares one level, and answers the hashes of the next: one for each full tile. */
    private List<byte[]> tiles(int level, List<byte[]> hashes) {
        List<byte[]> above = new ArrayList<>();
        for (int n = 0; n * 256 < hashes.size(); n++) {
            List<byte[]> part = hashes.subList(n * 256, Math.min(hashes.size(), n * 256 + 256));
            ByteBuffer expected = ByteBuffer.allocate(part.size() * 32);
            part.forEach(expected::put);
            check(
                    Arrays.equals(get(path(Integer.toString(level), n, hashes.size() - n * 256L)), expected.array()),
                    "tile " + n + " of level " + level);
            if (part.size() == 256) {
                above.add(mth(part));
            }
        }
        return above;
    }

    private static List<byte[]> split(byte[] bundle) {
        List<byte[]> entries = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(bundle);
        while (rest.hasRemaining()) {
            byte[] entry = new byte[rest.getShort() & 0xffff];
            rest.get(entry);
            entries.add(entry);
        }
        return entries;
    }

    private List<byte[]> bundle(String path) {
        return split(get(path));
    }

    private static String path(String kind, long n, long left) {
        String digits = Long.toString(n);
        digits = "0".repeat((3 - digits.length() % 3) % 3) + digits;
        StringBuilder path = new StringBuilder("tile/" + kind + "/");
        for (int i = 0; i < digits.length(); i += 3) {
            boolean last = i + 3 == digits.length();
            path.append(last ? "" : "x").append(digits, i, i + 3).append(last ? "" : "/");
        }
        return path + (left < 256 ? ".p/" + left : "");
    }

    /** RFC 6962 section 2.1, as it stands there. */
    private static byte[] mth(List<byte[]> hashes) {
        if (hashes.isEmpty()) {
            return sha256();
        }
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        int k = 1;
        while (k * 2 < hashes.size()) {
            k *= 2;
        }
        return sha256(new byte[] {1}, mth(hashes.subList(0, k)), mth(hashes.subList(k, hashes.size())));
    }

    private static boolean signed(String note, String vkey) {
        String[] parts = vkey.split("\\+", 3);
        byte[] typed = Base64.getDecoder().decode(parts[2]);
        int blank = note.lastIndexOf("\n\n");
        for (String line : note.substring(blank + 2).lines().toList()) {
            String start = "\u2014 " + parts[0] + " ";
            if (!line.startsWith(start)) {
                continue;
            }
            byte[] bytes = Base64.getDecoder().decode(line.substring(start.length()));
            if (HexFormat.of().formatHex(bytes, 0, 4).equals(parts[1])) {
                return typed[0] == 1
                        && ed25519(
                                Arrays.copyOfRange(typed, 1, 33),
                                note.substring(0, blank + 1).getBytes(StandardCharsets.UTF_8),
                                Arrays.copyOfRange(bytes, 4, bytes.length));
            }
        }
        return false;
    }

    private static boolean ed25519(byte[] key, byte[] message, byte[] signature) {
        try {
            byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
            byte[] x509 = ByteBuffer.allocate(44).put(prefix).put(key).array();
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] get(String path) {
        try {
            return source.get(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("does not hold: " + what);
        }
    }
}
