package org.plainsight.feed.web;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.feed.AtomFeed;
import org.plainsight.feed.FeedEntry;
import org.plainsight.feed.FeedFormat;
import org.plainsight.feed.FeedHead;
import org.plainsight.feed.SortedAddresses;
import org.plainsight.feed.export.LabelExport;
import org.plainsight.log.TransparencyLog;

/** Renders the further forms of a release. Each is made when asked for: consumers come to them rarely. */
@Singleton
class FeedExports {

    private static final String JSON = FeedFormat.JSON.mediaType();
    private static final int NEWEST = 100;

    private final FeedReleases releases;
    private final TransparencyLog log;
    private final String base;

    FeedExports(
            FeedReleases releases,
            TransparencyLog log,
            @ConfigProperty(name = "plainsight.domain", defaultValue = "localhost") String domain) {
        this.releases = releases;
        this.log = log;
        this.base = (domain.startsWith("localhost") ? "http://" : "https://") + domain;
    }

    Optional<FeedBody> export(LabelExport export) {
        return releases.standing()
                .map(s -> body(s.head(), s.entries().size(), export.mediaType(), export.text(s.head(), s.entries())));
    }

    /** Every file of the release with size and digest, the checkpoint they follow from, and what they leave out. */
    Optional<FeedBody> manifest() {
        return releases.standing().map(s -> {
            Json.Obj json = Json.object()
                    .put("log_size", s.head().logSize())
                    .put("generated_at", s.head().generatedAt())
                    .put("root", s.head().root())
                    .put(
                            "list_root",
                            new SortedAddresses(s.head(), s.entries()).root().toHex())
                    .put("checkpoint", "/log/checkpoint")
                    .put("left_out", "/feed/v1/exports/" + LabelExport.DISCLAIMED.path())
                    .put("license", "CC0-1.0")
                    .put("files", Json.array(Arrays.asList(LabelExport.values()), e -> file(e, s)))
                    .build();
            return json(s.head(), LabelExport.values().length, json);
        });
    }

    private static Json.Obj file(LabelExport export, FeedReleases.Standing standing) {
        FeedBody body = body(standing.head(), 0, export.mediaType(), export.text(standing.head(), standing.entries()));
        return Json.object()
                .put("path", "/feed/v1/exports/" + export.path())
                .put("file", export.fileName(standing.head()))
                .put("mediatype", export.mediaType())
                .put("description", export.description())
                .put("bytes", body.length())
                .put("sha256", body.sha256())
                .build();
    }

    Optional<FeedBody> presence(AccountId account) {
        return releases.standing()
                .map(s -> json(s.head(), 1, new SortedAddresses(s.head(), s.entries()).answer(account)));
    }

    Optional<FeedBody> atom() {
        return releases.standing().map(s -> {
            List<FeedEntry> newest =
                    s.entries().reversed().stream().limit(NEWEST).toList();
            return body(s.head(), newest.size(), "application/atom+xml", AtomFeed.xml(base, s.head(), newest));
        });
    }

    /** What a downloaded file is and which signed checkpoint it follows from. */
    Optional<FeedBody> receipt(String file, FeedBody of) {
        return log.checkpoint()
                .filter(c -> c.size() == of.head().logSize())
                .map(c -> json(
                        of.head(),
                        1,
                        Json.object()
                                .put("file", file)
                                .put("bytes", of.length())
                                .put("sha256", of.sha256())
                                .put("log_size", of.head().logSize())
                                .put("root", of.head().root())
                                .put("checkpoint", c.note())
                                .build()));
    }

    private static FeedBody json(FeedHead head, int count, Json.Obj json) {
        return body(head, count, JSON, CanonicalJson.text(json) + "\n");
    }

    private static FeedBody body(FeedHead head, int count, String mediaType, String text) {
        return new FeedBody(head, count, mediaType, text.getBytes(StandardCharsets.UTF_8));
    }
}
