package org.plainsight.log.rpc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4 for S3 with the payload in one piece, as "Authenticating Requests: Using the Authorization
 * Header" of the Amazon S3 API Reference has it.
 */
final class AwsSignature {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private final String region;
    private final String accessKey;
    private final String secretKey;

    AwsSignature(String region, String accessKey, String secretKey) {
        this.region = region;
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    /**
     * The headers to send: those given, and the ones that sign them.
     *
     * @param path encoded as it goes over the wire
     * @param headers with lower-case names, {@code host} among them
     */
    Map<String, String> sign(String method, String path, Map<String, String> headers, byte[] payload, Instant now) {
        String time = TIME.format(now);
        String scope = time.substring(0, 8) + "/" + region + "/s3/aws4_request";
        SortedMap<String, String> signed = new TreeMap<>(headers);
        String payloadHash = hex(sha256(payload));
        signed.put("x-amz-content-sha256", payloadHash);
        signed.put("x-amz-date", time);
        String names = String.join(";", signed.keySet());
        String canonical = method + "\n" + path + "\n\n"
                + signed.entrySet().stream()
                        .map(e -> e.getKey() + ":" + e.getValue().strip() + "\n")
                        .collect(Collectors.joining())
                + "\n" + names + "\n" + payloadHash;
        String toSign =
                ALGORITHM + "\n" + time + "\n" + scope + "\n" + hex(sha256(canonical.getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String part : List.of(time.substring(0, 8), region, "s3", "aws4_request")) {
            key = hmac(key, part);
        }
        signed.put(
                "authorization",
                ALGORITHM + " Credential=" + accessKey + "/" + scope + ",SignedHeaders=" + names + ",Signature="
                        + hex(hmac(key, toSign)));
        return signed;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
