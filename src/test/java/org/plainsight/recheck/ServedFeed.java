package org.plainsight.recheck;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.Json;
import org.plainsight.event.NumberedEvent;
import org.plainsight.event.PublicEvent;
import org.plainsight.feed.AtomFeed;
import org.plainsight.feed.DataPackage;
import org.plainsight.feed.EntryWriter;
import org.plainsight.feed.EventAtom;
import org.plainsight.feed.FeedChanges;
import org.plainsight.feed.FeedEntry;
import org.plainsight.feed.FeedFormat;
import org.plainsight.feed.FeedHead;
import org.plainsight.feed.SortedAddresses;
import org.plainsight.feed.StatementEvents;
import org.plainsight.feed.export.ExportManifest;
import org.plainsight.feed.export.LabelExport;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.merkle.Hash32;

/** The feed and the events that an honest portal serves of a recorded exchange's log, whatever it is asked. */
final class ServedFeed {

    static final String BASE = "https://portal.example";
    static final String EVENTS = "/events/all.json?limit=1000&after=";
    static final String EVENTS_ATOM = "/events/atom.xml";
    private static final Pattern CHANGES =
            Pattern.compile("/feed/v1/changes\\?after=(-?\\d+)&limit=(\\d+)(?:&format=(\\w+))?");
    private static final Pattern AS_OF = Pattern.compile("/feed/v1/addresses\\.(\\w+)\\?as-of=(\\d+)");
    private static final Pattern PRESENCE = Pattern.compile("/feed/v1/presence\\?address=(.+)");
    private static final Pattern EVENTS_AFTER = Pattern.compile(Pattern.quote(EVENTS) + "(\\d+)");

    /** What has one answer, by its path. */
    final Map<String, String> files = new LinkedHashMap<>();

    private final FeedHead head;
    private final List<FeedEntry> ever = new ArrayList<>();
    private final SortedAddresses sorted;
    private List<NumberedEvent> events = List.of();

    ServedFeed(List<Disclosure> statements, List<byte[]> entries, SignedCheckpoint checkpoint) {
        head = new FeedHead(
                checkpoint.size(), checkpoint.signedAt(), checkpoint.root().toHex());
        List<PublicEvent> told = new ArrayList<>();
        for (int i = 0; i < checkpoint.size(); i++) {
            if (statements.get(i) instanceof Attribution claim) {
                ever.add(new FeedEntry(i, claim));
            }
            told.addAll(StatementEvents.of(i, Hash32.sha256(entries.get(i)).toHex(), statements.get(i)));
        }
        List<FeedEntry> standing = standing(head.logSize());
        sorted = new SortedAddresses(
                head,
                standing.stream().map(e -> e.attribution().subject().toString()).toList());
        forms(standing);
        exports(standing);
        files.put("/feed/v1/atom.xml", AtomFeed.xml(BASE, head, standing.reversed()));
        tell(told);
    }

    /** What stands is what was said last of an address. */
    private List<FeedEntry> standing(long size) {
        Map<AccountId, FeedEntry> last = new LinkedHashMap<>();
        ever.stream()
                .filter(e -> e.index() < size)
                .forEach(e -> last.put(e.attribution().subject(), e));
        Map<Long, FeedEntry> ordered = new TreeMap<>();
        last.values().forEach(e -> ordered.put(e.index(), e));
        return List.copyOf(ordered.values());
    }

    /** Empty where an honest portal says that there is no such page. */
    Optional<byte[]> answer(String path) {
        return Optional.ofNullable(files.get(path))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .or(() -> asked(CHANGES, path, this::changes))
                .or(() -> asked(AS_OF, path, this::asOf))
                .or(() -> asked(PRESENCE, path, m -> line(sorted.answer(AccountId.parse(m.group(1))))))
                .or(() -> asked(EVENTS_AFTER, path, m -> page(Integer.parseInt(m.group(1)))));
    }

    private static Optional<byte[]> asked(Pattern question, String path, Function<MatchResult, byte[]> answer) {
        Matcher matcher = question.matcher(path);
        return matcher.matches() ? Optional.of(answer.apply(matcher)) : Optional.empty();
    }

    private byte[] changes(MatchResult asked) {
        long after = Long.parseLong(asked.group(1));
        int limit = Integer.parseInt(asked.group(2));
        List<FeedEntry> behind = ever.stream().filter(e -> e.index() > after).toList();
        return new FeedChanges(head, after, behind.stream().limit(limit).toList(), behind.size() > limit)
                .in(format(asked.group(3) == null ? "json" : asked.group(3)));
    }

    private byte[] asOf(MatchResult asked) {
        long size = Long.parseLong(asked.group(2));
        List<FeedEntry> then = standing(size);
        Instant newest = then.stream()
                .map(e -> e.attribution().issuedAt())
                .reduce(Instant.EPOCH, (a, b) -> a.isAfter(b) ? a : b);
        return bytes(out -> format(asked.group(1)).write(FeedHead.lookBack(size, newest), then, out));
    }

    private static FeedFormat format(String extension) {
        return FeedFormat.byExtension(extension).orElseThrow();
    }

    private static byte[] line(Json.Obj json) {
        return (CanonicalJson.text(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void forms(List<FeedEntry> entries) {
        List<DataPackage.Resource> resources = new ArrayList<>();
        for (FeedFormat format : FeedFormat.values()) {
            byte[] bytes = bytes(out -> format.write(head, entries, out));
            put("/feed/v1/addresses." + format.extension(), bytes);
            resources.add(new DataPackage.Resource(
                    format, bytes.length, Hash32.sha256(bytes).toHex()));
        }
        files.put("/feed/v1/datapackage.json", new DataPackage(head, resources).json());
    }

    private void exports(List<FeedEntry> entries) {
        List<ExportManifest.File> exports = new ArrayList<>();
        for (LabelExport export : LabelExport.values()) {
            byte[] bytes = bytes(out -> {
                EntryWriter writer = export.begin(head, BASE, out);
                for (FeedEntry entry : entries) {
                    writer.entry(entry);
                }
                writer.end(entries.size());
            });
            put("/feed/v1/exports/" + export.path(), bytes);
            exports.add(new ExportManifest.File(
                    export, bytes.length, Hash32.sha256(bytes).toHex()));
        }
        put("/feed/v1/exports", line(new ExportManifest(head, sorted.root().toHex(), exports).json()));
    }

    /** Numbers these events and serves them as all there are. */
    void tell(List<PublicEvent> told) {
        List<NumberedEvent> numbered = new ArrayList<>();
        told.forEach(event -> numbered.add(new NumberedEvent(numbered.size() + 1, event)));
        events = List.copyOf(numbered);
        files.put(EVENTS_ATOM, EventAtom.xml(BASE, EVENTS_ATOM, events.reversed()));
    }

    /** All of them, to tell others. */
    List<PublicEvent> events() {
        return events.stream().map(NumberedEvent::event).toList();
    }

    private byte[] page(int after) {
        List<NumberedEvent> behind = events.subList(Math.min(after, events.size()), events.size());
        return line(Json.object()
                .put("after", after)
                .put("next", behind.isEmpty() ? after : behind.getLast().id())
                .put("more", new Json.Bool(false))
                .put("count", behind.size())
                .put("events", Json.array(behind, event -> event.json(BASE)))
                .build());
    }

    private void put(String path, byte[] bytes) {
        files.put(path, new String(bytes, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(DerivedFile.Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
