package org.plainsight.feed.web;

import jakarta.inject.Singleton;
import jakarta.ws.rs.ServiceUnavailableException;
import java.util.Arrays;
import java.util.List;
import org.plainsight.disclosure.Json;
import org.plainsight.feed.DataPackage;
import org.plainsight.feed.FeedFormat;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.log.TransparencyLog;

/** What is said of a release's files: size, digest, and the signed checkpoint they follow from. */
@Singleton
class FeedReceipts {

    private final TransparencyLog log;

    FeedReceipts(TransparencyLog log) {
        this.log = log;
    }

    FeedBody receipt(Release release, String name, FeedBody of) {
        SignedCheckpoint checkpoint = log.checkpoint()
                .filter(c -> c.size() == of.head().logSize()
                        && c.root().toHex().equals(of.head().root()))
                .orElseThrow(() -> new ServiceUnavailableException(
                        "The log grew while the receipt was made; ask again for the file and its receipt."));
        return release.json(
                1,
                Json.object()
                        .put("file", name)
                        .put("bytes", of.length())
                        .put("sha256", of.sha256())
                        .put("log_size", of.head().logSize())
                        .put("root", of.head().root())
                        .put("checkpoint", checkpoint.note())
                        .build());
    }

    FeedBody dataPackage(Release release) {
        List<DataPackage.Resource> resources = Arrays.stream(FeedFormat.values())
                .map(format -> {
                    FeedBody body = release.addresses(format);
                    return new DataPackage.Resource(format, body.length(), body.sha256());
                })
                .toList();
        return release.text(
                resources.size(), FeedFormat.JSON.mediaType(), new DataPackage(release.head(), resources).json());
    }
}
