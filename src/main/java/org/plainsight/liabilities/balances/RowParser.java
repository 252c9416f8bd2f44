package org.plainsight.liabilities.balances;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.plainsight.merkle.SumNode;

/** Parses the plain rows of blocks into columns. One instance serves one thread. */
final class RowParser {

    private static final int LONGEST_ROW = 4_096;
    private static final int MAX_ACCOUNT_BYTES = 64;
    private static final int ID_DIGITS = 2 * Accounts.ID_BYTES;
    private static final int CARELESS_DIGITS = 18;
    private static final long EACH = 0x0101010101010101L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** What follows the ID up to the amount, {@code entity,asset,kind}, and the column that it means. */
    private static final class Known {
        private final byte[] text;
        private final MetColumn column;
        /** What stood in the row behind the last one with this. */
        private @Nullable Known follower;

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
    private @Nullable Known lastKnown;

    private final byte[] text;
    private int end;
    private final byte[] id = new byte[Accounts.ID_BYTES];
    private final byte[] last = new byte[MAX_ACCOUNT_BYTES + ID_DIGITS + 6];
    private int lastLength;
    private int account = -1;
    private long rows;

    /** @param fileBytes of the whole file, where known */
    RowParser(
            BalancesReader rules, ControlRecord control, AccountShards accounts, Arena memory, OptionalLong fileBytes) {
        // the byte before the block, the block, a row that begins at its end, and a line feed that may be missing
        this.text = new byte
                [1 + (int) Math.min(ParallelReader.BLOCK, fileBytes.orElse(ParallelReader.BLOCK)) + LONGEST_ROW + 1];
        this.rules = rules;
        this.scale = new AmountScale(control.scale(), control.roundsUp());
        this.converted = control.scale().isPresent();
        this.accounts = accounts;
        this.memory = memory;
    }

    long rows() {
        return rows;
    }

    List<MetColumn> columns() {
        return columns;
    }

    /**
     * The rows that begin in this block; {@code headerBytes} into the file the first one begins. False where the block lies
     * beyond the end.
     */
    boolean block(ArrivingFile file, long from, int headerBytes) throws IOException {
        int before = from == 0 ? 0 : 1;
        int wanted = text.length - 1;
        end = file.read(from - before, text, wanted);
        if (end <= before) {
            return false;
        }
        boolean last = end < wanted;
        int limit = Math.min(before + ParallelReader.BLOCK, end);
        if (last && text[end - 1] != '\n') {
            text[end++] = '\n';
        }
        for (int at = from == 0 ? headerBytes : firstRow(); at < limit; ) {
            at = row(at);
            rows++;
        }
        return true;
    }

    /** Behind the first line feed, the one that may stand before the block included. */
    private int firstRow() {
        for (int at = 0; at < end; at++) {
            if (text[at] == '\n') {
                return at + 1;
            }
            doubtIf(at > LONGEST_ROW);
        }
        return end;
    }

    private static void doubtIf(boolean doubtful) {
        if (doubtful) {
            throw new ParallelReader.DoubtException();
        }
    }

    /** @return where the next row begins */
    private int row(int at) {
        int afterId = account(at);
        Known guess = lastKnown == null ? null : lastKnown.follower;
        if (guess == null || !stands(guess.text, afterId)) {
            guess = known(afterId);
            if (lastKnown != null) {
                lastKnown.follower = guess;
            }
        }
        lastKnown = guess;
        return amount(guess.column, afterId + guess.text.length + 1);
    }

    private boolean stands(byte[] expected, int at) {
        int to = at + expected.length;
        return to < end && text[to] == ',' && Arrays.mismatch(expected, 0, expected.length, text, at, to) < 0;
    }

    private Known known(int from) {
        int to = from;
        long hash = 0;
        boolean quoted = false;
        for (int commas = 0; ; to++) {
            doubtIf(to >= end);
            byte c = text[to];
            if (c == ',' && !quoted && ++commas == 3) {
                break;
            }
            quoted ^= c == '"';
            doubtIf(c >= 0 && c < ' ');
            hash = hash * 31 + c;
        }
        return known(from, to, (int) (hash ^ (hash >>> 17)));
    }

