package org.plainsight.feed.web;

import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.plainsight.feed.FeedHead;
import org.plainsight.feed.store.SealedFile;
import org.plainsight.merkle.Hash32;

/**
 * A rendered body with its compressed form. Each form has a strong validator and a digest of its own, since both are
 * about the bytes sent (RFC 9110, RFC 9530). Safe for use by several threads.
 */
final class FeedBody {

    private final FeedHead head;
    private final int count;
    private final Form plain;
    private final Form zipped;

    /** One header as it is sent. */
    record Header(CharSequence name, CharSequence value) {
        static Header of(String name, String value) {
            return new Header(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
        }
    }

    /**
     * One form with what is said of it, written once for all requests.
     *
     * @param known the headers where the client has the body, and gets none
     * @param sent the headers where it gets it
     */
    record Form(SealedFile file, String entityTag, List<Header> known, List<Header> sent) {
        Form {
            known = List.copyOf(known);
            sent = List.copyOf(sent);
        }
    }

    /** @param extra headers beside those of every answer */
    FeedBody(
            FeedHead head,
            int count,
            String mediaType,
            SealedFile plain,
            SealedFile zipped,
            Map<String, String> extra) {
        this.head = head;
        this.count = count;
        String tag = plain.sha256().toHex().substring(0, 32);
        this.plain = form(plain, '"' + tag + '"', mediaType, extra);
        this.zipped = form(zipped, '"' + tag + "-gzip\"", mediaType, extra);
    }

    private Form form(SealedFile file, String tag, String mediaType, Map<String, String> extra) {
        List<Header> known = new ArrayList<>(List.of(
                Header.of("ETag", tag),
                Header.of("Cache-Control", "public, max-age=10"),
                Header.of("Vary", "Accept, Accept-Encoding"),
                Header.of("Plainsight-Count", Integer.toString(count)),
                Header.of("Plainsight-Log-Size", Long.toString(head.logSize())),
                Header.of("Plainsight-Generated-At", head.generatedAt().toString()),
                Header.of("Access-Control-Allow-Origin", "*"),
                Header.of(
                        "Access-Control-Expose-Headers",
                        "ETag, Content-Digest, Plainsight-Count, Plainsight-Log-Size, Plainsight-Generated-At,"
                                + " Plainsight-Next, Plainsight-More")));
        extra.forEach((name, value) -> known.add(Header.of(name, value)));
        List<Header> sent = new ArrayList<>(known);
        if (tag.endsWith("-gzip\"")) {
            sent.add(Header.of("Content-Encoding", "gzip"));
        }
        sent.add(Header.of("Content-Digest", digest(file.sha256())));
        sent.add(Header.of("Content-Type", contentType(mediaType)));
        return new Form(file, tag, known, sent);
    }

    private static String digest(Hash32 sha256) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(sha256.toBytes()) + ":";
    }

    private static String contentType(String mediaType) {
        return mediaType.startsWith("text/") ? mediaType + "; charset=utf-8; header=present" : mediaType;
    }

    FeedHead head() {
        return head;
    }

    int count() {
        return count;
    }

    Form form(boolean gzip) {
        return gzip ? zipped : plain;
    }

    long length() {
        return plain.file().length();
    }

    String sha256() {
        return plain.file().sha256().toHex();
    }
}
