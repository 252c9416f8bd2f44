package org.plainsight.feed.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.feed.FeedFormat;
import org.plainsight.feed.FeedHead;
import org.plainsight.feed.SortedAddresses;
import org.plainsight.feed.export.ExportManifest;
import org.plainsight.feed.export.LabelExport;
import org.plainsight.feed.store.ReleaseFiles;
import org.plainsight.feed.store.SealedFile;

/**
 * Everything served of one checkpoint, each body made when first asked for and the same for everybody from then on. Safe
 * for use by several threads.
 */
final class Release {

    /** Bodies beside the files that are kept: answers to cursors and questions, of which there is no end. */
    private static final int KEPT = 500;

    private final FeedHead head;
    private final ReleaseFiles files;
    private final String base;
    private final Map<String, FeedBody> bodies = new ConcurrentHashMap<>();
    private final Object rendering = new Object();
    private volatile @Nullable SortedAddresses sorted;

    Release(FeedHead head, ReleaseFiles files, String base) {
        this.head = head;
        this.files = files;
        this.base = base;
    }

    FeedHead head() {
        return head;
    }

    /** A body that is made already. */
    Optional<FeedBody> ready(String name) {
        return Optional.ofNullable(bodies.get(name));
    }

    /** A body by its name, made by {@code maker} where it is not yet. */
    FeedBody body(String name, Function<Release, FeedBody> maker) {
        FeedBody known = bodies.get(name);
        if (known != null) {
            return known;
        }
        FeedBody made = maker.apply(this);
        if (bodies.size() < KEPT) {
            bodies.put(name, made);
        }
        return made;
    }

    FeedBody addresses(FeedFormat format) {
        renderFormats();
        return Objects.requireNonNull(bodies.get(name(format)));
    }

    /** Makes the forms of the feed, all in one pass over the claims. */
    void renderFormats() {
        synchronized (rendering) {
            if (!bodies.containsKey(name(FeedFormat.JSON))) {
                List<FeedFormat> formats = List.of(FeedFormat.values());
                ReleaseFiles.Rendered made = files.render(
                        head,
                        formats.stream().<ReleaseFiles.Form>map(f -> f::begin).toList(),
                        e -> true);
                for (int i = 0; i < formats.size(); i++) {
                    FeedFormat format = formats.get(i);
                    keep(
                            name(format),
                            made.count(),
                            format.mediaType(),
                            made.files().get(i));
                }
            }
        }
    }

    FeedBody export(LabelExport export) {
        synchronized (rendering) {
            if (!bodies.containsKey(name(export))) {
                List<LabelExport> all = List.of(LabelExport.values());
                ReleaseFiles.Rendered made = files.render(
                        head,
                        all.stream()
                                .<ReleaseFiles.Form>map(e -> (head, out) -> e.begin(head, base, out))
                                .toList(),
                        e -> true);
                for (int i = 0; i < all.size(); i++) {
                    keep(
                            name(all.get(i)),
                            made.count(),
                            all.get(i).mediaType(),
                            made.files().get(i));
                }
            }
            return Objects.requireNonNull(bodies.get(name(export)));
        }
    }

    private void keep(String name, int count, String mediaType, SealedFile file) {
        bodies.put(name, new FeedBody(head, count, mediaType, file, files.gzip(file), Map.of()));
    }

    static String name(FeedFormat format) {
        return "addresses." + format.extension();
    }

    static String name(LabelExport export) {
        return ExportManifest.FOLDER + export.path();
    }

    /** The release's addresses in their order. */
    SortedAddresses sorted() {
        synchronized (rendering) {
            SortedAddresses made = sorted;
            if (made == null) {
                List<String> accounts = new ArrayList<>();
                files.each(
                        head.logSize(),
                        e -> accounts.add(e.attribution().subject().toString()));
                made = new SortedAddresses(head, accounts);
                sorted = made;
            }
            return made;
        }
    }

    /** A file of the release by the name its receipt has. */
    Optional<FeedBody> file(String name) {
        return name.startsWith("addresses.")
                ? FeedFormat.byExtension(name.substring("addresses.".length())).map(this::addresses)
                : LabelExport.byName(name).map(this::export);
    }

    /** Every file of the release with size and digest, the checkpoint they follow from, and what they leave out. */
    FeedBody manifest() {
        List<ExportManifest.File> all = Arrays.stream(LabelExport.values())
                .map(export -> {
                    FeedBody body = export(export);
                    return new ExportManifest.File(export, body.length(), body.sha256());
                })
                .toList();
        return json(all.size(), new ExportManifest(head, sorted().root().toHex(), all).json());
    }

    FeedBody json(int count, Json.Obj json) {
        return text(count, FeedFormat.JSON.mediaType(), CanonicalJson.text(json) + "\n");
    }

    FeedBody text(int count, String mediaType, String text) {
        return small(head, count, mediaType, text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** A body that is small enough to be kept in memory. */
    FeedBody small(FeedHead of, int count, String mediaType, byte[] bytes, Map<String, String> extra) {
        SealedFile file = SealedFile.of(bytes);
        return new FeedBody(of, count, mediaType, file, SealedFile.gzipped(bytes), extra);
    }
}
