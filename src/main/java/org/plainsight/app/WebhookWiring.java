package org.plainsight.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.plainsight.event.PortalAddress;
import org.plainsight.event.PublicEvents;
import org.plainsight.feed.rpc.HttpReceiver;
import org.plainsight.feed.webhook.Courier;
import org.plainsight.feed.webhook.Subscriptions;
import org.plainsight.feed.webhook.WebhookKey;
import org.plainsight.log.store.KeyFile;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.SigningKey;
import org.plainsight.registry.labels.FetchGuard;

/** Puts the webhooks together from their key, their store and the guard over where they may go. */
@Singleton
class WebhookWiring {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** The key only says who sent a message; it signs no statement, and losing it loses nothing published. */
    @Produces
    @Singleton
    WebhookKey key(@ConfigProperty(name = "plainsight.data-dir", defaultValue = ".plainsight") Path dataDir) {
        Path file = dataDir.resolve("keys").resolve("webhook.key").toAbsolutePath();
        if (!Files.exists(file)) {
            KeyFile.create(file, "plainsight-webhook", new SecureRandom());
        }
        try {
            return new WebhookKey(SigningKey.parse(Files.readString(file).strip()));
        } catch (IOException | MalformedNoteException e) {
            throw new StartFailure("the key of the webhooks in " + file + " cannot be read: " + e.getMessage());
        }
    }

    /** @param allowLocal receivers on this machine, by http too: for development and the demo */
    @Produces
    @Singleton
    HttpReceiver.Guard guard(
            @ConfigProperty(name = "plainsight.webhooks.allow-local", defaultValue = "false") boolean allowLocal) {
        FetchGuard guard = FetchGuard.ofAnyHost(InetAddress::getAllByName);
        return url -> allowLocal && isLocal(url) ? Optional.empty() : guard.refusal(url);
    }

    private static boolean isLocal(URI url) {
        return "127.0.0.1".equals(url.getHost()) || "localhost".equals(url.getHost());
    }

    @Produces
    @Singleton
    Courier courier(
            Subscriptions subscriptions,
            PublicEvents events,
            HttpReceiver.Guard guard,
            WebhookKey key,
            @ConfigProperty(name = "plainsight.domain", defaultValue = "localhost") String domain,
            Clock clock) {
        return new Courier(
                subscriptions, events, new HttpReceiver(guard, PATIENCE), key, PortalAddress.of(domain), clock);
    }
}
