package org.plainsight.feed.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.plainsight.feed.FeedHead;

/**
 * A rendered body with its compressed form. Each form has a strong validator and a digest of its own, since both are
 * about the bytes sent (RFC 9110, RFC 9530).
 */
final class FeedBody {

    private final FeedHead head;
    private final int count;
    private final String mediaType;
    private final byte[] plain;
    private final byte[] zipped;

    FeedBody(FeedHead head, int count, String mediaType, byte[] plain) {
        this.head = head;
        this.count = count;
        this.mediaType = mediaType;
        this.plain = plain.clone();
        this.zipped = gzip(plain);
    }

    FeedHead head() {
        return head;
    }

    int count() {
        return count;
    }

    String mediaType() {
        return mediaType;
    }

    byte[] bytes(boolean gzip) {
        return gzip ? zipped.clone() : plain.clone();
    }

    int length() {
        return plain.length;
    }

    String sha256() {
        return HexFormat.of().formatHex(digest(plain));
    }

    String entityTag(boolean gzip) {
        return '"' + sha256().substring(0, 32) + (gzip ? "-gzip" : "") + '"';
    }

    String contentDigest(boolean gzip) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(digest(gzip ? zipped : plain)) + ":";
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
