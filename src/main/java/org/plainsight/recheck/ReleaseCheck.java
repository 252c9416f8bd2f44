package org.plainsight.recheck;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.feed.AtomFeed;
import org.plainsight.feed.DataPackage;
import org.plainsight.feed.EntryWriter;
import org.plainsight.feed.FeedChanges;
import org.plainsight.feed.FeedEntry;
import org.plainsight.feed.FeedFormat;
import org.plainsight.feed.FeedHead;
import org.plainsight.feed.SortedAddresses;
import org.plainsight.feed.export.ExportManifest;
import org.plainsight.feed.export.LabelExport;
import org.plainsight.registry.AddressClaim;

/** One release of the feed, all of its files: each is read, made again from the log, and compared. */
final class ReleaseCheck {

    private static final String FEED = "/feed/v1/";
    private static final String ATOM = FEED + "atom.xml";
    private static final String SUBJECT = "feed";
    private static final int CHANGES_AT_ONCE = 1_000;
    private static final Pattern BASE = Pattern.compile("<id>(https?://[^<\\s]{1,300})/feed/v1/atom\\.xml</id>");
    /** How often each question is asked that has more answers than can be compared. */
    private static final int SAMPLES = 4;

    private static final int SAMPLED_CHANGES = 50;
    private static final int ADDRESS_BYTES = 20;

    private final PublicSite site;
    private final FeedHead head;
    private final List<FeedEntry> standing;
    private final List<FeedEntry> ever;
    private final SortedAddresses sorted;
    /** Which answers are compared must not be known beforehand. */
    private final RandomGenerator random = new SecureRandom();

    private final List<LoggedStatement> statements;
    private final List<Finding> findings = new ArrayList<>();
    private int same;

    ReleaseCheck(PublicSite site, FeedHead head, List<LoggedStatement> statements) {
        this.site = site;
        this.head = head;
        this.statements = statements;
        this.standing = standing(head.logSize());
        this.ever = statements.stream()
                .filter(s -> s.index() < head.logSize())
                .filter(s -> s.disclosure() instanceof Attribution)
                .map(s -> new FeedEntry(s.index(), (Attribution) s.disclosure()))
                .toList();
        this.sorted = new SortedAddresses(
                head,
                standing.stream().map(e -> e.attribution().subject().toString()).toList());
    }

    private List<FeedEntry> standing(long logSize) {
        return StandingClaims.asOf(statements, logSize).stream()
                .sorted(Comparator.comparingLong(AddressClaim::logIndex))
                .map(FeedEntry::of)
                .toList();
    }

    /** A file that lacks or cannot be read is told like one that differs, beside what was found of all others. */
    List<Finding> findings() {
        forms();
        changes();
        someChanges();
        earlier();
        presence();
        atomAndExports();
        findings.add(new Finding(
                Outcome.AGREES,
                SUBJECT,
                same + " files and answers are as " + standing.size() + " standing claims of " + ever.size()
                        + " make them"));
        return findings;
    }

    private void forms() {
        List<DataPackage.Resource> resources = new ArrayList<>();
        for (FeedFormat format : FeedFormat.values()) {
            DerivedFile file =
                    compare(FEED + "addresses." + format.extension(), out -> format.write(head, standing, out));
            resources.add(new DataPackage.Resource(format, file.length(), file.sha256()));
        }
        compare(FEED + "datapackage.json", new DataPackage(head, resources).json());
    }

    /** From the beginning to the end, as a consumer goes on. */
    private void changes() {
        FeedChanges changes;
        long after = -1;
        do {
            changes = changes(after, CHANGES_AT_ONCE);
            byte[] page = changes.in(FeedFormat.JSON);
            compare(path(after, CHANGES_AT_ONCE), out -> out.write(page));
            after = changes.next();
        } while (changes.more());
    }

    private static String path(long after, int limit) {
        return FEED + "changes?after=" + after + "&limit=" + limit;
    }

    private FeedChanges changes(long after, int limit) {
        int from = behind(after);
        int to = Math.min(ever.size(), from + limit);
        return new FeedChanges(head, after, ever.subList(from, to), to < ever.size());
    }

