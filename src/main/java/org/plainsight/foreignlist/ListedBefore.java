package org.plainsight.foreignlist;

/** One row about an address, with the list it stands in. */
public record ListedBefore(ForeignList list, SeenRow row) {

    public static final int MAX = 1_000;
}
