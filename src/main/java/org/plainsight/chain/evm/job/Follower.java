package org.plainsight.chain.evm.job;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.IncidentReporter;
import org.plainsight.chain.WrongNetworkException;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.EvmNode;
import org.plainsight.chain.evm.HeadWindow;
import org.plainsight.chain.evm.HeadWindow.Fork;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.ledger.BlockStore;
import org.plainsight.chain.evm.ledger.BlockStore.Position;
import org.plainsight.chain.evm.ledger.BlockStore.Stop;
import org.plainsight.disclosure.IncidentStatement;

/**
 * Follows one chain, a step at a time; all that must survive is in the store. After any exception the next step begins
 * from the store again. One thread.
 */
final class Follower {

    enum Progress {
        /** There may be more to do at once. */
        ADVANCED,
        /** Nothing new. */
        IDLE,
        /** Nothing will be written until a person looks. */
        STOPPED
    }

    /** While the final block is far ahead, blocks this deep count as final: what the node calls final is not met yet. */
    private static final int CATCH_UP_DEPTH = 64;

    private static final Logger LOG = Logger.getLogger(Follower.class);

    private final FollowerSettings settings;
    private final ChainId chain;
    private final EvmNode node;
    private final NetworkCheck network;
    private final BlockStore store;
    private final BlockIntake intake;
    private final HistoryCatchUp history;
    private final IncidentReporter incidents;
    private final Contact contact;
    private final Clock clock;

    private @Nullable Position position;
    private @Nullable EvmHeader head;
    private Optional<EvmHeader> nodesFinal = Optional.empty();

    Follower(
            FollowerSettings settings,
            EvmNode node,
            NetworkCheck network,
            BlockStore store,
            BlockIntake intake,
            HistoryCatchUp history,
            IncidentReporter incidents,
            Contact contact,
            Clock clock) {
        this.settings = settings;
        this.chain = settings.chain();
        this.node = node;
        this.network = network;
        this.store = store;
        this.intake = intake;
        this.history = history;
        this.incidents = incidents;
        this.contact = contact;
        this.clock = clock;
    }

    /**
     * @throws WrongNetworkException when the node is of another chain
     * @throws NodeException when it cannot answer
     */
    Progress step() {
        try {
            return checkedStep();
        } catch (NodeException e) {
            network.again();
            head = null;
            throw e;
        } catch (WrongNetworkException e) {
            throw e;
        } catch (RuntimeException e) {
            forget();
            throw e;
        }
    }

    private Progress checkedStep() {
        Position now = position();
        if (now != null && now.stop().isPresent()) {
            tell(now.stop().get());
            return Progress.STOPPED;
        }
        network.pass();
        if (now == null) {
            return begin();
        }
        EvmHeader tip = now.window().tip();
        if (head == null || head.number() <= tip.number()) {
            lookUp(tip.number());
        }
        Optional<EvmHeader> candidate = candidate(tip);
        return candidate.isPresent() ? join(now, candidate.get()) : rest(now);
    }

    private @Nullable Position position() {
        if (position == null) {
            position = store.position(chain).orElse(null);
        }
        return position;
    }

    private void forget() {
        position = null;
        head = null;
        intake.forget();
    }

    private void lookUp(long tipHeight) {
        EvmHeader newest = node.latest();
        nodesFinal = settings.finality().newest(node, newest);
        head = newest;
        if (newest.number() >= tipHeight) {
            contact.answered(clock.instant(), newest, nodesFinal.isEmpty());
        } else {
            contact.failed("the node is at block " + newest.number() + ", below what was read before");
        }
    }

    /** The chain's first block here must be final, so that nothing below it ever matters. */
    private Progress begin() {
        lookUp(0);
        if (nodesFinal.isEmpty()) {
            return Progress.IDLE;
        }
        long start = settings.startBlock().orElse(nodesFinal.get().number());
        if (start > nodesFinal.get().number()) {
            contact.failed("waiting for block " + start + " to become final");
            return Progress.IDLE;
        }
        EvmHeader first = header(start);
        intake.take(first, start, newestNumber() > start);
        position = null;
        return Progress.ADVANCED;
    }

    /** What to look at next; empty when our tip is the node's, or the node is behind us on the same chain. */
    private Optional<EvmHeader> candidate(EvmHeader tip) {
        return newestNumber() > tip.number()
                ? Optional.of(header(tip.number() + 1))
                : Optional.ofNullable(head).filter(h -> !h.hash().equals(tip.hash()));
    }

