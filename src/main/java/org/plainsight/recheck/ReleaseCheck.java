package org.plainsight.recheck;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    private static final int CHANGES_AT_ONCE = 1_000;
    private static final Pattern BASE = Pattern.compile("<id>(https?://[^<\\s]{1,300})/feed/v1/atom\\.xml</id>");
    /** An address that nobody can own: whether it is absent must be shown, too. */
    private static final AccountId NOBODY = AccountId.parse("eip155:1:0x0000000000000000000000000000000000000001");

    private final PublicSite site;
    private final FeedHead head;
    private final List<FeedEntry> standing;
    private final List<FeedEntry> ever;
    private final SortedAddresses sorted;
    private final List<Finding> findings = new ArrayList<>();
    private int same;

    ReleaseCheck(PublicSite site, FeedHead head, List<LoggedStatement> statements) {
        this.site = site;
        this.head = head;
        this.standing = StandingClaims.asOf(statements, head.logSize()).stream()
                .sorted(Comparator.comparingLong(AddressClaim::logIndex))
                .map(FeedEntry::of)
                .toList();
        this.ever = statements.stream()
                .filter(s -> s.index() < head.logSize())
                .filter(s -> s.disclosure() instanceof Attribution)
                .map(s -> new FeedEntry(s.index(), (Attribution) s.disclosure()))
                .toList();
        this.sorted = new SortedAddresses(
                head,
                standing.stream().map(e -> e.attribution().subject().toString()).toList());
    }

    List<Finding> findings() {
        forms();
        changes();
        presence();
        String atom = new String(site.read(FEED + "atom.xml"), StandardCharsets.UTF_8);
        Matcher base = BASE.matcher(atom);
        if (base.find()) {
            named(base.group(1));
        } else {
            differs(FEED + "atom.xml", "does not say whose feed it is");
        }
        findings.add(new Finding(
                Outcome.AGREES,
                "feed",
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
        long after = -1;
        boolean more = true;
        for (int from = 0; more; from += CHANGES_AT_ONCE) {
            List<FeedEntry> some = ever.subList(from, Math.min(ever.size(), from + CHANGES_AT_ONCE));
            more = from + CHANGES_AT_ONCE < ever.size();
            FeedChanges changes = new FeedChanges(head, after, some, more);
            compare(
                    FEED + "changes?after=" + after + "&limit=" + CHANGES_AT_ONCE,
                    out -> out.write(changes.in(FeedFormat.JSON)));
            after = changes.next();
        }
    }

    private void presence() {
        List<AccountId> asked = new ArrayList<>(List.of(NOBODY));
        if (!standing.isEmpty()) {
            asked.add(standing.getFirst().attribution().subject());
            asked.add(standing.getLast().attribution().subject());
        }
        for (AccountId account : asked) {
            compare(FEED + "presence?address=" + account, text(sorted.answer(account)));
        }
    }

    /** What links to the portal's own pages: the log does not say where the portal is. */
    private void named(String base) {
        compare(
                FEED + "atom.xml",
                AtomFeed.xml(
                        base,
                        head,
                        standing.reversed().stream().limit(AtomFeed.CLAIMS).toList()));
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
        DerivedFile derived = DerivedFile.against(site.read(path), content);
        if (derived.isServed()) {
            same++;
        } else {
            differs(
                    path,
                    "is not what the first " + head.logSize()
                            + " entries of the log make of it: a claim was added, left" + " out or changed on the way");
        }
        return derived;
    }

    private void differs(String path, String detail) {
        findings.add(new Finding(Outcome.DIFFERS, "feed", path + " " + detail));
    }
}
