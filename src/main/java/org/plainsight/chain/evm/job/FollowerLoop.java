package org.plainsight.chain.evm.job;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.WrongNetworkException;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.job.Follower.Progress;

/** Drives one follower on a thread of its own until stopped; backs off while things fail and never gives up. */
final class FollowerLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(FollowerLoop.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(250);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    private final ChainId chain;
    private final Follower follower;
    private final Contact contact;
    private final Duration poll;
    private final Runnable before;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Duration backOff = FIRST_BACK_OFF;
    private String complaint = "";

    /** @param before runs ahead of every step; must not throw */
    FollowerLoop(ChainId chain, Follower follower, Contact contact, Duration poll, Runnable before) {
        this.chain = chain;
        this.follower = follower;
        this.contact = contact;
        this.poll = poll;
        this.before = before;
    }

    void stop() {
        stopping.countDown();
    }

    @Override
    public void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                pause = turn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One step; answers how long to wait for the next. */
    private Duration turn() {
        try {
            before.run();
            Progress progress = follower.step();
            backOff = FIRST_BACK_OFF;
            recovered();
            return switch (progress) {
                case ADVANCED -> Duration.ZERO;
                case IDLE -> poll;
                case STOPPED -> LOOK_AGAIN;
            };
        } catch (WrongNetworkException e) {
            contact.refused(words(e));
            complain(words(e), null);
            return LOOK_AGAIN;
        } catch (NodeException e) {
            contact.failed(words(e));
            complain(words(e), null);
            return e.retryAfter().orElseGet(this::nextBackOff);
        } catch (RuntimeException e) {
            // a fault of ours or of the database: the loop must outlive it, and the log must show it
            contact.failed("a fault inside the portal");
            complain(words(e), e);
            return nextBackOff();
        }
    }

    private static String words(RuntimeException e) {
        return Objects.requireNonNullElse(e.getMessage(), e.toString());
    }

    private Duration nextBackOff() {
        Duration now = backOff;
        Duration doubled = backOff.multipliedBy(2);
        backOff = doubled.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : doubled;
        return now;
    }

    /** Once per fault, not once per try. */
    private void complain(String message, @Nullable Throwable cause) {
        if (!message.equals(complaint)) {
            LOG.warnf(cause, "%s: %s; trying again", chain, message);
            complaint = message;
        }
    }

    private void recovered() {
        if (!complaint.isEmpty()) {
            LOG.infof("%s: following again", chain);
            complaint = "";
        }
    }
}
