package org.plainsight.feed.store;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.plainsight.feed.EntryWriter;
import org.plainsight.feed.FeedEntry;
import org.plainsight.feed.FeedHead;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;

/** Renders the claims that stood at a size of the log, page by page, so that memory does not grow with their number. */
@Singleton
public class ReleaseFiles {

    private static final int PAGE = 2_000;

    private final AddressBook addresses;
    private final Path folder;

    ReleaseFiles(
            AddressBook addresses,
            @ConfigProperty(name = "plainsight.data-dir", defaultValue = ".plainsight") Path dataDir) {
        this.addresses = addresses;
        this.folder = dataDir.resolve("feed");
        clear();
    }

    /** For programs without the application. */
    public static ReleaseFiles in(Path dataDir, AddressBook addresses) {
        return new ReleaseFiles(addresses, dataDir);
    }

    /** Begins one file of a release. */
    public interface Form {
        EntryWriter begin(FeedHead head, OutputStream out) throws IOException;
    }

    /** @param count how many claims stood */
    public record Rendered(int count, List<SealedFile> files) {}

    /** One file per form, in the same order. */
    public Rendered render(FeedHead head, List<Form> forms, Predicate<FeedEntry> shown) {
        List<SealedFile.Writer> writers = new ArrayList<>();
        try {
            List<EntryWriter> begun = new ArrayList<>();
            for (Form form : forms) {
                SealedFile.Writer writer = new SealedFile.Writer(folder);
                writers.add(writer);
                begun.add(form.begin(head, writer));
            }
            int[] count = new int[1];
            each(head.logSize(), entry -> {
                if (shown.test(entry)) {
                    count[0]++;
                    write(begun, entry);
                }
            });
            List<SealedFile> files = new ArrayList<>();
            for (int i = 0; i < begun.size(); i++) {
                begun.get(i).end(count[0]);
                files.add(writers.get(i).seal());
            }
            return new Rendered(count[0], files);
        } catch (IOException e) {
            throw new UncheckedIOException("the feed cannot be written to " + folder, e);
        } finally {
            writers.forEach(ReleaseFiles::forget);
        }
    }

    /** Every claim that stood at a size of the log, in its order. */
    public void each(long logSize, Consumer<FeedEntry> taker) {
        long after = -1;
        List<AddressClaim> page;
        do {
            page = addresses.asOf(logSize, after, PAGE);
            page.stream().map(FeedEntry::of).forEach(taker);
            after = page.isEmpty() ? after : page.getLast().logIndex();
        } while (page.size() == PAGE);
    }

    public SealedFile gzip(SealedFile file) {
        try {
            return file.gzip(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the feed cannot be written to " + folder, e);
        }
    }

    private static void write(List<EntryWriter> writers, FeedEntry entry) {
        try {
            for (EntryWriter writer : writers) {
                writer.entry(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the feed cannot be written", e);
        }
    }

    private static void forget(SealedFile.Writer writer) {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the feed cannot be written", e);
        }
    }

    /** What a killed process left behind half written. */
    private void clear() {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> left = Files.list(folder)) {
                for (Path part :
                        left.filter(p -> p.toString().endsWith(".part")).toList()) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the feed's folder " + folder + " cannot be made ready", e);
        }
    }
}
