package org.plainsight.recheck;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.plainsight.merkle.Hash32;

/** A file as the log makes it, held against what is served while it is made: it needs no memory of its own. */
final class DerivedFile extends OutputStream {

    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final InputStream served;
    private final byte[] buffer = new byte[1 << 13];
    private final MessageDigest digest = Hash32.sha256Digest();
    private long length;
    private boolean same = true;

    private DerivedFile(InputStream served) {
        this.served = served;
    }

    /** @throws UnreadableException when what is served breaks off */
    static DerivedFile against(InputStream served, Content content) {
        DerivedFile derived = new DerivedFile(new BufferedInputStream(served, 1 << 16));
        try {
            content.writeTo(derived);
            derived.same = derived.same && derived.read(1) == 0;
        } catch (IOException e) {
            throw new UnreadableException("breaks off: " + e);
        }
        return derived;
    }

    /** For what is not there to be compared. */
    static DerivedFile of(Content content) {
        return against(InputStream.nullInputStream(), content);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        digest.update(bytes, from, count);
        length += count;
        for (int at = from; same && at < from + count; at += buffer.length) {
            int part = Math.min(buffer.length, from + count - at);
            same = read(part) == part && Arrays.equals(buffer, 0, part, bytes, at, at + part);
        }
    }

    private int read(int count) throws IOException {
        return served.readNBytes(buffer, 0, count);
    }

    /** Whether what is served is this file, byte for byte. */
    boolean isServed() {
        return same;
    }

    /** Of the derived file. */
    long length() {
        return length;
    }

    /** Of the derived file, hex; asked once. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
