package org.plainsight.chain.bitcoin.follow;

import java.time.Clock;
import java.util.Optional;
import org.plainsight.chain.IncidentReporter;
import org.plainsight.chain.Reorg;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.HeaderTree;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.evidence.BlockRef;

/** Ends following when a final block would have to be taken back, tells the public, and waits for a person's word. */
final class StopGuard {

    private final BlockFollower.Settings settings;
    private final CoinStore store;
    private final IncidentReporter incidents;
    private final Clock clock;

    StopGuard(BlockFollower.Settings settings, CoinStore store, IncidentReporter incidents, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.incidents = incidents;
        this.clock = clock;
    }

    boolean isStopped() {
        return store.stop().isPresent();
    }

    /**
     * Stops, or stays stopped, or goes on as a person decided.
     *
     * @param fork height of the last block that both chains have
     * @return whether the heavier chain was accepted and following goes on
     */
    boolean holds(HeaderTree tree, Reorg<ChainedHeader> reorg, long fork) {
        Stop stop = store.stop().orElseGet(() -> begin(tree, reorg));
        if (!stop.reported()) {
            incidents.report(incident(IncidentStatement.Kind.REORG_BELOW_FINALITY, stop, stop.reason()));
            store.stop(new Stop(stop.at(), stop.reason(), stop.orphaned(), stop.otherTip(), true));
        }
        if (!isAccepted(tree, stop)) {
            return false;
        }
        if (fork < stop.orphaned().height()) {
            incidents.report(incident(
                    IncidentStatement.Kind.ORPHANED_BLOCK,
                    stop,
                    "After a person looked, the heavier chain is followed. Blocks from height " + (fork + 1)
                            + " as read before are taken back; figures measured at them are void."));
        }
        store.acceptReorg(fork);
        return true;
    }

    /** The block named must lie where the chains differ, so that one word does not cover the next reorg too. */
    private boolean isAccepted(HeaderTree tree, Stop stop) {
        return settings.acceptReorgTo()
                .filter(tree::isOnBestBranch)
                .flatMap(tree::find)
                .filter(accepted -> accepted.height() >= stop.orphaned().height())
                .isPresent();
    }

    private Stop begin(HeaderTree tree, Reorg<ChainedHeader> reorg) {
        BlockRef orphaned = reorg.disconnected().getLast().ref(settings.network());
        String reason = "The Bitcoin node shows a heavier chain (tip "
                + tree.tip().hash() + " at height "
                + tree.tip().height() + ") that lacks block " + orphaned.hash() + " at height " + orphaned.height()
                + ", which had " + settings.confirmations()
                + " or more blocks on top of it and was held for final; "
                + reorg.disconnected().size()
                + " blocks would have to be taken back. Following stopped, and figures stay as of block "
                + store.tip().hash() + ". A person must look: to follow the heavier chain, start with"
                + " plainsight.bitcoin.accept-reorg-to set to the hash of one of its blocks.";
        Stop stop = new Stop(clock.instant(), reason, orphaned, tree.tip().hash(), false);
        store.stop(stop);
        return stop;
    }

    private static IncidentStatement incident(IncidentStatement.Kind kind, Stop stop, String description) {
        return new IncidentStatement(kind, stop.at(), description, Optional.of(stop.orphaned()), Optional.empty());
    }
}
