package org.plainsight.chain.bitcoin.utxo;

import org.plainsight.chain.bitcoin.BitcoinNetwork;

/** How much money can exist. */
final class Subsidy {

    private static final long FIRST_SAT = 5_000_000_000L;

    private Subsidy() {}

    /** The most that blocks 1 to a height can have created; the genesis block's reward cannot be spent. */
    static long totalSat(BitcoinNetwork network, long height) {
        long interval = network == BitcoinNetwork.REGTEST ? 150 : 210_000;
        long total = 0;
        for (long era = 0; era * interval <= height && era < 64; era++) {
            long first = Math.max(1, era * interval);
            long last = Math.min(height, (era + 1) * interval - 1);
            total = Math.addExact(total, Math.multiplyExact(last - first + 1, FIRST_SAT >> era));
        }
        return total;
    }
}
