package org.plainsight.chain.bitcoin.follow;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockEffects;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.Coin;

/**
 * What a follower has taken in, durably. Every writing method is one transaction: after a crash it happened wholly or not
 * at all. One writer; readers at any time.
 */
public interface CoinStore {

    /**
     * Begins at the genesis block, or goes on.
     *
     * @throws org.plainsight.chain.WrongNetworkException when the store began with another genesis block
     */
    void open(BitcoinNetwork network);

    /** The newest block taken in. */
    ChainedHeader tip();

    /** No block up to this height is taken back without a person's word. */
    long finalisedHeight();

    /** Blocks taken in, lowest first, both ends included and cut to what is there. */
    List<ChainedHeader> blocks(long fromHeight, long toHeight);

    List<WatchedScript> scripts();

    /** Adds scripts not yet there. */
    void watch(Collection<WatchedScript> scripts);

    /** Unspent coins of these scripts, as far as they were searched for. */
    List<Coin> unspent(Collection<String> scriptsHex);

    /**
     * Takes in blocks, lowest first, each a child of the one before and the first of the tip.
     *
     * @throws IllegalStateException when they are not, or a coin spent is not there; nothing is changed
     */
    void connect(List<BlockEffects> blocks, long finalisedHeight);

    /**
     * Takes back every block above a height: coins vanish or are unspent again, as if those blocks had never been.
     *
     * @throws IllegalStateException below the finalised height
     */
    void disconnectAbove(long height);

    /**
     * Records what was found for catching-up scripts in blocks already taken in, above one height and up to another.
     *
     * @return false, and nothing is changed, when these scripts are not searched up to the lower height any more: a
     *     snapshot was taken in meanwhile
     */
    boolean backfill(List<BlockEffects> blocks, Collection<String> scriptsHex, long searchedFrom, long searchedTo);

    /**
     * Takes in the unspent coins at a final block for those of these scripts, known or new, that were searched less far;
     * the blocks between become a {@link Gap}.
     *
     * @return how many scripts that were
     * @throws SnapshotConflictException when what was searched disagrees; nothing is changed
     * @throws IllegalStateException when the block is not final here; nothing is changed
     */
    int bootstrap(ChainedHeader base, Collection<WatchedScript> scripts, List<Coin> unspent);

    /** From now on these scripts are searched for in every new block; they must be searched up to the tip. */
    void caughtUp(Collection<String> scriptsHex);

    Optional<Stop> stop();

    /** Records or replaces the stop. */
    void stop(Stop stop);

    /** A person's word: takes back every block above a height, final or not, and ends the stop. */
    void acceptReorg(long height);
}
