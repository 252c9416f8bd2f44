package org.plainsight.feed.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.plainsight.feed.webhook.Courier;
import org.plainsight.feed.webhook.Subscription;
import org.plainsight.feed.webhook.Subscriptions;

/** Runs the courier for every active subscription, each on a thread of its own, so that a slow receiver delays nobody. */
@Singleton
class WebhookJob {

    private static final Logger LOG = Logger.getLogger(WebhookJob.class);

    private final Subscriptions subscriptions;
    private final Courier courier;
    private final Set<Long> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 0).factory());

    WebhookJob(Subscriptions subscriptions, Courier courier) {
        this.subscriptions = subscriptions;
        this.courier = courier;
    }

    @Scheduled(every = "1s", identity = "webhooks", concurrentExecution = ConcurrentExecution.SKIP)
    void round() {
        for (Subscription subscription : subscriptions.all()) {
            if (subscription.isActive() && busy.add(subscription.id())) {
                threads.execute(() -> run(subscription));
            }
        }
    }

    private void run(Subscription subscription) {
        try {
            courier.run(subscription);
        } catch (RuntimeException e) {
            // the next round begins from what is stored
            LOG.warnf(e, "Webhook subscription %d could not be served; trying again", subscription.id());
        } finally {
            busy.remove(subscription.id());
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
