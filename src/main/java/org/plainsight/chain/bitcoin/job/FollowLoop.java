package org.plainsight.chain.bitcoin.job;

import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.plainsight.chain.WrongNetworkException;
import org.plainsight.chain.bitcoin.MalformedBlockException;
import org.plainsight.chain.bitcoin.follow.BlockFollower;
import org.plainsight.chain.bitcoin.follow.BlockSource;
import org.plainsight.chain.bitcoin.follow.FollowerHealth;
import org.plainsight.chain.bitcoin.follow.NodeUnavailableException;

/**
 * Follows through one node after the other until interrupted. After a failure it waits 1 s, then twice as long each time,
 * at most 20 s, so that a node that came back is noticed within half a minute.
 */
final class FollowLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(FollowLoop.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    /** Asked even without news, so that silence is noticed. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final BlockFollower follower;
    private final BlockSource.Connector connector;
    private final List<String> peers;
    private final FollowerHealth health;
    private final Runnable misconfigured;
    private Duration wait = FIRST_WAIT;
    private boolean everAnswered;

    /** @param misconfigured what to do when the first node that ever answers is of another network */
    FollowLoop(
            BlockFollower follower,
            BlockSource.Connector connector,
            List<String> peers,
            FollowerHealth health,
            Runnable misconfigured) {
        this.follower = follower;
        this.connector = connector;
        this.peers = List.copyOf(peers);
        this.health = health;
        this.misconfigured = misconfigured;
    }

    @Override
    public void run() {
        try {
            for (int turn = 0; !Thread.currentThread().isInterrupted(); turn++) {
                follow(peers.get(turn % peers.size()));
                Thread.sleep(wait);
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns after a failure. */
    private void follow(String peer) throws InterruptedException {
        try (BlockSource source = connector.connect(peer)) {
            LOG.infof("following Bitcoin through %s", peer);
            while (true) {
                boolean more = follower.round(source);
                everAnswered = true;
                wait = FIRST_WAIT;
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (!more) {
                    source.awaitNews(IDLE);
                }
            }
        } catch (WrongNetworkException e) {
            tell(peer, e);
            if (!everAnswered) {
                misconfigured.run();
            }
        } catch (NodeUnavailableException | MalformedBlockException e) {
            tell(peer, e);
        } catch (RuntimeException e) {
            // The database may be away, or this is a bug: either way the store is as after the last whole block.
            LOG.error("following Bitcoin failed; trying again", e);
            health.failed("Reading the Bitcoin chain failed inside the portal; it tries again.");
        }
    }

    private void tell(String peer, RuntimeException failure) {
        LOG.warnf("Bitcoin through %s: %s; next try in %d s", peer, failure.getMessage(), wait.toSeconds());
        health.failed("The Bitcoin chain cannot be read: " + failure.getMessage() + ".");
    }
}
