package org.plainsight.chain.bitcoin.utxo;

import java.util.List;
import org.plainsight.chain.bitcoin.Coin;

/**
 * What one pass over a snapshot found.
 *
 * @param baseHash the block at whose end these coins were unspent
 * @param coins how many there are in all
 * @param totalSat what they are worth together
 * @param hashSerialized Bitcoin Core's {@code hash_serialized_3} over all of them, recomputed
 * @param found the coins that pay the scripts asked for
 */
public record UtxoSnapshot(
        String baseHash, long height, long coins, long totalSat, String hashSerialized, List<Coin> found) {

    public UtxoSnapshot {
        found = List.copyOf(found);
    }
}
