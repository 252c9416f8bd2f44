package org.plainsight.app.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.plainsight.testing.Runs;

/** A second portal, made from what a reader of the demo mirrored and from the operator's keys, with the demo's settings. */
final class RestoredPortal implements AutoCloseable {
    private static final String MARK = "restore.unfinished";

    /** What does not come from the log: readings of the chains, which each portal makes for itself. */
    private static final Map<String, Pattern> READ_ANEW = Map.of(
            "/addresses/",
                    Pattern.compile(
                            "<h2>Movements</h2>.*?<h2>|<summary>How far back is it known\\?.*?</details>",
                            Pattern.DOTALL),
            "/", Pattern.compile("<td data-label=\"Node last answered\">[^<]*</td>"));

    /** What appears in the data directory as a restore goes on, in this order. */
    private static final List<String> STEPS = List.of(MARK, "log/highest-signed", "published", "liabilities/snapshots");

    private static final Pattern ADDRESS = Pattern.compile("href=\"(/addresses/[a-z0-9]+:[^\"?]+)\"");

    private final PortalProcess process;
    private final String site;

    private RestoredPortal(PortalProcess process, String site) {
        this.process = process;
        this.site = site;
    }

    /** Mirrors the demo in this folder, loses everything but the keys, restores the mirror and serves it. */
    static RestoredPortal of(Path demo, String site) throws IOException {
        Path data = demo.resolve(".plainsight/demo").toAbsolutePath();
        Path home = Files.createDirectories(demo.resolve("restored"));
        run(demo, "mirror", site, home.resolve("mirror").toString());
        copyKeys(data.resolve("keys"), home.resolve("data/keys"));
        int port = PortalProcess.freePort();
        String settings = Files.readString(data.resolve("portal.properties"))
                .replaceAll("(?m)^plainsight\\.data-dir=.*", "plainsight.data-dir=data")
                .replaceAll("(?m)^quarkus\\.http\\.port=.*", "quarkus.http.port=" + port)
                .replace("=.plainsight/demo/", "=" + data + "/");
        Files.writeString(home.resolve("portal.properties"), settings);
        for (String step : Runs.nightly() ? STEPS : List.of(MARK, "liabilities/snapshots")) {
            killAt(step, home);
        }
        run(home, "--config", "portal.properties", "restore", "mirror");
        RestoredPortal portal = new RestoredPortal(
                PortalProcess.start(home, Map.of(), "--config", "portal.properties", "serve"),
                "http://127.0.0.1:" + port);
        PortalProcess.await(
                "the restored portal",
                () -> PortalProcess.get(portal.site + "/log/checkpoint").isPresent());
        return portal;
    }

    /** A restore that is killed between its first and its last word: neither served nor gone on with, but begun again. */
    private static void killAt(String step, Path home) throws IOException {
        Path data = home.resolve("data");
        try (PortalProcess restore =
                PortalProcess.start(home, Map.of(), "--config", "portal.properties", "restore", "mirror")) {
            PortalProcess.await("the restore at " + step, () -> Files.exists(data.resolve(step)));
            restore.kill();
        }
        if (!Files.exists(data.resolve(MARK))) {
            throw new AssertionError("the restore was over before it was killed at " + step);
        }
        for (List<String> words : List.of(List.of("serve"), List.of("restore", "mirror"))) {
            List<String> all = new ArrayList<>(List.of("--config", "portal.properties"));
            all.addAll(words);
            try (PortalProcess refused = PortalProcess.start(home, Map.of(), all.toArray(String[]::new))) {
                if (refused.awaitEnd() == 0 || !refused.output().contains("restore was interrupted here")) {
                    throw new AssertionError(words + " after a killed restore:\n" + refused.output());
                }
            }
        }
        try (Stream<Path> left = Files.walk(data)) {
            for (Path file : left.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(data) && !file.startsWith(data.resolve("keys"))) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void run(Path folder, String... words) {
        try (PortalProcess command = PortalProcess.start(folder, Map.of(), words)) {
            if (command.awaitEnd() != 0) {
                throw new AssertionError(command.output());
            }
        }
    }

    private static void copyKeys(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }

    /** Every page, file and form of the feed that is made from the log. */
    static List<String> paths(String snapshot, String addressList) {
        List<String> paths =
                new ArrayList<>(List.of("/", "/log", "/log/verifier-key", "/log/witness-policy", "/snapshots"));
        for (String name :
                List.of("", "/manifest.json", "/policy.json", "/trees.json", "/holdings.json", "/state.json")) {
            paths.add("/snapshots/" + snapshot + name);
        }
        paths.addAll(List.of("/addresses", "/addresses/changes", "/corrections", "/incidents", "/assets.jsonl"));
        paths.addAll(List.of("/lists", "/lists/1", "/lists/1.json", "/lists/1.csv"));
        paths.addAll(List.of("/events", "/events/all.json", "/feed/v1/exports", "/feed/v1/exports/disclaimed.json"));
        for (String name :
                List.of("addresses.json", "addresses.ndjson", "addresses.csv", "changes", "datapackage.json")) {
            paths.add("/feed/v1/" + name);
        }
        paths.addAll(List.of("/feed/v1/atom.xml", "/feed/v1/receipts/addresses.csv", "/.well-known/plainsight.json"));
        paths.addAll(ADDRESS.matcher(addressList)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll));
        return paths;
    }

    String page(String path) {
        byte[] body = PortalProcess.get(site + path)
                .orElseThrow(() -> new AssertionError("no answer for " + path + "\n" + process.output()));
        return comparable(path, new String(body, StandardCharsets.UTF_8));
    }

    String site() {
        return site;
    }

    /** Without the port, and without what is said of now. */
    static String comparable(String path, String body) {
        String text = body.replaceAll("(localhost|127\\.0\\.0\\.1):[0-9]+", "HOST");
        for (Map.Entry<String, Pattern> anew : READ_ANEW.entrySet()) {
            boolean folder = anew.getKey().length() > 1 && path.startsWith(anew.getKey());
            if (folder || path.equals(anew.getKey())) {
                text = anew.getValue().matcher(text).replaceAll("");
            }
        }
        return text;
    }

    @Override
    public void close() {
        process.stop();
    }
}
