package org.plainsight.chain.bitcoin.follow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.chain.bitcoin.BlockEffects;
import org.plainsight.chain.bitcoin.ChainedHeader;
import org.plainsight.chain.bitcoin.Coin;

/**
 * From scripts as searched up to some height to the same scripts at a snapshot's block. Which transactions lie between is
 * not known: coins that went are spent at the block by nobody named, and each balance changes by one unattributed row.
 */
public final class SnapshotJump {

    private SnapshotJump() {}

    /**
     * @param searchedTo the scripts that jump, and the height up to which each was searched, below the base
     * @param before their unspent coins as searched
     * @param snapshot unspent coins at the base block; those of other scripts are passed over
     * @throws SnapshotConflictException when the snapshot has a coin of a searched block that was not found there
     */
    public static BlockEffects of(
            ChainedHeader base, Map<String, Long> searchedTo, Collection<Coin> before, Collection<Coin> snapshot) {
        Set<Coin> gone = new HashSet<>(before);
        List<Coin> created = new ArrayList<>();
        Map<String, Long> deltas = new HashMap<>();
        for (Coin coin : snapshot) {
            Long searched = searchedTo.get(coin.scriptHex());
            if (searched == null || gone.remove(coin)) {
                continue;
            }
            if (coin.createdHeight() <= searched) {
                throw new SnapshotConflictException("the snapshot has " + coin.valueSat() + " satoshi at "
                        + coin.outpoint().txid() + ":" + coin.outpoint().index() + " of block " + coin.createdHeight()
                        + ", and the portal found no such coin when it searched that block");
            }
            created.add(coin);
            deltas.merge(coin.scriptHex(), coin.valueSat(), Math::addExact);
        }
        gone.forEach(coin -> deltas.merge(coin.scriptHex(), -coin.valueSat(), Math::addExact));
        return new BlockEffects(
                base,
                created,
                gone.stream()
                        .map(coin -> new BlockEffects.Spend(coin, Optional.empty()))
                        .toList(),
                deltas.entrySet().stream()
                        .filter(delta -> delta.getValue() != 0)
                        .map(delta -> new BlockEffects.Change(0, delta.getKey(), Optional.empty(), delta.getValue()))
                        .toList());
    }
}
