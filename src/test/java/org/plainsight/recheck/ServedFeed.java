package org.plainsight.recheck;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** The feed and the events that an honest portal serves of a recorded exchange's log; each claim in it is about another address. */
final class ServedFeed {

    static final String BASE = "https://portal.example";
    static final String EVENTS = "/events/all.json?limit=1000&after=";

    final Map<String, String> files = new LinkedHashMap<>();
    private final FeedHead head;

    ServedFeed(RecordedExchange exchange, SignedCheckpoint checkpoint) {
        head = new FeedHead(
                checkpoint.size(), checkpoint.signedAt(), checkpoint.root().toHex());
        List<FeedEntry> entries = new ArrayList<>();
        for (int i = 0; i < exchange.statements.size(); i++) {
            if (exchange.statements.get(i) instanceof Attribution claim) {
                entries.add(new FeedEntry(i, claim));
            }
        }
        forms(entries);
        exports(entries);
        files.put("/feed/v1/changes?after=-1&limit=1", text(changes(entries.subList(0, 1), true)));
        files.put("/feed/v1/changes?after=-1&limit=1000", text(changes(entries, false)));
        files.put("/feed/v1/atom.xml", AtomFeed.xml(BASE, head, entries.reversed()));
        events(exchange);
    }

    private FeedChanges changes(List<FeedEntry> entries, boolean more) {
        return new FeedChanges(head, -1, entries, more);
    }

    private static String text(FeedChanges changes) {
        return new String(changes.in(FeedFormat.JSON), StandardCharsets.UTF_8);
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
        SortedAddresses sorted = new SortedAddresses(
                head,
                entries.stream().map(e -> e.attribution().subject().toString()).toList());
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
        files.put(
                "/feed/v1/exports",
                CanonicalJson.text(new ExportManifest(head, sorted.root().toHex(), exports).json()) + "\n");
        for (AccountId account : List.of(
                AccountId.parse("eip155:1:0x0000000000000000000000000000000000000001"),
                RecordedExchange.ADDRESS,
                RecordedExchange.UNSIGNED_ADDRESS)) {
            files.put("/feed/v1/presence?address=" + account, CanonicalJson.text(sorted.answer(account)) + "\n");
        }
    }

    private void events(RecordedExchange exchange) {
        List<PublicEvent> events = new ArrayList<>();
        for (int i = 0; i < exchange.statements.size(); i++) {
            Disclosure statement = exchange.statements.get(i);
            String sha256 = Hash32.sha256(exchange.entry(statement)).toHex();
            events.addAll(StatementEvents.of(i, sha256, statement));
        }
        serve(events);
    }

    /** Numbers these events and serves them as all there are. */
    void serve(List<PublicEvent> events) {
        List<NumberedEvent> numbered = new ArrayList<>();
        events.forEach(event -> numbered.add(new NumberedEvent(numbered.size() + 1, event)));
        files.put(EVENTS + 0, page(0, numbered));
        files.put(EVENTS + numbered.size(), page(numbered.size(), List.of()));
        files.put("/events/atom.xml", EventAtom.xml(BASE, "/events/atom.xml", numbered.reversed()));
    }

    private static String page(long after, List<NumberedEvent> events) {
        return CanonicalJson.text(Json.object()
                        .put("after", after)
                        .put("next", after + events.size())
                        .put("more", new Json.Bool(false))
                        .put("count", events.size())
                        .put("events", Json.array(events, event -> event.json(BASE)))
                        .build())
                + "\n";
    }

    /** The events as they are served, to serve others. */
    List<PublicEvent> events() {
        return Json.asObject(CanonicalJson.read(files.get(EVENTS + 0).getBytes(StandardCharsets.UTF_8)))
                .list("events", Json::asObject)
                .stream()
                .map(event -> {
                    String body = CanonicalJson.text(event).replace("\"link\":\"" + BASE, "\"link\":\"");
                    return NumberedEvent.stored(event.integer("id"), body.getBytes(StandardCharsets.UTF_8))
                            .event();
                })
                .toList();
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

    void on(RecordedExchange.Site site) {
        files.forEach((path, text) -> site.serve(path, text.getBytes(StandardCharsets.UTF_8)));
    }
}
