package org.plainsight.feed.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.plainsight.note.SigningKey;

/** Signs messages as Standard Webhooks' {@code v1a} asks: Ed25519 over {@code id.timestamp.payload}. */
public final class WebhookKey {

    private final SigningKey key;

    public WebhookKey(SigningKey key) {
        this.key = key;
    }

    /** What receivers verify with: {@code whpk_} and base64 of the 32 bytes. */
    public String publicText() {
        return "whpk_"
                + Base64.getEncoder()
                        .encodeToString(HexFormat.of().parseHex(key.verifier().publicKeyHex()));
    }

    /** The value of {@code webhook-signature}. */
    public String signature(String id, long timestampSeconds, String payload) {
        String signed = id + "." + timestampSeconds + "." + payload;
        return "v1a," + Base64.getEncoder().encodeToString(key.sign(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
