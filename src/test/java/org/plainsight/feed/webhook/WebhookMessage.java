package org.plainsight.feed.webhook;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** What a receiver gets, and checks as Standard Webhooks say, with nothing of ours. */
public record WebhookMessage(String id, String timestamp, String signature, String body) {

    private static final String ED25519 = "302a300506032b6570032100";

    public static WebhookMessage from(HttpExchange exchange) throws IOException {
        return new WebhookMessage(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** @param publicKey as discovery names it, {@code whpk_…} */
    public boolean verifies(String publicKey) throws GeneralSecurityException {
        if (!signature.startsWith("v1a,") || !publicKey.startsWith("whpk_")) {
            return false;
        }
        byte[] raw = Base64.getDecoder().decode(publicKey.substring("whpk_".length()));
        byte[] encoded = HexFormat.of().parseHex(ED25519 + HexFormat.of().formatHex(raw));
        PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(key);
        check.update((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
        return check.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
    }
}