    /** Leaves the account's number; answers where the entity begins. */
    private int account(int at) {
        if (lastLength > 0
                && at + lastLength <= end
                && Arrays.mismatch(last, 0, lastLength, text, at, at + lastLength) < 0) {
            return at + lastLength;
        }
        int quote = text[at] == '"' ? 1 : 0;
        int stop = quote == 1 ? '"' : ',';
        int from = at + quote;
        int to = from;
        int longest = Math.min(end, from + MAX_ACCOUNT_BYTES + 1);
        while (to < longest && text[to] != stop) {
            doubtIf(text[to] < ' ' || text[to] == '"' || text[to] == 0x7f);
            to++;
        }
        doubtIf(to == from
                || to == longest
                || BalancesReader.FORMULA_START.indexOf(text[from]) >= 0
                || text[from] == ' '
                || text[to - 1] == ' '
                || to + quote >= end
                || text[to + quote] != ',');
        int next = id(to + quote + 1);
        account = accounts.meet(account, text, from, to, id);
        doubtIf(account < 0);
        lastLength = next - at;
        System.arraycopy(text, at, last, 0, lastLength);
        return next;
    }

    /** Reads the ID digest; answers where the entity begins. */
    private int id(int at) {
        doubtIf(at + 2 + ID_DIGITS >= end);
        int quote = text[at] == '"' ? 1 : 0;
        int from = at + quote;
        int to = from + ID_DIGITS;
        doubtIf((quote == 1 && text[to] != '"') || text[to + quote] != ',');
        for (int i = 0; i < id.length; i += Integer.BYTES) {
            long digits = (long) LONGS.get(text, from + 2 * i);
            // A letter has the bit 0x40 and counts nine more than its lower half; written back, both must give the
            // digit.
            long values = (digits & EACH * 0x0f) + (digits >>> 6 & EACH) * 9;
            long letters = (values + EACH * 0x76) >>> 7 & EACH;
            doubtIf(values + EACH * '0' + letters * ('a' - '0' - 10) != digits);
            long bytes = (values << 4 | values >>> 8) & 0x00ff00ff00ff00ffL;
            bytes = (bytes | bytes >>> 8) & 0x0000ffff0000ffffL;
            INTS.set(id, i, (int) (bytes | bytes >>> 16));
        }
        return to + quote + 1;
    }

    private Known known(int from, int to, int hash) {
        int mask = known.length - 1;
        int slot = hash & mask;
        while (true) {
            Known entry = known[slot];
            if (entry == null) {
                break;
            }
            if (Arrays.equals(entry.text, 0, entry.text.length, text, from, to)) {
                return entry;
            }
            slot = (slot + 1) & mask;
        }
        doubtIf(knownCount > known.length / 2);
        Known met = new Known(Arrays.copyOfRange(text, from, to), column(from, to));
        known[slot] = met;
        knownCount++;
        return met;
    }

    private MetColumn column(int from, int to) {
        ColumnRows opened =
                rules.openPlain(Arrays.copyOfRange(text, from, to)).orElseThrow(ParallelReader.DoubtException::new);
        return columns.stream().filter(c -> c.rules() == opened).findFirst().orElseGet(() -> {
            MetColumn made = new MetColumn(opened, memory);
            columns.add(made);
            return made;
        });
    }

    /** @return where the next row begins */
    private int amount(MetColumn column, int start) {
        doubtIf(start >= end);
        int quote = text[start] == '"' ? 1 : 0;
        int from = start + quote;
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
        doubtIf(quote == 1 && (at >= end || text[at] != '"'));
        int next = at + quote;
        if (next < end && text[next] == '\r') {
            next++;
        }
        doubtIf(next >= end || text[next] != '\n');
        if (at == careless && !converted) {
            doubtIf(!column.add(account, 0, value));
        } else {
            wide(column, new BigInteger(new String(text, from, digits, StandardCharsets.US_ASCII)));
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
