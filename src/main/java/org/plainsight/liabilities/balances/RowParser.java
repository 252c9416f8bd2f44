package org.plainsight.liabilities.balances;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plainsight.merkle.SumNode;

/** Parses the plain rows of blocks into columns. One instance serves one thread. */
final class RowParser {

    private static final int LONGEST_ROW = 4_096;
    private static final int MAX_ACCOUNT_BYTES = 64;
    private static final int ID_DIGITS = 2 * Accounts.ID_BYTES;
    private static final int CARELESS_DIGITS = 18;
    private static final byte[] NIBBLES = nibbles();

    /** What follows the ID up to the amount, {@code entity,asset,kind}, and the column that it means. */
    private static final class Known {
        private final byte[] text;
        private final MetColumn column;

        Known(byte[] text, MetColumn column) {
            this.text = text;
            this.column = column;
        }
    }

    private final BalancesReader rules;
    private final AmountScale scale;
    private final boolean converted;
    private final AccountShards accounts;
    private final Arena memory;
    private final List<MetColumn> columns = new ArrayList<>();
    private final Known[] known = new Known[1 << 10];
    private int knownCount;

    private final byte[] text;
    private int end;
    private final byte[] id = new byte[Accounts.ID_BYTES];
    private final byte[] last = new byte[MAX_ACCOUNT_BYTES + 1 + ID_DIGITS + 1];
    private int lastLength;
    private int account;
    private long rows;

    /** @param fileBytes of the whole file */
    RowParser(BalancesReader rules, ControlRecord control, AccountShards accounts, Arena memory, long fileBytes) {
        this.text = new byte[(int) Math.min(ParallelReader.BLOCK, fileBytes) + LONGEST_ROW];
        this.rules = rules;
        this.scale = new AmountScale(control.scale(), control.roundsUp());
        this.converted = control.scale().isPresent();
        this.accounts = accounts;
        this.memory = memory;
    }

    private static byte[] nibbles() {
        byte[] nibbles = new byte[256];
        Arrays.fill(nibbles, (byte) -1);
        for (int i = 0; i < 16; i++) {
            nibbles["0123456789abcdef".charAt(i)] = (byte) i;
        }
        return nibbles;
    }

    long rows() {
        return rows;
    }

    List<MetColumn> columns() {
        return columns;
    }

