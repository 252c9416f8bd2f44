package org.plainsight.feed.web;

import java.util.Base64;
import java.util.Map;
import org.plainsight.feed.FeedHead;
import org.plainsight.feed.store.SealedFile;

/**
 * A rendered body with its compressed form. Each form has a strong validator and a digest of its own, since both are
 * about the bytes sent (RFC 9110, RFC 9530).
 *
 * @param extra headers beside those of every answer
 */
record FeedBody(
        FeedHead head, int count, String mediaType, SealedFile plain, SealedFile zipped, Map<String, String> extra) {

    FeedBody {
        extra = Map.copyOf(extra);
    }

    SealedFile file(boolean gzip) {
        return gzip ? zipped : plain;
    }

    long length() {
        return plain.length();
    }

    String sha256() {
        return plain.sha256().toHex();
    }

    String entityTag(boolean gzip) {
        return '"' + sha256().substring(0, 32) + (gzip ? "-gzip" : "") + '"';
    }

    String contentDigest(boolean gzip) {
        return "sha-256=:"
                + Base64.getEncoder().encodeToString(file(gzip).sha256().toBytes()) + ":";
    }
}
