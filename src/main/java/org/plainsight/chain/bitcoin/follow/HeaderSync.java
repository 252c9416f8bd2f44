package org.plainsight.chain.bitcoin.follow;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.plainsight.chain.WrongNetworkException;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockHeader;
import org.plainsight.chain.bitcoin.HeaderTree;
import org.plainsight.chain.bitcoin.HeaderTree.Extension;
import org.plainsight.chain.bitcoin.MalformedBlockException;

/** Pulls a node's headers into the tree and notices when the node follows another branch than the heaviest. */
final class HeaderSync {

    private static final int FULL_PAGE = 2_000;
    private static final int PAGES_PER_ROUND = 10;
    /** Headers held in memory ahead of the blocks taken in. */
    private static final long MAX_AHEAD = 100_000;

    private final BitcoinNetwork network;
    private final HeaderTree tree;
    private final Clock clock;
    private Optional<String> nodeTip = Optional.empty();

    HeaderSync(BitcoinNetwork network, HeaderTree tree, Clock clock) {
        this.network = network;
        this.tree = tree;
        this.clock = clock;
    }

    HeaderTree tree() {
        return tree;
    }

    /** @return whether the node may have more headers */
    boolean pull(BlockSource source, long takenIn) {
        List<String> locator = tree.locator();
        for (int page = 0; page < PAGES_PER_ROUND && tree.tip().height() - takenIn < MAX_AHEAD; page++) {
            List<BlockHeader> headers = source.headersAfter(locator);
            nodeTip = headers.isEmpty()
                    ? Optional.empty()
                    : Optional.of(headers.getLast().hash());
            if (!headers.isEmpty()) {
                extend(headers);
            }
            if (headers.size() < FULL_PAGE) {
                return false;
            }
            locator = new ArrayList<>(tree.locator());
            locator.addFirst(headers.getLast().hash());
        }
        return tree.tip().height() - takenIn < MAX_AHEAD;
    }

    /** In words for the public page; empty when the node is on the heaviest branch. */
    Optional<String> problem() {
        return nodeTip.filter(hash -> !tree.isOnBestBranch(hash))
                .map(hash -> "The Bitcoin node follows a branch (tip " + hash
                        + ") without more work than the one read here (tip "
                        + tree.tip().hash()
                        + "); figures stay as they are until one branch is heavier.");
    }

    private void extend(List<BlockHeader> headers) {
        switch (tree.extend(headers, clock.instant())) {
            case Extension.Extended e -> {}
            case Extension.Refused refused ->
                throw new MalformedBlockException("the node sent a header that breaks the rules: " + refused.reason());
            case Extension.Unconnected unconnected -> throw unconnected(unconnected.first());
        }
    }

    private RuntimeException unconnected(BlockHeader first) {
        boolean rooted = tree.find(network.genesis().hash()).isPresent();
        if (!rooted && first.previous().equals(network.genesis().hash())) {
            return new NodeUnavailableException("the node's chain departs from ours more than "
                    + "5,000 blocks below the tip; check that the node is synchronised and of the right chain");
        }
        String theirs = Arrays.stream(BitcoinNetwork.values())
                .filter(n -> n.genesis().hash().equals(first.previous()))
                .findFirst()
                .map(n -> "the chain of " + n)
                .orElse("a chain that begins with block " + first.previous());
        return new WrongNetworkException("the node follows " + theirs + ", not " + network
                + "; set plainsight.bitcoin.network to the node's network, or plainsight.bitcoin.peers to a node of "
                + network);
    }
}
