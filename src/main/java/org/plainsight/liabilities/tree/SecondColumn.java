package org.plainsight.liabilities.tree;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.balances.AmountScale;

/** One tree's balances as the input names them, each compared with the staged items of its account. */
final class SecondColumn {

    private record Large(BigInteger amount, int account) {}

    /** The one that is split last comes first. */
    private static final Comparator<Large> SMALLEST_FIRST = Comparator.comparing(Large::amount)
            .thenComparing(Comparator.comparingInt(Large::account).reversed());

    private final AssetRecord asset;
    private final TreeFile file;
    private final ChunkPolicy chunks;
    private final SnapshotKey key;
    private final PriorityQueue<Large> largest = new PriorityQueue<>(SMALLEST_FIRST);
    private final Set<Integer> split = new HashSet<>();
    private final BitSet met = new BitSet();
    private long items;
    private BigInteger total = BigInteger.ZERO;
    private BigInteger ledgerTotal = BigInteger.ZERO;

    SecondColumn(AssetRecord asset, TreeFile file, ChunkPolicy chunks, SnapshotKey key) {
        this.asset = asset;
        this.file = file;
        this.chunks = chunks;
        this.key = key;
    }

    AssetRecord asset() {
        return asset;
    }

    TreeFile file() {
        return file;
    }

    /** Of the tree's file. */
    String name() {
        return SnapshotDirectory.treeName(asset.index());
    }

    BigInteger ledgerTotal() {
        return ledgerTotal;
    }

    /** A row's balance and the staged items that are equal to it. */
    record Found(int account, BigInteger amount, BigInteger ledgerAmount, int first, int end) {}

    /** Asks the staged items for a balance. Safe for several threads. */
    Found find(int account, BigInteger ledgerAmount, AmountScale scale) {
        BigInteger amount = scale.toBaseUnits(ledgerAmount, asset.decimals()).orElseThrow();
        int first = file.firstOf(account);
        int end = file.endOf(account, first);
        List<BigInteger> expected = end - first > 1 ? pieces(account, amount) : List.of(amount);
        List<BigInteger> staged = new ArrayList<>();
        for (int i = first; i < end; i++) {
            staged.add(file.amount(i));
        }
        if (!staged.equals(expected)) {
            throw new SecondPath.DisagreementException(name(), "the balance of account " + account + " differs");
        }
        return new Found(account, amount, ledgerAmount, first, end);
    }

    /** Counts a balance, which may stand in one row only. */
    void count(Found found, long row) {
        if (met.get(found.first)) {
            throw new SecondPath.DisagreementException("balances.csv", "row " + row + " repeats a balance");
        }
        met.set(found.first);
        items += found.end - found.first;
        if (found.end - found.first > 1) {
            split.add(found.account);
        }
        total = total.add(found.amount);
        ledgerTotal = ledgerTotal.add(found.ledgerAmount);
        remember(found.account, found.amount);
    }

    private List<BigInteger> pieces(int account, BigInteger amount) {
        List<BigInteger> cuts = new ArrayList<>(List.of(amount));
        for (int j = 1; j < chunks.pieces(); j++) {
            cuts.add(key.cut(asset.index(), account, j, amount));
        }
        cuts.sort(Comparator.naturalOrder());
        List<BigInteger> pieces = new ArrayList<>();
        BigInteger from = BigInteger.ZERO;
        for (BigInteger cut : cuts) {
            pieces.add(cut.subtract(from));
            from = cut;
        }
        return pieces;
    }

    private void remember(int account, BigInteger amount) {
        if (amount.compareTo(BigInteger.valueOf(chunks.pieces())) >= 0) {
            largest.add(new Large(amount, account));
            if (largest.size() > chunks.largest()) {
                largest.remove();
            }
        }
    }

    /** The total, once every staged item was met and the right balances were found split. */
    BigInteger finish() {
        if (items != file.items()) {
            throw new SecondPath.DisagreementException(
                    name(), "it has " + file.items() + " leaves, the input gives " + items);
        }
        if (!split.equals(new HashSet<>(largest.stream().map(Large::account).toList()))) {
            throw new SecondPath.DisagreementException(name(), "it splits other balances");
        }
        return total;
    }
}
