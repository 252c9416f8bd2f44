package org.plainsight.chain.bitcoin.utxo;

import java.io.InputStream;
import java.util.OptionalLong;
import java.util.function.Function;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.scan.ScriptTable;

/**
 * Reads a snapshot once from front to back, in bounded memory, and refuses what {@code dumptxoutset} would not have written:
 * another magic, version or network, a base block outside our chain, transactions or outputs out of order, heights above
 * the base, more money than the subsidy allows, another number of coins, bytes at the end. What is found counts only once
 * the whole file was read and its hash compared.
 */
public final class SnapshotReader {

    /** Told now and then how far the reading is. */
    public interface Progress {
        void read(long coins, long ofCoins);
    }

    private static final long PROGRESS_EVERY = 1 << 20;

    private final BitcoinNetwork network;
    private final Function<String, OptionalLong> heightOf;
    private final ScriptTable scripts;

    /**
     * @param heightOf the height of a block of our own header chain; empty for any other
     * @param scripts what to look for; may be empty
     */
    public SnapshotReader(BitcoinNetwork network, Function<String, OptionalLong> heightOf, ScriptTable scripts) {
        this.network = network;
        this.heightOf = heightOf;
        this.scripts = scripts;
    }

    /**
     * @throws MalformedSnapshotException naming the byte and what is wrong there
     * @throws java.io.UncheckedIOException when the stream fails
     */
    public UtxoSnapshot read(InputStream stream, Progress progress) {
        SnapshotInput in = new SnapshotInput(stream);
        String baseHash = baseHash(in);
        long height = heightOf.apply(baseHash)
                .orElseThrow(
                        () -> SnapshotInput.malformed(
                                SnapshotHeader.BASE_AT,
                                "the base block " + baseHash + " is not in our chain of headers; wait"
                                        + " until the portal has read the headers up to it, or get a snapshot of another block"));
        long count = in.int64();
        if (count < 0) {
            throw SnapshotInput.malformed(SnapshotHeader.COUNT_AT, Long.toUnsignedString(count) + " coins announced");
        }
        CoinGroup group = new CoinGroup(in, height, Subsidy.totalSat(network, height), scripts);
        long left = count;
        long next = PROGRESS_EVERY;
        progress.read(0, count);
        while (left > 0) {
            left -= group.read(left);
            if (count - left >= next) {
                progress.read(count - left, count);
                next += PROGRESS_EVERY;
            }
        }
        if (!in.isAtEnd()) {
            throw in.malformed("bytes follow the last of the " + count + " coins that the header announces");
        }
        progress.read(count, count);
        return new UtxoSnapshot(baseHash, height, count, group.totalSat(), group.hash(), group.found());
    }

    private String baseHash(SnapshotInput in) {
        SnapshotHeader header = SnapshotHeader.read(in);
        if (header.network() != network) {
            throw SnapshotInput.malformed(
                    SnapshotHeader.NETWORK_AT, "the snapshot is of " + header.network() + ", not of " + network);
        }
        return header.baseHash();
    }
}
