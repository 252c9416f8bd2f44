package org.plainsight.log.rpc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.log.export.FilePlace;

/**
 * An S3-compatible bucket, addressed by path. Two requests are all it takes, so they are made here: the vendor's client
 * would bring thirty jars for them.
 */
public final class S3Bucket implements FilePlace {

    private static final int PRECONDITION_FAILED = 412;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** The client sets these itself. */
    private static final Set<String> NOT_OURS = Set.of("host", "content-length");

    private final URI base;
    private final AwsSignature signature;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** The bucket did not do what it was asked. */
    public static final class BucketException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BucketException(String message) {
            super(message);
        }
    }

    /** @param bucket its URL with the prefix for the files, such as {@code https://s3.example/bucket/log} */
    public S3Bucket(URI bucket, String region, String accessKey, String secretKey, Clock clock) {
        this.base = URI.create(bucket.toString().replaceAll("/+$", "") + "/");
        this.signature = new AwsSignature(region, accessKey, secretKey);
        this.clock = clock;
    }

    /** What never changes is read first, and written only where nothing stands, also where another writes meanwhile. */
    @Override
    public void write(String path, byte[] bytes, Kind kind) {
        if (!kind.changes() && stands(path, bytes)) {
            return;
        }
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", kind.contentType());
        headers.put("cache-control", kind.changes() ? "max-age=5" : "max-age=31536000, immutable");
        if (!kind.changes()) {
            headers.put("if-none-match", "*");
        }
        int status = send("PUT", path, headers, bytes).statusCode();
        boolean overtaken = status == PRECONDITION_FAILED && stands(path, bytes);
        if (status / 100 != 2 && !overtaken) {
            throw new BucketException("the bucket answers " + status + " to writing " + base.resolve(path));
        }
    }

    private boolean stands(String path, byte[] bytes) {
        Optional<byte[]> there = read(path);
        if (there.filter(other -> !Arrays.equals(other, bytes)).isPresent()) {
            throw new BucketException("other bytes stand at " + base.resolve(path)
                    + ", which never change; look who wrote them, or export to an empty place");
        }
        return there.isPresent();
    }

    @Override
    public Optional<byte[]> read(String path) {
        HttpResponse<byte[]> answer = send("GET", path, Map.of(), new byte[0]);
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(answer.body());
            case 404 -> Optional.empty();
            default ->
                throw new BucketException(
                        "the bucket answers " + answer.statusCode() + " to reading " + base.resolve(path));
        };
    }

    private HttpResponse<byte[]> send(String method, String path, Map<String, String> headers, byte[] body) {
        URI uri = base.resolve(path);
        Map<String, String> all = new HashMap<>(headers);
        all.put("host", uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort());
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        signature.sign(method, uri.getRawPath(), all, body, clock.instant()).forEach((name, value) -> {
            if (!NOT_OURS.contains(name)) {
                request.header(name, value);
            }
        });
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new BucketException("the bucket at " + base + " does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BucketException("interrupted");
        }
    }
}
