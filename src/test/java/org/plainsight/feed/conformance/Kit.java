package org.plainsight.feed.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.feed.FeedChanges;
import org.plainsight.feed.FeedEntry;
import org.plainsight.feed.FeedFormat;
import org.plainsight.feed.FeedHead;
import org.plainsight.merkle.Hash32;
import org.plainsight.testing.TestClaim;

/**
 * Makes the recorded feeds: file name to bytes. Every body is written by the feed's own code, and then broken where the
 * case says so. The same on every machine.
 */
final class Kit {

    private final SortedMap<String, byte[]> files = new TreeMap<>();

    private record Answer(String path, int status, String digest, String body) {}

    static SortedMap<String, byte[]> files() throws IOException {
        Kit kit = new Kit();
        Answer start = whole(4, ours(0, 1), ours(1, 2), ours(2, 3), disclaimed(3, 4));
        SortedMap<String, String> three = labels(1, 2, 3);
        kit.add("01-add", "a new claim adds a label", labels(1, 2, 3, 5), 4, 0, start, part(3, 5, ours(4, 5)));
        kit.add(
                "02-retract",
                "a retraction ends a label",
                labels(1, 3),
                4,
                0,
                start,
                part(3, 5, claim(4, 2, Claim.FORMERLY_OWNED, "Example Ltd", 1)));
        kit.add(
                "03-disclaim",
                "an address that is not theirs loses the label, and one that never had it gains none",
                labels(1, 3),
                5,
                0,
                start,
                part(3, 6, claim(4, 2, Claim.NOT_OWNED, "Example Ltd", 1), disclaimed(5, 6)));
        SortedMap<String, String> corrected = labels(1, 2, 3);
        corrected.put(address(2), "Example Custody Ltd");
        kit.add(
                "04-correct",
                "a claim that supersedes another replaces its label",
                corrected,
                4,
                0,
                start,
                part(3, 5, claim(4, 2, Claim.OWNED, "Example Custody Ltd", 1)));
        kit.add(
                "05-empty-bytes",
                "an answer without bytes changes nothing",
                three,
                3,
                1,
                start,
                signed("/feed/v1/addresses.json", ""));
        kit.add("06-empty-list", "an answer that holds far fewer claims changes nothing", three, 3, 1, start, whole(6));
        Answer good = whole(6, ours(0, 1), ours(1, 2), ours(2, 3), disclaimed(3, 4), ours(4, 5));
        String half = good.body().substring(0, good.body().length() / 2);
        kit.add(
                "07-truncated",
                "half an answer changes nothing",
                three,
                3,
                1,
                start,
                new Answer(good.path(), 200, good.digest(), half));
        kit.add(
                "08-truncated-signed",
                "half an answer with a digest of the half changes nothing",
                three,
                3,
                1,
                start,
                signed(good.path(), half));
        kit.add(
                "09-rolled-back",
                "an answer of a smaller log changes nothing",
                three,
                3,
                1,
                start,
                whole(3, ours(0, 1), ours(1, 2), ours(2, 3), disclaimed(2, 4)));
        String other = good.body().replace("Example Ltd", "Somebody Else");
        kit.add(
                "10-wrong-digest",
                "bytes that do not fit their digest change nothing",
                three,
                3,
                1,
                start,
                new Answer(good.path(), 200, good.digest(), other));
        kit.add(
                "11-wrong-count",
                "a list that does not fit its count changes nothing",
                three,
                3,
                1,
                start,
                signed(good.path(), good.body().replace("\"count\":5", "\"count\":9")));
        kit.add(
                "12-error",
                "an error changes nothing",
                three,
                3,
                1,
                start,
                new Answer("/feed/v1/addresses.json", 503, "", "{\"status\":503}"));
        kit.add(
                "13-recovers",
                "after a broken answer a good one is taken",
                labels(1, 2, 3, 5),
                4,
                1,
                start,
                signed("/feed/v1/changes?after=3", ""),
                part(3, 5, ours(4, 5)));
        return kit.files;
    }

    private void add(
            String name, String rule, SortedMap<String, String> labels, long cursor, int alarms, Answer... answers)
            throws IOException {
        List<Map<String, Object>> listed = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            String body = (i + 1) + ".body";
            files.put(name + "/" + body, answers[i].body().getBytes(StandardCharsets.UTF_8));
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("path", answers[i].path());
            answer.put("status", answers[i].status());
            answer.put("headers", Map.of("Content-Digest", answers[i].digest()));
            answer.put("body", body);
            listed.add(answer);
        }
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("rule", rule);
        whole.put("answers", listed);
        whole.put("expected_labels", labels);
        whole.put("expected_cursor", cursor);
        whole.put("expected_alarms", alarms);
        String json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(whole) + "\n";
        files.put(name + "/case.json", json.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Answer whole(long logSize, FeedEntry... entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FeedFormat.JSON.write(head(logSize), List.of(entries), out);
        return signed("/feed/v1/addresses.json", out.toString(StandardCharsets.UTF_8));
    }

    private static Answer part(long after, long logSize, FeedEntry... entries) {
        FeedChanges changes = new FeedChanges(head(logSize), after, List.of(entries), false);
        return signed(
                "/feed/v1/changes?after=" + after, new String(changes.in(FeedFormat.JSON), StandardCharsets.UTF_8));
    }

    private static Answer signed(String path, String body) {
        String digest = Base64.getEncoder()
                .encodeToString(
                        Hash32.sha256(body.getBytes(StandardCharsets.UTF_8)).toBytes());
        return new Answer(path, 200, "sha-256=:" + digest + ":", body);
    }

    private static FeedHead head(long logSize) {
        return new FeedHead(
                logSize,
                Instant.parse("2026-11-22T10:00:00Z").plusSeconds(60 * logSize),
                Hash32.sha256(Long.toString(logSize).getBytes(StandardCharsets.UTF_8))
                        .toHex());
    }

    private static FeedEntry ours(long index, int account) {
        return claim(index, account, Claim.OWNED, "Example Ltd");
    }

    private static FeedEntry disclaimed(long index, int account) {
        return claim(index, account, Claim.NOT_OWNED, "Example Ltd");
    }

    private static FeedEntry claim(long index, int account, Claim claim, String entity, long... supersedes) {
        return new FeedEntry(
                index,
                TestClaim.of(
                                "wallet-" + account,
                                Instant.parse("2026-11-22T09:00:00Z").plusSeconds(60 * index),
                                AccountId.parse(address(account)),
                                claim,
                                entity)
                        .supersedes(Arrays.stream(supersedes).boxed().toList())
                        .reason(claim == Claim.OWNED ? "" : "it is not theirs")
                        .build());
    }

    private static String address(int account) {
        return "eip155:1:0x%040x".formatted(account);
    }

    private static SortedMap<String, String> labels(int... accounts) {
        SortedMap<String, String> labels = new TreeMap<>();
        for (int account : accounts) {
            labels.put(address(account), "Example Ltd");
        }
        return labels;
    }
}
