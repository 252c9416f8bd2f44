package org.plainsight.recheck;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.plainsight.merkle.Hash32;

/** A file as the log makes it, held against what is served while it is made: it needs no memory of its own. */
final class DerivedFile extends OutputStream {

    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final byte[] served;
    private final MessageDigest digest = Hash32.sha256Digest();
    private long length;
    private boolean same = true;

    private DerivedFile(byte[] served) {
        this.served = served;
    }

    static DerivedFile against(byte[] served, Content content) {
        DerivedFile derived = new DerivedFile(served);
        try {
            content.writeTo(derived);
        } catch (IOException e) {
            throw new UncheckedIOException("memory refuses no bytes", e);
        }
        return derived;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        digest.update(bytes, from, count);
        same = same
                && length + count <= served.length
                && Arrays.equals(served, (int) length, (int) length + count, bytes, from, from + count);
        length += count;
    }

    /** Whether what is served is this file, byte for byte. */
    boolean isServed() {
        return same && length == served.length;
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
