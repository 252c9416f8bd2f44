package org.plainsight.feed.export;

import java.util.List;
import org.plainsight.disclosure.Json;
import org.plainsight.feed.FeedHead;

/**
 * Every export of a release with size and digest, the checkpoint they follow from, and what they leave out.
 *
 * @param listRoot hex, of the release's sorted addresses
 */
public record ExportManifest(FeedHead head, String listRoot, List<File> files) {

    /** Where exports lie below the feed. */
    public static final String FOLDER = "exports/";

    private static final String FEED = "/feed/v1/";

    /** @param sha256 hex, of the file as it is without compression */
    public record File(LabelExport export, long bytes, String sha256) {}

    public ExportManifest {
        files = List.copyOf(files);
    }

    public Json.Obj json() {
        return Json.object()
                .put("log_size", head.logSize())
                .put("generated_at", head.generatedAt())
                .put("root", head.root())
                .put("list_root", listRoot)
                .put("checkpoint", "/log/checkpoint")
                .put("left_out", FEED + FOLDER + LabelExport.DISCLAIMED.path())
                .put("license", "CC0-1.0")
                .put("files", Json.array(files, this::described))
                .build();
    }

    private Json.Obj described(File file) {
        return Json.object()
                .put("path", FEED + FOLDER + file.export().path())
                .put("file", file.export().fileName(head))
                .put("mediatype", file.export().mediaType())
                .put("description", file.export().description())
                .put("bytes", file.bytes())
                .put("sha256", file.sha256())
                .build();
    }
}
