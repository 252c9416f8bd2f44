package org.plainsight.chain;

import java.util.List;
import org.plainsight.asset.AssetId;

/**
 * How far back the record of one address and asset goes.
 *
 * @param holdingsFrom height of the first block at which the holding is known
 * @param movementsFrom height of the first block whose movements are known
 * @param missing blocks after these that are not searched, or not yet, lowest first
 */
public record RecordedPast(AssetId asset, long holdingsFrom, long movementsFrom, List<Blocks> missing) {

    public RecordedPast {
        missing = List.copyOf(missing);
    }

    /** From one height to another, both included. */
    public record Blocks(long first, long last) {}
}