    /** The place of the first claim behind a cursor. */
    private int behind(long after) {
        int from = 0;
        for (int to = ever.size(); from < to; ) {
            int middle = (from + to) >>> 1;
            if (ever.get(middle).index() > after) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /** From anywhere, in every form, and from the end, where nothing follows. */
    private void someChanges() {
        for (FeedFormat format : FeedFormat.values()) {
            for (int i = 0; i < SAMPLES && head.logSize() > 0; i++) {
                changes(format, random.nextLong(-1, head.logSize()), 1 + random.nextInt(SAMPLED_CHANGES));
            }
            changes(format, head.logSize() - 1, 1);
        }
    }

    private void changes(FeedFormat format, long after, int limit) {
        byte[] page = changes(after, limit).in(format);
        compare(path(after, limit) + "&format=" + format.extension(), out -> out.write(page));
    }

    /** What stood when the log was smaller: under no root, and dated as the newest claim of it. */
    private void earlier() {
        for (int i = 0; i < SAMPLES; i++) {
            long size = random.nextLong(head.logSize() + 1);
            List<FeedEntry> then = standing(size);
            Instant newest = then.stream()
                    .map(e -> e.attribution().issuedAt())
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.EPOCH);
            for (FeedFormat format : FeedFormat.values()) {
                compare(
                        FEED + "addresses." + format.extension() + "?as-of=" + size,
                        out -> format.write(FeedHead.lookBack(size, newest), then, out));
            }
        }
    }

    private void presence() {
        for (int i = 0; i < SAMPLES; i++) {
            byte[] anybody = new byte[ADDRESS_BYTES];
            random.nextBytes(anybody);
            present(AccountId.parse("eip155:1:0x" + HexFormat.of().formatHex(anybody)));
            if (!standing.isEmpty()) {
                present(standing.get(random.nextInt(standing.size()))
                        .attribution()
                        .subject());
            }
        }
    }

    private void present(AccountId account) {
        compare(FEED + "presence?address=" + account, text(sorted.answer(account)));
    }

    /** They link to the portal's own pages, and the log does not say where the portal is: Atom does. */
    private void atomAndExports() {
        try {
            byte[] atom = site.read(ATOM);
            Matcher base = BASE.matcher(new String(atom, StandardCharsets.UTF_8));
            if (base.find()) {
                atom(atom, base.group(1));
                exports(base.group(1));
                return;
            }
            add(Outcome.DIFFERS, ATOM + " does not say whose feed it is");
        } catch (UnreadableException e) {
            findings.add(Finding.unread(SUBJECT, ATOM, e));
        }
        add(Outcome.UNCHECKED, "exports and their manifest, since " + ATOM + " does not say where they link to");
    }

    private void atom(byte[] served, String base) {
        String xml = AtomFeed.xml(
                base, head, standing.reversed().stream().limit(AtomFeed.CLAIMS).toList());
        compare(ATOM, new ByteArrayInputStream(served), out -> out.write(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private void exports(String base) {
        List<ExportManifest.File> files = new ArrayList<>();
        for (LabelExport export : LabelExport.values()) {
            DerivedFile file = compare(FEED + ExportManifest.FOLDER + export.path(), out -> {
                EntryWriter writer = export.begin(head, base, out);
                for (FeedEntry entry : standing) {
                    writer.entry(entry);
                }
                writer.end(standing.size());
            });
            files.add(new ExportManifest.File(export, file.length(), file.sha256()));
        }
        compare(FEED + "exports", text(new ExportManifest(head, sorted.root().toHex(), files).json()));
    }

    private static String text(Json.Obj json) {
        return CanonicalJson.text(json) + "\n";
    }

    private void compare(String path, String text) {
        compare(path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private DerivedFile compare(String path, DerivedFile.Content content) {
        try (InputStream served = site.open(path)) {
            return compare(path, served, content);
        } catch (UnreadableException e) {
            findings.add(Finding.unread(SUBJECT, path, e));
        } catch (IOException e) {
            add(Outcome.UNCHECKED, path + " cannot be read: " + e);
        }
        return DerivedFile.of(content);
    }

    private DerivedFile compare(String path, InputStream served, DerivedFile.Content content) {
        DerivedFile derived = DerivedFile.against(served, content);
        if (derived.isServed()) {
            same++;
        } else {
            add(
                    Outcome.DIFFERS,
                    path + " is not what the first " + head.logSize()
                            + " entries of the log make of it: a claim was added, left out or changed on the way");
        }
        return derived;
    }

    private void add(Outcome outcome, String detail) {
        findings.add(new Finding(outcome, SUBJECT, detail));
    }
}
