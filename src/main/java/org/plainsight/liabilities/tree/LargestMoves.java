package org.plainsight.liabilities.tree;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.LiabilitiesImport.Move;
import org.plainsight.liabilities.balances.Accounts;
import org.plainsight.liabilities.balances.BalanceColumn;
import org.plainsight.liabilities.balances.Balances;
import org.plainsight.liabilities.balances.TreeKey;

/**
 * Whose balances moved most between a staged snapshot and new balances, in each tree. Accounts of both sides are sorted by
 * their references, so one walk over both finds them.
 */
public final class LargestMoves {

    private static final Comparator<Move> SMALLEST_FIRST =
            Comparator.comparing(move -> move.now().subtract(move.before()).abs());

    private final Accounts now;
    private final MemorySegment references;
    private final long[] ends;
    /** Places in the order of all accounts of both sides. */
    private final int[] placesBefore;

    private final int[] placesNow;
    private final int perTree;

    private LargestMoves(SnapshotDirectory before, long accountsBefore, Accounts now, int perTree) {
        this.now = now;
        this.perTree = perTree;
        this.references = SnapshotDirectory.map(before.references());
        this.ends = new long[Math.toIntExact(accountsBefore)];
        long at = 0;
        for (int i = 0; i < ends.length; i++) {
            while (references.get(ValueLayout.JAVA_BYTE, at) != '\n') {
                at++;
            }
            ends[i] = at++;
        }
        this.placesBefore = new int[ends.length];
        this.placesNow = new int[now.size()];
        place();
    }

    /** The largest first, tree by tree. */
    public static List<Move> between(SnapshotDirectory before, Balances now, int perTree) {
        BuildRecord record = SnapshotBuild.readRecord(before);
        LargestMoves moves = new LargestMoves(before, record.accounts(), now.accounts(), perTree);
        List<TreeFile> files = before.openTrees(record.trees().size(), before.key());
        Map<TreeKey, TreeFile> old = new TreeMap<>();
        Map<TreeKey, Integer> decimals = new TreeMap<>();
        Map<TreeKey, BalanceColumn> columns = new TreeMap<>();
        for (AssetRecord asset : record.records()) {
            old.put(new TreeKey(asset.asset(), asset.kind()), files.get(asset.index()));
            decimals.put(new TreeKey(asset.asset(), asset.kind()), asset.decimals());
        }
        for (BalanceColumn column : now.columns()) {
            columns.put(column.key(), column);
            decimals.put(column.key(), column.decimals());
        }
        List<Move> largest = new ArrayList<>();
        decimals.forEach((key, d) -> largest.addAll(moves.of(key, d, old.get(key), columns.get(key))));
        return largest;
    }

    private byte[] nameBefore(int i) {
        long from = i == 0 ? 0 : ends[i - 1] + 1;
        return references.asSlice(from, ends[i] - from).toArray(ValueLayout.JAVA_BYTE);
    }

    private void place() {
        int i = 0;
        int j = 0;
        for (int place = 0; i < placesBefore.length || j < placesNow.length; place++) {
            int order = i == placesBefore.length
                    ? 1
                    : j == placesNow.length ? -1 : Arrays.compareUnsigned(nameBefore(i), now.reference(j));
            if (order <= 0) {
                placesBefore[i++] = place;
            }
            if (order >= 0) {
                placesNow[j++] = place;
            }
        }
    }

    private List<Move> of(TreeKey key, int decimals, @Nullable TreeFile file, @Nullable BalanceColumn column) {
        PriorityQueue<Move> largest = new PriorityQueue<>(SMALLEST_FIRST);
        int items = file == null ? 0 : file.items();
        int size = column == null ? 0 : column.size();
        int i = 0;
        int j = 0;
        while (i < items || j < size) {
            int before = file != null && i < items ? placesBefore[file.account(i)] : Integer.MAX_VALUE;
            int after = column != null && j < size ? placesNow[column.account(j)] : Integer.MAX_VALUE;
            BigInteger was = BigInteger.ZERO;
            BigInteger is = BigInteger.ZERO;
            String account = "";
            if (file != null && before <= after) {
                int end = file.endOf(file.account(i), i);
                account = new String(nameBefore(file.account(i)), StandardCharsets.UTF_8);
                for (; i < end; i++) {
                    was = was.add(file.amount(i));
                }
            }
            if (column != null && after <= before) {
                account = now.name(column.account(j));
                is = Bits.unsigned(column.high(j), column.low(j));
                j++;
            }
            if (!was.equals(is)) {
                keep(largest, new Move(key.asset(), key.kind(), decimals, account, was, is));
            }
        }
        List<Move> sorted = new ArrayList<>(largest);
        sorted.sort(SMALLEST_FIRST.reversed());
        return sorted;
    }

    private void keep(PriorityQueue<Move> largest, Move move) {
        largest.add(move);
        if (largest.size() > perTree) {
            largest.remove();
        }
    }
}
