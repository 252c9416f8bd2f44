package org.plainsight.note;

import java.util.List;
import java.util.OptionalInt;

/**
 * The path of a tile or entry bundle under the log's prefix, c2sp.org/tlog-tiles: {@code tile/<L>/<N>[.p/<W>]}.
 *
 * @param level empty for a bundle of entries
 * @param index the number of the tile in its level
 * @param width from 1 to 256; below 256 the tile is partial
 */
public record TilePath(OptionalInt level, long index, int width) {

    /** The hashes or entries of a full tile. */
    public static final int FULL = 256;

    private static final String TILE = "tile/";
    private static final String ENTRIES = "entries";
    private static final String PARTIAL = ".p/";
    private static final int LONGEST = 64;
    private static final int GROUP = 1_000;

    public TilePath {
        if (index < 0 || width < 1 || width > FULL || level.orElse(0) < 0 || level.orElse(0) > 63) {
            throw new MalformedNoteException("no tile at level " + level + ", index " + index + ", width " + width);
        }
    }

    public static TilePath hashes(int level, long index, int width) {
        return new TilePath(OptionalInt.of(level), index, width);
    }

    public static TilePath entries(long index, int width) {
        return new TilePath(OptionalInt.empty(), index, width);
    }

    /** @throws MalformedNoteException when the path is not exactly as {@link #toString} writes it */
    public static TilePath parse(String path) {
        if (path.length() > LONGEST || !path.startsWith(TILE)) {
            throw new MalformedNoteException("a tile lies at tile/<L>/<N> or tile/entries/<N>");
        }
        String rest = path.substring(TILE.length());
        int slash = rest.indexOf('/');
        if (slash < 0) {
            throw new MalformedNoteException("a tile's path names level and number");
        }
        String kind = rest.substring(0, slash);
        String number = rest.substring(slash + 1);
        int width = FULL;
        int partial = number.indexOf(PARTIAL);
        if (partial >= 0) {
            width = small(number.substring(partial + PARTIAL.length()), "the width of a tile", FULL - 1);
            number = number.substring(0, partial);
        }
        OptionalInt level = kind.equals(ENTRIES) ? OptionalInt.empty() : OptionalInt.of(small(kind, "a level", 63));
        return new TilePath(level, index(number), width);
    }

    public boolean isFull() {
        return width == FULL;
    }

    @Override
    public String toString() {
        String kind = level.isPresent() ? Integer.toString(level.getAsInt()) : ENTRIES;
        return TILE + kind + "/" + groups(index) + (isFull() ? "" : PARTIAL + width);
    }

    private static int small(String text, String what, int largest) {
        long value = NoteText.decimal(text, what);
        if (value > largest) {
            throw new MalformedNoteException(what + " is at most " + largest);
        }
        return (int) value;
    }

    /** 1234067 as x001/x234/067. */
    private static String groups(long index) {
        String last = "%03d".formatted(index % GROUP);
        StringBuilder path = new StringBuilder(last);
        for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
            path.insert(0, "x%03d/".formatted(rest % GROUP));
        }
        return path.toString();
    }

    private static long index(String text) {
        List<String> groups = List.of(text.split("/", -1));
        long index = 0;
        for (int i = 0; i < groups.size(); i++) {
            boolean last = i == groups.size() - 1;
            String group = groups.get(i);
            if (!group.matches(last ? "[0-9]{3}" : "x[0-9]{3}")) {
                throw new MalformedNoteException("a tile's number is written like x001/x234/067");
            }
            int digits = Integer.parseInt(group.substring(group.length() - 3));
            if (index > (Long.MAX_VALUE - digits) / GROUP) {
                throw new MalformedNoteException("a tile's number is below 2^63");
            }
            index = index * GROUP + digits;
        }
        if (!groups(index).equals(text)) {
            throw new MalformedNoteException("a tile's number has no leading group of zeros");
        }
        return index;
    }
}