    /** The rows that begin in this block; {@code headerBytes} into the file the first one begins. */
    void block(MemorySegment file, long from, int headerBytes) {
        long start = from == 0 ? headerBytes : firstRow(file, from);
        long stop = Math.min(from + ParallelReader.BLOCK, file.byteSize());
        if (start >= stop) {
            return;
        }
        end = (int) Math.min(stop - start + LONGEST_ROW, file.byteSize() - start);
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, start, text, 0, end);
        if (start + end == file.byteSize() && text[end - 1] != '\n') {
            doubtIf(end == text.length);
            text[end++] = '\n';
        }
        int limit = (int) (stop - start);
        for (int at = 0; at < limit; ) {
            at = row(at);
            rows++;
        }
    }

    private static long firstRow(MemorySegment file, long from) {
        for (long at = from - 1; at < file.byteSize(); at++) {
            if (file.get(ValueLayout.JAVA_BYTE, at) == '\n') {
                return at + 1;
            }
            doubtIf(at - from > LONGEST_ROW);
        }
        return file.byteSize();
    }

    private static void doubtIf(boolean doubtful) {
        if (doubtful) {
            throw new ParallelReader.DoubtException();
        }
    }

    /** @return where the next row begins */
    private int row(int at) {
        int afterId = account(at);
        int comma = afterId;
        long hash = 0;
        for (int commas = 0; ; comma++) {
            doubtIf(comma >= end);
            byte c = text[comma];
            if (c == ',') {
                if (++commas == 3) {
                    break;
                }
            }
            doubtIf((c >= 0 && c < ' ') || c == '"');
            hash = hash * 31 + c;
        }
        return amount(column(afterId, comma, (int) (hash ^ (hash >>> 17))), comma + 1);
    }

    /** Leaves the account's number; answers where the entity begins. */
    private int account(int at) {
        if (lastLength > 0
                && at + lastLength <= end
                && Arrays.mismatch(last, 0, lastLength, text, at, at + lastLength) < 0) {
            return at + lastLength;
        }
        int comma = at;
        int longest = Math.min(end, at + MAX_ACCOUNT_BYTES + 1);
        while (comma < longest && text[comma] != ',') {
            doubtIf(text[comma] < ' ' || text[comma] == '"' || text[comma] == 0x7f);
            comma++;
        }
        doubtIf(comma == at
                || comma == longest
                || BalancesReader.FORMULA_START.indexOf(text[at]) >= 0
                || text[at] == ' '
                || text[comma - 1] == ' '
                || comma + 1 + ID_DIGITS >= end
                || text[comma + 1 + ID_DIGITS] != ',');
        for (int i = 0; i < id.length; i++) {
            int high = NIBBLES[text[comma + 1 + 2 * i] & 0xff];
            int low = NIBBLES[text[comma + 2 + 2 * i] & 0xff];
            doubtIf((high | low) < 0);
            id[i] = (byte) (high << 4 | low);
        }
        account = accounts.meet(text, at, comma, id);
        doubtIf(account < 0);
        lastLength = comma + 1 + ID_DIGITS + 1 - at;
        System.arraycopy(text, at, last, 0, lastLength);
        return at + lastLength;
    }

    private MetColumn column(int from, int to, int hash) {
        int mask = known.length - 1;
        int slot = hash & mask;
        while (true) {
            Known entry = known[slot];
            if (entry == null) {
                break;
            }
            if (Arrays.equals(entry.text, 0, entry.text.length, text, from, to)) {
                return entry.column;
            }
            slot = (slot + 1) & mask;
        }
        doubtIf(knownCount > known.length / 2);
        ColumnRows opened =
                rules.openPlain(Arrays.copyOfRange(text, from, to)).orElseThrow(ParallelReader.DoubtException::new);
        MetColumn column = columns.stream()
                .filter(c -> c.rules() == opened)
                .findFirst()
                .orElseGet(() -> {
                    MetColumn made = new MetColumn(opened, memory);
                    columns.add(made);
                    return made;
                });
        known[slot] = new Known(Arrays.copyOfRange(text, from, to), column);
        knownCount++;
        return column;
    }

    /** @return where the next row begins */
    private int amount(MetColumn column, int from) {
        int at = from;
        long value = 0;
        while (at < end && text[at] >= '0' && text[at] <= '9' && at - from < CARELESS_DIGITS) {
            value = 10 * value + text[at++] - '0';
        }
        int careless = at;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        int digits = at - from;
        doubtIf(digits == 0 || digits > 39 || (digits > 1 && text[from] == '0'));
        int next = at;
        if (next < end && text[next] == '\r') {
            next++;
        }
        doubtIf(next >= end || text[next] != '\n');
        if (at == careless && !converted) {
            doubtIf(!column.add(account, 0, value));
        } else {
            wide(column, new BigInteger(new String(text, from, digits, java.nio.charset.StandardCharsets.US_ASCII)));
        }
        return next + 1;
    }

    private void wide(MetColumn column, BigInteger ledgerAmount) {
        doubtIf(ledgerAmount.bitLength() > SumNode.MAX_BITS);
        BigInteger amount = scale.toBaseUnits(ledgerAmount, column.rules().decimals())
                .orElseThrow(ParallelReader.DoubtException::new);
        doubtIf(amount.bitLength() > SumNode.MAX_BITS
                || !column.add(account, amount.shiftRight(64).longValue(), amount.longValue()));
        if (converted) {
            column.addLedger(ledgerAmount);
        }
    }
}