    private Progress join(Position now, EvmHeader candidate) {
        HeadWindow window = now.window();
        if (candidate.number() < window.base().number()) {
            return Progress.IDLE; // the node is behind what is final here: nothing to compare yet
        }
        return switch (trace(window, candidate)) {
            case Fork.Joins(long height) when height == candidate.number() -> rest(now);
            case Fork.Joins(long height) when height < window.tip().number() -> takeBack(height);
            case Fork.Joins joins -> takeIn(now, candidate);
            case Fork.BelowFinality below -> onBelow(now);
            case Fork.NeedsParent needs -> throw new IllegalStateException("a trace ends decided");
        };
    }

    private Fork trace(HeadWindow window, EvmHeader candidate) {
        List<EvmHeader> branch = new ArrayList<>(List.of(candidate));
        Fork fork = window.meet(branch);
        while (fork instanceof Fork.NeedsParent(String hash)) {
            EvmHeader parent = node.header(hash)
                    .filter(h -> h.hash().equals(hash)
                            && h.number() == branch.getLast().number() - 1)
                    .orElseThrow(() -> new NodeException(
                            NodeException.Kind.BAD_ANSWER, "the node does not know the parent of its own block"));
            branch.add(parent);
            fork = window.meet(branch);
        }
        return fork;
    }

    private Progress takeBack(long height) {
        store.revertTo(chain, height);
        forget();
        return Progress.ADVANCED;
    }

    private Progress takeIn(Position now, EvmHeader candidate) {
        long finalHeight = finalWith(now.window().append(candidate), now.finalHeight());
        intake.take(candidate, finalHeight, newestNumber() > candidate.number());
        position = after(now.window().append(candidate), now, finalHeight);
        contact.advanced(clock.instant());
        return Progress.ADVANCED;
    }

    /** At the node's head: raise finality, then catch up a piece of history. */
    private Progress rest(Position now) {
        long finalHeight = finalWith(now.window(), now.finalHeight());
        if (finalHeight > now.finalHeight()) {
            store.finaliseTo(chain, finalHeight);
            position = after(now.window(), now, finalHeight);
        }
        try {
            return history.catchUp() ? Progress.ADVANCED : Progress.IDLE;
        } catch (NodeException e) {
            // the past can wait; the tip cannot
            LOG.warnf("%s: token history not caught up: %s", chain, e.getMessage());
            return Progress.IDLE;
        }
    }

    private static Position after(HeadWindow window, Position now, long finalHeight) {
        long base = Math.max(finalHeight, window.tip().number() - BlockStore.WINDOW + 1);
        HeadWindow kept = base > window.base().number() ? window.from(base) : window;
        return new Position(kept, now.first(), finalHeight, now.stop());
    }

    /** Up to where this window is final, given what the node said. */
    private long finalWith(HeadWindow window, long before) {
        if (nodesFinal.isEmpty()) {
            return before;
        }
        EvmHeader named = nodesFinal.get();
        Optional<EvmHeader> ours = window.at(named.number());
        if (ours.isPresent()) {
            // another block at that height: the reorg is met when the node's head is followed
            return ours.get().hash().equals(named.hash()) ? Math.max(before, named.number()) : before;
        }
        return named.number() > window.tip().number()
                ? Math.max(before, window.tip().number() - CATCH_UP_DEPTH)
                : before;
    }

    /** Final blocks may only differ if they differ when asked for directly: one odd answer stops nothing. */
    private Progress onBelow(Position now) {
        EvmHeader ours = now.window().base();
        EvmHeader theirs = header(ours.number());
        if (theirs.hash().equals(ours.hash())) {
            throw new NodeException(
                    NodeException.Kind.BAD_ANSWER, "the node's answers about block " + ours.number() + " differ");
        }
        String reason = "block " + ours.number() + " of " + chain + " was final as 0x" + ours.hash()
                + ", and the node now has 0x" + theirs.hash() + " there";
        store.stop(chain, reason, clock.instant());
        forget();
        return Progress.STOPPED;
    }

    private void tell(Stop stop) {
        if (stop.reported()) {
            return;
        }
        incidents.report(new IncidentStatement(
                IncidentStatement.Kind.REORG_BELOW_FINALITY,
                stop.at(),
                stop.reason(),
                Optional.of(Objects.requireNonNull(position, "stopped at a position")
                        .window()
                        .base()
                        .ref(chain)),
                Optional.empty()));
        store.reported(chain);
        position = null;
    }

    private long newestNumber() {
        return Objects.requireNonNull(head, "looked up before").number();
    }

    private EvmHeader header(long number) {
        EvmHeader found = node.header(number)
                .orElseThrow(() -> new NodeException(
                        NodeException.Kind.BAD_ANSWER, "the node does not know its own block " + number));
        if (found.number() != number) {
            throw new NodeException(
                    NodeException.Kind.BAD_ANSWER, "asked for block " + number + ", got " + found.number());
        }
        return found;
    }
}
