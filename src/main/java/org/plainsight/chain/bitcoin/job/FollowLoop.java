package org.plainsight.chain.bitcoin.job;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.plainsight.chain.WrongNetworkException;
import org.plainsight.chain.bitcoin.MalformedBlockException;
import org.plainsight.chain.bitcoin.follow.BlockFollower;
import org.plainsight.chain.bitcoin.follow.BlockNotThereException;
import org.plainsight.chain.bitcoin.follow.BlockSource;
import org.plainsight.chain.bitcoin.follow.FollowerHealth;
import org.plainsight.chain.bitcoin.follow.NodeUnavailableException;
import org.plainsight.chain.bitcoin.follow.PeerIncidents;
import org.plainsight.chain.bitcoin.follow.ProofGathering;

/**
 * Follows through all configured nodes until interrupted: each in turn is asked for its headers, which meet in one tree,
 * and the best chain by work is taken in from whoever has its bodies. A node that lies, stalls or vanishes is dropped, named
 * in public, and tried again after 1 s, then twice as long each time: at most 20 s where it is the only one, 10 minutes
 * beside others. What a dropped node showed is forgotten: the tree begins anew from the store.
 */
final class FollowLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(FollowLoop.class);
    private static final Duration LONGEST_WAIT_ALONE = Duration.ofSeconds(20);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    /** Asked even without news, so that silence is noticed. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    private static final Duration NOBODY_THERE = Duration.ofMillis(500);

    private final BlockFollower follower;
    private final ProofGathering gathering;
    private final BlockSource.Connector connector;
    private final List<PeerSlot> peers;
    private final FollowerHealth health;
    private final PeerIncidents incidents;
    private final Clock clock;
    private final Runnable misconfigured;
    private final Set<PeerSlot> foreign = new HashSet<>();
    private boolean everAnswered;

    /** @param misconfigured what to do when every node is of another network */
    FollowLoop(
            BlockFollower follower,
            ProofGathering gathering,
            BlockSource.Connector connector,
            List<String> peers,
            FollowerHealth health,
            PeerIncidents incidents,
            Clock clock,
            Runnable misconfigured) {
        this.follower = follower;
        this.gathering = gathering;
        this.connector = connector;
        this.peers = peers.stream().map(PeerSlot::new).toList();
        this.health = health;
        this.incidents = incidents;
        this.clock = clock;
        this.misconfigured = misconfigured;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (!turn()) {
                    rest();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            peers.forEach(PeerSlot::close);
        }
    }

    /** Asks every node once. @return whether there is more to do at once */
    private boolean turn() throws InterruptedException {
        boolean more = false;
        for (PeerSlot peer : peers) {
            if (peer.isDue(clock.instant())) {
                guarded(peer, () -> {
                    peer.opened(connector.connect(peer.address()));
                    LOG.infof("following Bitcoin through %s", peer.name());
                    return false;
                });
            }
            Optional<BlockSource> source = peer.source();
            if (source.isPresent()) {
                more |= guarded(peer, () -> {
                    boolean unfinished = follower.round(source.get());
                    everAnswered = true;
                    peer.answered();
                    incidents.answered(peer.name());
                    return unfinished || gathering.step(source.get());
                });
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return more;
    }

    private void rest() throws InterruptedException {
        List<BlockSource> open =
                peers.stream().flatMap(peer -> peer.source().stream()).toList();
        if (open.isEmpty()) {
            Thread.sleep(NOBODY_THERE);
        } else {
            open.getFirst().awaitNews(IDLE);
        }
    }

    private interface Question {
        boolean ask();
    }

    private boolean guarded(PeerSlot peer, Question question) {
        try {
            return question.ask();
        } catch (BlockNotThereException e) {
            LOG.debugf("Bitcoin through %s: %s", peer.name(), e.getMessage());
            if (peers.size() == 1) {
                drop(peer, e, false);
            }
        } catch (WrongNetworkException e) {
            drop(peer, e, everAnswered);
            foreign.add(peer);
            if (!everAnswered && foreign.size() == peers.size()) {
                misconfigured.run();
            }
        } catch (MalformedBlockException e) {
            drop(peer, e, true);
        } catch (NodeUnavailableException e) {
            drop(peer, e, false);
        } catch (RuntimeException e) {
            // The database may be away, or this is a bug: either way the store is as after the last whole block.
            LOG.error("following Bitcoin failed; trying again", e);
            health.failed("Reading the Bitcoin chain failed inside the portal; it tries again.");
            peer.dropped(clock.instant(), LONGEST_WAIT_ALONE);
        }
        return false;
    }

    private void drop(PeerSlot peer, RuntimeException failure, boolean lie) {
        if (Thread.currentThread().isInterrupted()) {
            return; // we are told to end; the node did nothing wrong
        }
        String reason = Objects.requireNonNullElse(failure.getMessage(), "of an unknown failure");
        Duration wait = peer.dropped(clock.instant(), peers.size() == 1 ? LONGEST_WAIT_ALONE : LONGEST_WAIT);
        LOG.warnf("Bitcoin through %s: %s; next try in %d s", peer.name(), reason, wait.toSeconds());
        if (peers.stream().allMatch(p -> p.source().isEmpty())) {
            health.failed("The Bitcoin chain cannot be read: " + reason + ".");
        }
        try {
            if (lie) {
                incidents.lied(peer.name(), reason);
            } else {
                incidents.failed(peer.name(), reason);
            }
        } catch (RuntimeException e) {
            LOG.error("an incident of the Bitcoin node " + peer.name() + " could not be published", e);
        }
    }
}
