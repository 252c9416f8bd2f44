package org.plainsight.feed.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A consumer of the feed, to copy from. It keeps labels by address, goes on where it stopped, and never gives labels up
 * for an answer that is broken: what it cannot trust changes nothing and is told.
 */
final class ReferenceConsumer implements Consumer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OURS = Set.of("owned", "customer_deposit");

    /** A feed with less than so many per cent of the claims before is refused. */
    private static final int LEAST_PERCENT = 90;

    private final SortedMap<String, String> labels = new TreeMap<>();
    private final List<String> alarms = new ArrayList<>();
    private long cursor = -1;
    private long logSize;
    private long count;

    /** Reads a portal once: everything at first, and then what changed. Call it again every few minutes. */
    void poll(HttpClient client, String base) throws IOException, InterruptedException {
        boolean more = true;
        while (more) {
            String path = logSize == 0 ? "/feed/v1/addresses.json" : "/feed/v1/changes?after=" + cursor;
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofByteArray());
            more = take(
                    path,
                    answer.statusCode(),
                    Map.of(
                            "Content-Digest",
                            answer.headers().firstValue("Content-Digest").orElse("")),
                    answer.body());
        }
    }

    @Override
    public boolean take(String path, int status, Map<String, String> headers, byte[] body) {
        try {
            require(status == 200, "answered " + status);
            require(digest(body).equals(headers.get("Content-Digest")), "the digest is not of these bytes");
            JsonNode feed = JSON.readTree(body);
            require("plainsight-addresses-v1".equals(feed.path("feed").asText()), "no feed of this version");
            require(feed.path("log_size").asLong(-1) >= logSize, "the log shrank");
            boolean whole = feed.has("addresses");
            JsonNode entries = feed.path(whole ? "addresses" : "changes");
            require(entries.isArray() && entries.size() == feed.path("count").asLong(-1), "the count is wrong");
            return whole ? replace(feed, entries) : follow(feed, entries);
        } catch (IOException e) {
            alarms.add(path + ": no JSON");
        } catch (Refused e) {
            alarms.add(path + ": " + e.getMessage());
        }
        return false;
    }

    private boolean replace(JsonNode feed, JsonNode entries) throws Refused {
        require(entries.size() * 100L >= count * LEAST_PERCENT, "far fewer claims than before");
        SortedMap<String, String> next = new TreeMap<>();
        for (JsonNode entry : entries) {
            if (OURS.contains(entry.path("claim").asText())) {
                next.put(entry.path("address").asText(), entry.path("entity").asText());
            }
        }
        labels.clear();
        labels.putAll(next);
        count = entries.size();
        logSize = feed.path("log_size").asLong();
        cursor = logSize - 1;
        return false;
    }

    private boolean follow(JsonNode feed, JsonNode entries) throws Refused {
        require(feed.path("after").asLong(-2) == cursor, "no answer to this cursor");
        long last = cursor;
        for (JsonNode entry : entries) {
            require(entry.path("index").asLong(-1) > last, "the entries are out of order");
            last = entry.path("index").asLong();
        }
        require(feed.path("next").asLong(-2) >= last, "the cursor goes back");
        for (JsonNode entry : entries) {
            String address = entry.path("address").asText();
            if (OURS.contains(entry.path("claim").asText())) {
                labels.put(address, entry.path("entity").asText());
            } else {
                labels.remove(address);
            }
        }
        logSize = feed.path("log_size").asLong();
        cursor = feed.path("next").asLong();
        return feed.path("more").asBoolean();
    }

    @Override
    public SortedMap<String, String> labels() {
        return labels;
    }

    @Override
    public long cursor() {
        return cursor;
    }

    @Override
    public List<String> alarms() {
        return alarms;
    }

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason);
        }
    }

    private static void require(boolean kept, String reason) throws Refused {
        if (!kept) {
            throw new Refused(reason);
        }
    }

    private static String digest(byte[] body) throws Refused {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(body);
            return "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":";
        } catch (GeneralSecurityException e) {
            throw new Refused("no SHA-256 here");
        }
    }
}
