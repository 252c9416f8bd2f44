package org.plainsight.feed.web;

import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ServiceUnavailableException;
import java.util.Arrays;
import java.util.List;
import org.plainsight.disclosure.Json;
import org.plainsight.feed.DataPackage;
import org.plainsight.feed.FeedFormat;
import org.plainsight.feed.FeedHead;
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
                .orElseThrow(FeedReceipts::grown);
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

    /** That the newest statement of which the file is made is under the release's checkpoint. */
    FeedBody proof(Release release, FeedBody of) {
        FeedHead head = of.head();
        if (head.logSize() == 0) {
            throw new NotFoundException("The log has no entry yet, so there is nothing to prove.");
        }
        String proof = log.receipt(head.logSize() - 1)
                .filter(text -> text.contains("\n" + head.logSize() + "\n"))
                .orElseThrow(FeedReceipts::grown);
        return release.text(1, "text/plain", proof);
    }

    private static ServiceUnavailableException grown() {
        return new ServiceUnavailableException(
                "The log grew while the receipt was made; ask again for the file and its receipt.");
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
